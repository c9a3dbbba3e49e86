"""What the stories of meetings that go on begin with."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samverka.cast import Cast
from samverka.meetings.models import AgendaItem, Attendee, Meeting
from samverka.meetings.tests.story import coming
from samverka.minutes.actions import deciding, moving, opening, paragraphs, speaking
from samverka.minutes.actions.attendance import mark_there
from samverka.minutes.models import Minutes, Paragraph


def today() -> Meeting:
    """The assembly meeting of the cast, an hour after it was to begin."""
    meeting = coming()
    now = timezone.now().replace(second=0, microsecond=0)
    meeting.starts_at, meeting.ends_at = now - timedelta(hours=1), now + timedelta(hours=2)
    meeting.save()
    return meeting


def opened(cast: Cast) -> Minutes:
    """It is open; Nils leads it and Elsa writes."""
    return opening.open_meeting(meeting=today(), by=cast.nils)


def there(cast: Cast, *names: str) -> list[Attendee]:
    """People of the cast who have come."""
    people = [attendee_of(name) for name in names]
    for one in people:
        mark_there(attendee=one, by=cast.nils)
    return people


def attendee_of(name: str) -> Attendee:
    return Attendee.objects.select_related("meeting", "organisation", "person").get(
        meeting__state=Meeting.State.CALLED,
        meeting__minutes__isnull=False,
        person__email=f"{name}@example.org",
    )


def items(minutes: Minutes) -> list[AgendaItem]:
    return list(minutes.meeting.items.select_related("meeting"))


def at(minutes: Minutes, place: int, cast: Cast) -> Paragraph:
    """The meeting has come to what stands on this place of the agenda, from 1 on."""
    return paragraphs.take_up(item=items(minutes)[place - 1], by=cast.nils)


def room_places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of a meeting that goes on: it is at its third point."""
    minutes = opened(cast)
    amina, _rut = there(cast, "amina", "rut")
    paragraph = at(minutes, 3, cast)
    turn = speaking.ask_to_speak(attendee=amina)
    motion = moving.propose(attendee=amina, words="Höstens samtal hålls i Kumla.")
    decided = deciding.decide(paragraph=paragraph, words="Förslaget antas.", by=cast.nils)
    noted = moving.note_conflict(attendee=attendee_of("elsa"), words="", by=cast.nils)
    officer = opening.choose_officer(
        meeting=minutes.meeting, attendee=amina, role="adjuster", by=cast.nils
    )
    return {
        "paragraphs": paragraph.pk,
        "decisions": decided.pk,
        "motions": motion.pk,
        "notes": "conflict",
        "conflict": noted.pk,
        f"meetings/{minutes.meeting_id}/now/speakers/<int:turn>": turn.pk,
        "attendees": amina.pk,
        "officers": officer.pk,
    }
