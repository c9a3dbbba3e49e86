"""What the stories of meetings begin with."""

from typing import Any

from samverka.cast import Cast
from samverka.meetings.actions.papers import add_file
from samverka.meetings.actions.riding import ask_ride
from samverka.meetings.models import Attendee, Meeting

PDF = b"%PDF-1.7 a paper"


def coming() -> Meeting:
    """The assembly meeting of the cast: its notice is out, and it has not begun."""
    return Meeting.objects.upcoming().get(state=Meeting.State.CALLED)


def attendee(name: str) -> Attendee:
    """Somebody of the cast, on the list of that meeting."""
    return coming().attendees.get(person__email=f"{name}@example.org")


def meeting_places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of meetings: Amina has asked Ruth for a seat."""
    meeting = coming()
    paper = add_file(meeting=meeting, item=None, content=PDF, name="a.pdf", by=cast.elsa)
    driver = attendee("rut")
    ride = ask_ride(passenger=attendee("amina"), driver=driver)
    return {
        "meetings": meeting.pk,
        "items": meeting.items.all()[0].pk,
        "papers": paper.pk,
        "meetings/answer/<slug:key>": driver.key,
        "ask": driver.pk,
        "rides": ride.pk,
    }
