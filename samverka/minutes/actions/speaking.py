"""The list of speakers."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.models import Attendee
from samverka.minutes.actions.holding import hold_for_leader, hold_for_one_there, now_of
from samverka.minutes.models import Minutes, Paragraph, Turn
from samverka.people.models import Person


@transaction.atomic
def ask_to_speak(*, attendee: Attendee, is_reply: bool = False) -> Turn:
    """Onto the list; asked twice it is the same turn."""
    minutes, _presence = hold_for_one_there(attendee)
    return _put_on_list(now_of(minutes), attendee, is_reply)


@transaction.atomic
def strike_own_turn(*, attendee: Attendee) -> None:
    """Off the list again, or done speaking."""
    minutes, _presence = hold_for_one_there(attendee)
    turns = Turn.objects.filter(paragraph=now_of(minutes), attendee=attendee)
    now = timezone.now()
    turns.waiting().update(struck_at=now)
    turns.speaking().update(ended_at=now)


@transaction.atomic
def add_speaker(*, attendee: Attendee, by: Person, is_reply: bool = False) -> Turn:
    """A hand that was raised in the room."""
    minutes = hold_for_leader(attendee.meeting, by)
    if not minutes.presences.there().filter(attendee=attendee).exists():
        raise Refused(_("Only somebody who is here can speak."))
    return _put_on_list(now_of(minutes), attendee, is_reply)


@transaction.atomic
def give_floor(*, turn: Turn, by: Person) -> Turn:
    """Whoever speaks has spoken; this one speaks."""
    minutes = hold_for_leader(turn.paragraph.minutes.meeting, by)
    row = _waiting(minutes, turn)
    now = timezone.now()
    Turn.objects.filter(paragraph=row.paragraph).speaking().update(ended_at=now)
    row.started_at = now
    row.save()
    return row


@transaction.atomic
def end_turn(*, turn: Turn, by: Person) -> None:
    hold_for_leader(turn.paragraph.minutes.meeting, by)
    Turn.objects.speaking().filter(pk=turn.pk).update(ended_at=timezone.now())


@transaction.atomic
def strike_turn(*, turn: Turn, by: Person) -> None:
    hold_for_leader(turn.paragraph.minutes.meeting, by)
    Turn.objects.waiting().filter(pk=turn.pk).update(struck_at=timezone.now())


def _put_on_list(paragraph: Paragraph, attendee: Attendee, is_reply: bool) -> Turn:
    if is_reply and not paragraph.turns.speaking().exists():
        raise Refused(_("Nobody speaks just now, so there is nothing to reply to."))
    found = paragraph.turns.filter(attendee=attendee, ended_at=None, struck_at=None).first()
    return found or Turn.objects.create(paragraph=paragraph, attendee=attendee, is_reply=is_reply)


def _waiting(minutes: Minutes, turn: Turn) -> Turn:
    rows = Turn.objects.waiting().filter(paragraph__minutes=minutes, pk=turn.pk)
    found = rows.select_related("paragraph", "attendee").first()
    if found is None:
        raise Refused(_("They no longer stand on the list."))
    return found
