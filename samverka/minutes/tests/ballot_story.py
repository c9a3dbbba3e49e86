"""What the stories of votes begin with: the assembly of the cast is at its first point."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samverka.cast import Cast
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.tests.story import attendee, coming
from samverka.minutes.actions.attendance import say_here
from samverka.minutes.actions.opening import open_meeting
from samverka.minutes.actions.voting import Question, get_code, open_ballot
from samverka.minutes.models import Ballot, BallotOption, Minutes, Paragraph, Presence

YES_OR_NO = Question("Shall we?", ("Yes", "No"), abstain="Abstain")
IN_SECRET = Question("Who leads us?", ("Ada", "Bo"), secret=True)


def begun(cast: Cast) -> Meeting:
    """It has begun, and is at its first point; nils leads it and elsa writes."""
    meeting = coming()
    now = timezone.now()
    Meeting.objects.filter(pk=meeting.pk).update(starts_at=now, ends_at=now + timedelta(hours=3))
    meeting.refresh_from_db()
    minutes = open_meeting(meeting=meeting, by=cast.elsa)
    at_first_point(minutes)
    return meeting


def at_first_point(minutes: Minutes) -> Paragraph:
    item = minutes.meeting.items.all()[0]
    return Paragraph.objects.create(
        minutes=minutes, item=item, body=minutes.meeting.body, year=2026, number=1
    )


def here(*names: str) -> list[Attendee]:
    """These of the cast have come; each of a partner has its vote."""
    people = [attendee_now(name) for name in names]
    for one in people:
        say_here(attendee=one, by_link=False)
    return people


def attendee_now(name: str) -> Attendee:
    return Attendee.objects.get(meeting__minutes__isnull=False, person__email=f"{name}@example.org")


def crowd(meeting: Meeting, number: int) -> list[Attendee]:
    """So many more are there, and each has a vote."""
    minutes = Minutes.objects.get(meeting=meeting)
    people = [
        Attendee.objects.create(meeting=meeting, name=f"Voter {n:03}", answer="room")
        for n in range(number)
    ]
    for one in people:
        Presence.objects.create(minutes=minutes, attendee=one, votes=True)
    return people


def put(meeting: Meeting, cast: Cast, question: Question = YES_OR_NO) -> Ballot:
    return open_ballot(meeting=meeting, question=question, by=cast.nils)


def option(ballot: Ballot, words: str) -> BallotOption:
    return ballot.options.get(words=words)


def codes(ballot: Ballot, people: list[Attendee]) -> list[str]:
    return [get_code(attendee=one, ballot=ballot) for one in people]


def ballot_places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of votes: one is open, and rut has a vote in it."""
    driver = attendee("rut")
    minutes, _new = Minutes.objects.get_or_create(meeting=driver.meeting)
    paragraph = minutes.paragraphs.filter(state=Paragraph.State.NOW).first()
    paragraph = paragraph or at_first_point(minutes)
    presence, _new = Presence.objects.get_or_create(minutes=minutes, attendee=driver)
    Presence.objects.filter(pk=presence.pk).update(votes=True)
    return {"ballots": put(driver.meeting, cast).pk}
