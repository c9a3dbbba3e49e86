"""Who is there, who has left, and who has the vote of their partner."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.answering import put_on_list
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.rules import meetings_for
from samverka.minutes.actions.holding import hold_for_leader, lock_minutes, show
from samverka.minutes.models import Minutes, Presence, Turn
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

VOTING_PARTS = (Attendee.Part.MEMBER, Attendee.Part.DEPUTY)


@transaction.atomic
def say_here(*, attendee: Attendee, by_link: bool) -> Presence:
    """Somebody says themselves that they have come."""
    minutes = lock_minutes(attendee.meeting)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed."))
    show(minutes)
    presence = arrive(minutes, attendee, by_link=by_link)
    write_history(verb="arrived", of=attendee, role=History.Role.OWNER)
    return presence


@transaction.atomic
def come_unannounced(*, meeting: Meeting, person: Person, by_link: bool) -> Presence:
    """Somebody with an account has come whom the notice did not reach, and who sees the meeting."""
    if not meetings_for(person).filter(pk=meeting.pk).exists():
        raise Refused(_("This meeting is not open to you."))
    minutes = lock_minutes(meeting)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed."))
    show(minutes)
    attendee = put_on_list(meeting, person)
    presence = arrive(minutes, attendee, by_link=by_link)
    write_history(verb="arrived", of=attendee, by=person)
    return presence


@transaction.atomic
def say_gone(*, attendee: Attendee) -> None:
    """Somebody leaves before the end; another of their partner may have the vote then."""
    minutes = lock_minutes(attendee.meeting)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed."))
    show(minutes)
    leave(minutes, attendee)
    write_history(verb="left", of=attendee, role=History.Role.OWNER)


@transaction.atomic
def mark_there(*, attendee: Attendee, by: Person, by_link: bool = False) -> Presence:
    minutes = hold_for_leader(attendee.meeting, by)
    presence = arrive(minutes, attendee, by_link=by_link)
    write_history(verb="arrived", of=attendee, by=by)
    return presence


@transaction.atomic
def mark_gone(*, attendee: Attendee, by: Person) -> None:
    minutes = hold_for_leader(attendee.meeting, by)
    leave(minutes, attendee)
    write_history(verb="left", of=attendee, by=by)


@transaction.atomic
def add_guest(
    *, meeting: Meeting, name: str, organisation: Organisation | None, by: Person
) -> Presence:
    """Somebody has come who is not on the list. For a partner they may have its vote."""
    minutes = hold_for_leader(meeting, by)
    partner = organisation if organisation and organisation.is_partner else None
    attendee = Attendee.objects.create(
        meeting=meeting,
        name=name,
        organisation=organisation,
        part=Attendee.Part.MEMBER if partner else Attendee.Part.GUEST,
        answer=Attendee.Answer.ROOM,
    )
    presence = arrive(minutes, attendee, by_link=False)
    write_history(verb="arrived", of=attendee, by=by)
    return presence


@transaction.atomic
def give_vote(*, attendee: Attendee, by: Person) -> Presence:
    """Of the people of a partner this one votes; whoever had the vote before does not."""
    minutes = hold_for_leader(attendee.meeting, by)
    presence = minutes.presences.there().filter(attendee=attendee).first()
    if presence is None or not presence.organisation:
        raise Refused(_("Only somebody who is there for a partner can have its vote."))
    if attendee.part not in VOTING_PARTS:
        raise Refused(_("Somebody who is co-opted, or a guest, has no vote."))
    same = minutes.presences.there().filter(organisation=presence.organisation)
    same.update(votes=False)
    presence.votes = True
    presence.save()
    write_history(verb="vote_given", of=attendee, by=by)
    return presence


@transaction.atomic
def take_vote(*, attendee: Attendee, by: Person) -> None:
    """Off the voting list."""
    minutes = hold_for_leader(attendee.meeting, by)
    minutes.presences.filter(attendee=attendee).update(votes=False)
    write_history(verb="vote_taken", of=attendee, by=by)


def arrive(minutes: Minutes, attendee: Attendee, *, by_link: bool) -> Presence:
    """Put somebody on the attendance list; the first of a partner is on the voting list too."""
    presence, is_new = Presence.objects.get_or_create(
        minutes=minutes, attendee=attendee, defaults={"organisation": attendee.organisation}
    )
    if is_new or presence.left_at:
        presence.votes = _may_have_vote(minutes, attendee)
    presence.left_at, presence.by_link = None, by_link
    presence.save()
    return presence


def leave(minutes: Minutes, attendee: Attendee) -> None:
    """`votes` stays, for the minutes tell of it; the voting list holds those who are there."""
    now = timezone.now()
    there = minutes.presences.there().filter(attendee=attendee)
    there.update(left_at=now)
    waiting = Turn.objects.waiting().filter(paragraph__minutes=minutes, attendee=attendee)
    waiting.update(struck_at=now)


def _may_have_vote(minutes: Minutes, attendee: Attendee) -> bool:
    """One of each partner: of those who speak for it, the first who comes."""
    if not attendee.organisation or attendee.part not in VOTING_PARTS:
        return False
    taken = minutes.presences.voting().filter(organisation=attendee.organisation)
    return not taken.exclude(attendee=attendee).exists()
