"""Minutes with something of everything in them, for the stories of how they are approved."""

from datetime import timedelta
from typing import Any

from django.utils import timezone

from samverka.cast import Cast
from samverka.meetings.models import AgendaItem, Attendee, Meeting
from samverka.meetings.tests.story import attendee
from samverka.minutes.actions.attendance import mark_there
from samverka.minutes.actions.opening import choose_officer, close_meeting, open_meeting
from samverka.minutes.content import canonical, content_of
from samverka.minutes.models import (
    Ballot,
    BallotOption,
    BallotRight,
    Conflict,
    Minutes,
    MinutesVersion,
    Motion,
    Officer,
    Paragraph,
    Reservation,
    Resolution,
)
from samverka.minutes.models.approvals import hash_of
from samverka.tasks.models import Task


def held() -> Meeting:
    """The assembly of the cast that was held: Nils was to lead it, and Elsa to write."""
    return Meeting.objects.held().get(title_en="Assembly meeting on ways in")


def there(name: str) -> Attendee:
    return held().attendees.get(person__email=f"{name}@example.org")


def written(cast: Cast) -> Minutes:
    """It is over. Nils led, Elsa wrote, Amina and Ruth check: one paragraph has everything."""
    meeting = held()
    open_meeting(meeting=meeting, by=cast.elsa)
    for name in ("amina", "rut"):
        mark_there(attendee=there(name), by=cast.elsa)
        choose_officer(
            meeting=meeting, attendee=there(name), role=Officer.Role.ADJUSTER, by=cast.elsa
        )
    minutes = Minutes.objects.get(meeting=meeting)
    first, second, last = meeting.items.all()
    _taken_up(minutes, first, 1)
    _discussed(_taken_up(minutes, second, 2, written="Alla fick säga sitt."))
    _taken_up(minutes, last, 3)
    minutes = close_meeting(meeting=meeting, by=cast.elsa)
    begun = meeting.starts_at
    Minutes.objects.filter(pk=minutes.pk).update(opened_at=begun, closed_at=meeting.ends_at)
    minutes.presences.update(arrived_at=begun)
    minutes.presences.filter(attendee=there("rut")).update(arrived_at=begun + timedelta(minutes=25))
    return Minutes.objects.get(pk=minutes.pk)


def _taken_up(minutes: Minutes, item: AgendaItem, number: int, **facts: Any) -> Paragraph:
    starts = minutes.meeting.starts_at + timedelta(minutes=10 * number)
    return Paragraph.objects.create(
        minutes=minutes,
        item=item,
        body=minutes.meeting.body,
        year=starts.year,
        number=number,
        state=Paragraph.State.DONE,
        started_at=starts,
        ended_at=starts + timedelta(minutes=10),
        **facts,
    )


def _discussed(paragraph: Paragraph) -> None:
    amina, rut = there("amina"), there("rut")
    Conflict.objects.create(paragraph=paragraph, attendee=rut, words="Sitter i styrelsen")
    motion = Motion.objects.create(
        paragraph=paragraph, words="Öppna dörren", by=amina, state=Motion.State.CARRIED
    )
    motion.behind.add(rut)
    Motion.objects.create(
        paragraph=paragraph, words="Nej, vänta", by=rut, state=Motion.State.WITHDRAWN
    )
    open_vote = _ballot(paragraph, "Ja eller nej?", secret=False, ja=1, nej=1)
    yes, no = open_vote.options.all()
    for one, choice in ((amina, yes), (rut, no)):
        BallotRight.objects.create(ballot=open_vote, attendee=one, choice=choice)
    _ballot(paragraph, "Vem?", secret=True, Anna=2, Bo=0)
    task = Task.objects.create(
        kind=Task.Kind.DECISION,
        what_sv="Öppna dörren",
        what_en="Öppna dörren",
        person=amina.person,
        due_on=timezone.localdate(paragraph.started_at) + timedelta(days=30),
    )
    decided = Resolution.objects.create(
        paragraph=paragraph, words="Dörren öppnas.", how=Resolution.How.COUNTED, task=task
    )
    Reservation.objects.create(resolution=decided, attendee=rut, words="För tidigt")
    Resolution.objects.create(paragraph=paragraph, words="Struket.", struck_at=timezone.now())


def _ballot(paragraph: Paragraph, question: str, *, secret: bool, **told: int) -> Ballot:
    ballot = Ballot.objects.create(
        paragraph=paragraph, question=question, secret=secret, state=Ballot.State.CLOSED
    )
    for place, (words, number) in enumerate(told.items(), start=1):
        BallotOption.objects.create(ballot=ballot, place=place, words=words, number=number)
    return ballot


def locked(cast: Cast) -> Minutes:
    """The same, approved by all and locked, without the letters."""
    minutes = written(cast)
    Minutes.objects.filter(pk=minutes.pk).update(
        state=Minutes.State.LOCKED, locked_at=timezone.now()
    )
    return Minutes.objects.get(pk=minutes.pk)


def minutes_places() -> dict[str, Any]:
    """What stands in the addresses of minutes: of the meeting that goes on, where Ruth checks
    them, and which were sent once before."""
    driver = attendee("rut")
    minutes, _new = Minutes.objects.get_or_create(meeting=driver.meeting)
    officer = Officer.objects.create(minutes=minutes, attendee=driver, role=Officer.Role.ADJUSTER)
    content = canonical(content_of(minutes))
    version = MinutesVersion.objects.create(
        minutes=minutes, number=1, content=content, hash=hash_of(content)
    )
    place = f"meetings/{minutes.meeting_id}/minutes/versions/<int:number>"
    return {place: version.number, "officers": officer.pk}
