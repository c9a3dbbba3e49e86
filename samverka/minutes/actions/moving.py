"""What people propose, who stands behind it, and who stands aside."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.models import Attendee
from samverka.minutes.actions.holding import hold_for_leader, hold_for_one_there, now_of
from samverka.minutes.models import Ballot, BallotRight, Conflict, Minutes, Motion, Paragraph
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History


@transaction.atomic
def propose(*, attendee: Attendee, words: str, at: int | None = None) -> Motion:
    """Propose that the meeting decides this."""
    minutes, _presence = hold_for_one_there(attendee)
    paragraph = now_of(minutes, at)
    _ask_takes_part(paragraph, attendee)
    motion = Motion.objects.create(paragraph=paragraph, by=attendee, words=words)
    write_history(verb="proposed", of=motion, role=History.Role.OWNER)
    return motion


@transaction.atomic
def note_motion(*, attendee: Attendee, words: str, by: Person, at: int | None = None) -> Motion:
    """What somebody in the room proposes, written down by those who lead."""
    minutes = hold_for_leader(attendee.meeting, by)
    _ask_was_there(minutes, attendee)
    paragraph = now_of(minutes, at)
    _ask_takes_part(paragraph, attendee)
    motion = Motion.objects.create(paragraph=paragraph, by=attendee, words=words)
    write_history(verb="proposed", of=motion, by=by)
    return motion


@transaction.atomic
def withdraw_motion(*, motion: Motion, attendee: Attendee) -> Motion:
    """Whoever proposed it takes it back; the minutes do not tell of it."""
    minutes, _presence = hold_for_one_there(attendee)
    row = _standing(minutes, motion)
    if row.by_id != attendee.pk:
        raise Refused(_("Only whoever proposed it can withdraw it."))
    row.state = Motion.State.WITHDRAWN
    row.save()
    write_history(verb="withdrawn", of=row, role=History.Role.OWNER)
    return row


@transaction.atomic
def move_motion(*, motion: Motion, to: str, by: Person) -> Motion:
    """Those who lead say what became of it: withdrawn, carried or not; or that it stands again."""
    minutes = hold_for_leader(motion.paragraph.minutes.meeting, by)
    row = Motion.objects.get(paragraph__minutes=minutes, pk=motion.pk)
    if not row.can_move(to):
        raise Refused(_("That has been said of the proposal already."))
    row.state = to
    row.save()
    write_history(verb="moved", of=row, by=by, to=to)
    return row


@transaction.atomic
def stand_behind(*, motion: Motion, attendee: Attendee, stands: bool) -> Motion:
    """Say that one agrees, or no longer. It is a sign to the room and decides nothing."""
    minutes, _presence = hold_for_one_there(attendee)
    row = _standing(minutes, motion)
    if stands:
        _ask_takes_part(row.paragraph, attendee)
        row.behind.add(attendee)
    else:
        row.behind.remove(attendee)
    return row


@transaction.atomic
def stand_aside(*, attendee: Attendee, words: str, at: int | None = None) -> Conflict:
    """Tell of an interest of one's own: one takes no part in this point."""
    minutes, _presence = hold_for_one_there(attendee)
    return _set_aside(now_of(minutes, at), attendee, words)


@transaction.atomic
def note_conflict(*, attendee: Attendee, words: str, by: Person, at: int | None = None) -> Conflict:
    minutes = hold_for_leader(attendee.meeting, by)
    _ask_was_there(minutes, attendee)
    return _set_aside(now_of(minutes, at), attendee, words)


@transaction.atomic
def take_part_after_all(*, conflict: Conflict, by: Person) -> None:
    """Undo: it was told by mistake."""
    minutes = hold_for_leader(conflict.paragraph.minutes.meeting, by)
    minutes_own = Conflict.objects.filter(paragraph__minutes=minutes, pk=conflict.pk)
    minutes_own.delete()
    write_history(verb="conflict_taken_back", of=minutes, by=by, attendee=conflict.attendee_id)


def stands_aside(paragraph: Paragraph, attendee: Attendee) -> bool:
    return paragraph.conflicts.filter(attendee=attendee).exists()


def _set_aside(paragraph: Paragraph, attendee: Attendee, words: str) -> Conflict:
    _ask_has_no_part_in_vote(paragraph, attendee)
    told, _new = Conflict.objects.update_or_create(
        paragraph=paragraph, attendee=attendee, defaults={"words": words}
    )
    for motion in paragraph.motions.filter(behind=attendee):
        motion.behind.remove(attendee)
    write_history(verb="stood_aside", of=paragraph, role=History.Role.OWNER, attendee=attendee.pk)
    return told


def _ask_takes_part(paragraph: Paragraph, attendee: Attendee) -> None:
    if stands_aside(paragraph, attendee):
        raise Refused(_("Somebody who stands aside takes no part in this point."))


def _ask_has_no_part_in_vote(paragraph: Paragraph, attendee: Attendee) -> None:
    """The minutes would say that they stood aside and voted; and a code leads back to nobody, so
    that it cannot be taken from them again."""
    rights = BallotRight.objects.filter(
        ballot__paragraph=paragraph, ballot__state=Ballot.State.OPEN
    )
    has_part = rights.filter(Q(code_given=True) | Q(choice__isnull=False), attendee=attendee)
    if has_part.exists():
        raise Refused(
            _(
                "The code is given, or the vote cast, in the vote that is open. It has to be"
                " stopped first; then stand aside, and vote anew."
            )
        )


def _ask_was_there(minutes: Minutes, attendee: Attendee) -> None:
    if not minutes.presences.filter(attendee=attendee).exists():
        raise Refused(_("Only somebody who is, or was, at the meeting can be noted."))


def _standing(minutes: Minutes, motion: Motion) -> Motion:
    rows = Motion.objects.standing().filter(paragraph__minutes=minutes, pk=motion.pk)
    found = rows.select_related("paragraph").first()
    if found is None:
        raise Refused(_("The proposal no longer stands."))
    return found
