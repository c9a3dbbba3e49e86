"""What the meeting decides, who does it, and who dissents."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.preparing import rules_of
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.following import add_task_of
from samverka.minutes.actions.holding import hold_for_leader, hold_for_one_there
from samverka.minutes.models import Minutes, Motion, Paragraph, Reservation, Resolution
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.plan.actions import list_was_decided
from samverka.plan.models import ActivityList
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.tasks.actions import drop_task


@dataclass(frozen=True)
class Doing:
    """Who does what was decided: a person, an organisation or a role; nobody where nothing is
    left to do."""

    person: Person | None = None
    organisation: Organisation | None = None
    role: str = ""
    due_on: date | None = None
    follow_up_on: date | None = None

    def __bool__(self) -> bool:
        return bool(self.person or self.organisation or self.role)


@transaction.atomic
def decide(
    *,
    paragraph: Paragraph,
    words: str,
    by: Person,
    how: str = Resolution.How.ACCLAMATION,
    doing: Doing | None = None,
    carried: Motion | None = None,
    takes_list: bool = False,
) -> Resolution:
    """Write down what was decided. `carried` is the proposal that won; those that stood against
    it have lost. `takes_list` decides the list of activities that the point is about."""
    doing = doing or Doing()
    minutes = hold_for_leader(paragraph.minutes.meeting, by)
    row = minutes.paragraphs.select_related("item__activity_list").get(pk=paragraph.pk)
    if not row.number:
        raise Refused(_("Nothing is decided in a break."))
    _ask_quorum(minutes)
    if (doing.due_on or doing.follow_up_on) and not doing:
        raise Refused(_("Say who does it, when there is a day."))
    resolution = Resolution.objects.create(
        paragraph=row, words=words, how=how, follow_up_on=doing.follow_up_on
    )
    if doing:
        add_task_of(
            resolution=resolution,
            person=doing.person,
            organisation=doing.organisation,
            role=doing.role,
            due_on=doing.due_on,
            by=by,
        )
    if carried:
        _settle(row, carried)
    if takes_list:
        _decide_list(row, by)
    write_history(verb="decided", of=resolution, by=by, paragraph=row.reference)
    return resolution


@transaction.atomic
def strike_resolution(*, resolution: Resolution, by: Person) -> Resolution:
    """Undo, while the minutes are written: it was not decided, or not in these words."""
    minutes = hold_for_leader(resolution.paragraph.minutes.meeting, by)
    row = Resolution.objects.select_related("task").get(
        paragraph__minutes=minutes, pk=resolution.pk
    )
    if row.struck_at:
        raise Refused(_("The decision is struck already."))
    row.struck_at = timezone.now()
    row.save()
    if row.task and row.task.is_open:
        row.task = drop_task(task=row.task, by=None, words=_("The decision was struck."))
    write_history(verb="struck", of=row, by=by)
    return row


@transaction.atomic
def reserve(*, resolution: Resolution, attendee: Attendee, words: str) -> Reservation:
    """Dissent, and have it in the minutes: before the meeting is closed."""
    minutes, _presence = hold_for_one_there(attendee)
    return _note(minutes, resolution, attendee, words, by=None)


@transaction.atomic
def note_reservation(
    *, resolution: Resolution, attendee: Attendee, words: str, by: Person
) -> Reservation:
    minutes = hold_for_leader(attendee.meeting, by)
    if not minutes.presences.filter(attendee=attendee).exists():
        raise Refused(_("Only somebody who is, or was, at the meeting can be noted."))
    return _note(minutes, resolution, attendee, words, by=by)


@transaction.atomic
def note_latest_reservation(
    *, meeting: Meeting, attendee: Attendee, words: str, by: Person
) -> Reservation:
    """Against what was decided last."""
    rows = Resolution.objects.standing().filter(paragraph__minutes__meeting=meeting)
    latest = rows.order_by("decided_at", "pk").last()
    if latest is None:
        raise Refused(_("Nothing is decided yet to make a reservation against."))
    return note_reservation(resolution=latest, attendee=attendee, words=words, by=by)


@transaction.atomic
def take_reservation_back(*, reservation: Reservation, by: Person) -> None:
    """Undo."""
    meeting = reservation.resolution.paragraph.minutes.meeting
    minutes = hold_for_leader(meeting, by)
    Reservation.objects.filter(resolution__paragraph__minutes=minutes, pk=reservation.pk).delete()
    write_history(verb="reservation_taken_back", of=reservation.resolution, by=by)


def lacks_quorum(minutes: Minutes) -> tuple[int, int] | None:
    """(needed, there) where too few partners are on the voting list to decide anything."""
    needed = rules_of(minutes.meeting.body).quorum or 0
    there = minutes.presences.voting().count()
    return (needed, there) if there < needed else None


def _ask_quorum(minutes: Minutes) -> None:
    """While the meeting goes on; what is written afterwards was decided when they were there."""
    if minutes.is_going_on and (lacks := lacks_quorum(minutes)):
        raise Refused(
            _(
                "The meeting cannot decide: by the statutes %(needed)s partners have to be on the"
                " voting list, and %(there)s are."
            )
            % {"needed": lacks[0], "there": lacks[1]}
        )


def _settle(paragraph: Paragraph, carried: Motion) -> None:
    standing = paragraph.motions.standing()
    if not standing.filter(pk=carried.pk).exists():
        raise Refused(_("The proposal no longer stands."))
    standing.filter(pk=carried.pk).update(state=Motion.State.CARRIED)
    paragraph.motions.standing().update(state=Motion.State.LOST)


def _decide_list(paragraph: Paragraph, by: Person) -> None:
    listed = paragraph.item.activity_list
    if listed is None or not listed.can_move(ActivityList.State.DECIDED):
        raise Refused(_("This point has no proposed list of activities to decide."))
    list_was_decided(
        activity_list=listed,
        on=timezone.localdate(paragraph.minutes.meeting.starts_at),
        reference=paragraph.reference,
        by=by,
    )


def _note(
    minutes: Minutes, resolution: Resolution, attendee: Attendee, words: str, *, by: Person | None
) -> Reservation:
    row = Resolution.objects.standing().filter(paragraph__minutes=minutes, pk=resolution.pk)
    found = row.select_related("paragraph").first()
    if found is None:
        raise Refused(_("The decision does not stand."))
    if found.paragraph.conflicts.filter(attendee=attendee).exists():
        raise Refused(_("Somebody who stands aside takes no part in this point."))
    told, _new = Reservation.objects.update_or_create(
        resolution=found, attendee=attendee, defaults={"words": words}
    )
    role = History.Role.PERSON if by else History.Role.OWNER
    write_history(verb="reserved", of=found, by=by, role=role, attendee=attendee.pk)
    return told
