"""Seats and the waiting list: in the order in which people came, each counted once.

Every change takes the row of the talk first, so that two who want the last seat stand in line.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.record.actions import write_history
from samverka.record.forgetting import blot_out
from samverka.record.models import History, Letter
from samverka.talks.actions.holding import lock_talk
from samverka.talks.actions.telling import write_to
from samverka.talks.models import MOST_TOGETHER, Registration, Talk

MOST_STANDING = 5_000  # registrations to one talk
AN_HOUR = timedelta(hours=1)
TIMES_AN_HOUR = 3  # that one address may register for one talk; each writes letters, also to others
JUST_NOW = timedelta(days=1)  # who registered then needs no reminder yet
FIRST, SECOND = timedelta(days=7), timedelta(days=2)


@dataclass(frozen=True)
class Wish:
    """What somebody writes when they register, or change it."""

    name: str
    people: int = 1
    food: str = ""
    needs: str = ""
    by_link: bool = False


@transaction.atomic
def register(
    *, talk: Talk, email: str, language: str, wish: Wish, sending_key: str = ""
) -> Registration:
    """A seat, or the last place of the queue. A confirmation goes to the address at once.

    An address that is registered already keeps what it has and gets its letter again, at most
    once an hour: whoever typed it learns nothing of it, and floods nobody. `sending_key` makes a
    second press of the button give the same registration again, also after a no to it. Raises
    `Refused` when nobody can register.
    """
    talk = lock_talk(talk)
    _check(talk, wish)
    email = email.strip().lower()
    found = _known(talk, email, sending_key)
    if found:
        _say_again(found)
        return found
    if talk.registrations.standing().count() >= MOST_STANDING:
        raise Refused(_("Too many have registered. Write to the coordinators instead."))
    _keep_the_pace(talk, email)
    row = Registration(talk=talk, email=email, language=language, **vars(wish))
    row.sending_key = sending_key
    _place(row)
    row.save()
    _tell(row, "registered")
    _confirm(row)
    return row


@transaction.atomic
def change_registration(*, registration: Registration, wish: Wish) -> Registration:
    """Other people, food or needs. More people than there is room for have to wait together."""
    row = _lock_registration(registration)
    if row.state == Registration.State.CANCELLED:
        raise Refused(_("You have said that you do not come. Register again first."))
    _check(row.talk, wish)
    before = row.state
    for name, value in vars(wish).items():
        setattr(row, name, value)
    if before == Registration.State.SEATED and not _fits(row):
        raise Refused(
            _("There is no room for so many. Register the others by themselves: then they wait.")
        )
    if before == Registration.State.WAITING and row.by_link:
        row.state, row.seated_at = Registration.State.SEATED, timezone.now()
    row.save()
    _tell(row, "changed")
    if row.state != before:
        _confirm(row)
    _promote(row.talk)
    return row


@transaction.atomic
def cancel_registration(*, registration: Registration) -> Registration:
    """Say that one does not come; the seat goes to who has waited longest."""
    row = _lock_registration(registration)
    if row.state == Registration.State.CANCELLED:
        return row
    row.state = Registration.State.CANCELLED
    row.sequence += 1
    row.save()
    _tell(row, "cancelled")
    write_to(row, "not_coming", method="CANCEL", asked_for=True)
    _promote(row.talk)
    return row


@transaction.atomic
def return_to_talk(*, registration: Registration) -> Registration:
    """Undo: a seat while there is one, otherwise the end of the queue."""
    row = _lock_registration(registration)
    if row.state != Registration.State.CANCELLED:
        return row
    wish = Wish(row.name, row.people, row.food, row.needs, row.by_link)
    _check(row.talk, wish)
    if row.talk.registrations.standing().filter(email=row.email).exists():
        raise Refused(_("You have registered again already. Look in your newest letter."))
    _keep_the_pace(row.talk, row.email)
    again = Registration(talk=row.talk, email=row.email, language=row.language, **vars(wish))
    again.sequence = row.sequence + 1
    again.key, row.key = row.key, again.key  # the address they have leads to the newest
    row.save()
    _place(again)
    again.save()
    _tell(again, "registered")
    _confirm(again)
    return again


@transaction.atomic
def fill_seats(*, talk: Talk) -> int:
    """Seats that have become free go to those who wait; returns how many registrations got one."""
    return _promote(lock_talk(talk))


def _promote(talk: Talk) -> int:
    """The first in the queue first: a small group does not pass a large one."""
    told = 0
    for row in talk.registrations.waiting():
        row.talk = talk
        if not _fits(row):
            break
        row.state, row.seated_at = Registration.State.SEATED, timezone.now()
        row.save()
        _tell(row, "seated")
        write_to(row, "seat_free", method="REQUEST")
        told += 1
    return told


def seats_taken(talk: Talk) -> int:
    """People with a seat in the room."""
    seated = talk.registrations.seated().filter(by_link=False)
    return int(seated.aggregate(people=Sum("people"))["people"] or 0)


def seats_left(talk: Talk) -> int | None:
    """For whoever comes now; none while somebody waits. None: as many as come."""
    if talk.seats is None:
        return None
    if talk.registrations.waiting().exists():
        return 0
    return max(0, talk.seats - seats_taken(talk))


def place_in_queue(registration: Registration) -> int:
    """From 1."""
    before = registration.talk.registrations.waiting().filter(pk__lt=registration.pk)
    return before.count() + 1


def _place(row: Registration) -> None:
    waits = not row.by_link and row.talk.registrations.waiting().exists()
    if waits or not _fits(row):
        row.state = Registration.State.WAITING
    else:
        row.state, row.seated_at = Registration.State.SEATED, timezone.now()


def _fits(row: Registration) -> bool:
    if row.by_link or row.talk.seats is None:
        return True
    others = row.talk.registrations.seated().filter(by_link=False).exclude(pk=row.pk)
    taken = others.aggregate(people=Sum("people"))["people"] or 0
    return int(taken) + row.people <= row.talk.seats


def _check(talk: Talk, wish: Wish) -> None:
    if not talk.takes_registrations or talk.state != Talk.State.PUBLISHED:
        raise Refused(_("This talk takes no registrations."))
    if timezone.now() >= (talk.closes_at or talk.starts_at):
        raise Refused(_("Registration has closed. Write to the coordinators: there may be room."))
    if not 1 <= wish.people <= MOST_TOGETHER:
        raise Refused(_("At most %(number)d people at a time.") % {"number": MOST_TOGETHER})
    if wish.by_link and not talk.link:
        raise Refused(_("One cannot take part in this talk from afar."))
    if talk.seats is not None and not wish.by_link and wish.people > talk.seats:
        raise Refused(_("The room holds %(number)d people in all.") % {"number": talk.seats})


def _known(talk: Talk, email: str, sending_key: str) -> Registration | None:
    """What the address has already, or got from this very page and has said no to."""
    standing = talk.registrations.standing().filter(email=email).first()
    if standing or not sending_key:
        return standing
    return talk.registrations.filter(email=email, sending_key=sending_key).first()


def _keep_the_pace(talk: Talk, email: str) -> None:
    """Nobody can say no more often than they have said yes, so counting the yeses is enough."""
    an_hour_ago = timezone.now() - AN_HOUR
    lately = talk.registrations.filter(email=email, registered_at__gt=an_hour_ago)
    if lately.count() >= TIMES_AN_HOUR:
        raise Refused(_("This has been done many times in the last hour. Wait a while and go on."))


def _say_again(row: Registration) -> None:
    """How it stands, unless a letter has told them within the hour: anybody can type an address."""
    written = Letter.objects.about(row).filter(written_at__gt=timezone.now() - AN_HOUR)
    if written.exists():
        return
    if row.state == Registration.State.CANCELLED:
        write_to(row, "not_coming", asked_for=True)
    else:
        _confirm(row)


def _confirm(row: Registration) -> None:
    if row.state == Registration.State.SEATED:
        write_to(row, "seated", method="REQUEST", asked_for=True)
    else:
        write_to(row, "waiting", asked_for=True, place=place_in_queue(row))


def _lock_registration(registration: Registration) -> Registration:
    """The talk first, then the registration: always in this order, so none blocks the other."""
    talk = lock_talk(registration.talk)
    row = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
    row.talk = talk
    if row.forgotten_at:
        raise Refused(_("The talk has been, and we have forgotten who came."))
    return row


def _tell(row: Registration, verb: str) -> None:
    write_history(verb=verb, of=row, role=History.Role.OWNER, state=row.state, people=row.people)


# ---- What time brings ----


def remind_of_talks(*, now: datetime) -> int:
    """A letter a week before and one two days before, to those who have a seat."""
    near = Q(talk__starts_at__gt=now, talk__starts_at__lte=now + FIRST)
    rows = Registration.objects.seated().filter(near, talk__state=Talk.State.PUBLISHED)
    rows = rows.filter(registered_at__lt=now - JUST_NOW).exclude(email="").select_related("talk")
    return sum(_remind(row, now) for row in rows if _is_to_be_reminded(row, now))


def _is_to_be_reminded(row: Registration, now: datetime) -> bool:
    second = row.talk.starts_at - SECOND
    return row.reminded_at is None or row.reminded_at < second <= now


@transaction.atomic
def _remind(row: Registration, now: datetime) -> bool:
    """Whoever changes the row writes the letter, so that there is one."""
    same = Registration.objects.seated().filter(pk=row.pk, reminded_at=row.reminded_at)
    if not same.update(reminded_at=now):
        return False
    write_to(row, "reminder")
    return True


def forget_registrations(*, now: datetime) -> int:
    """Some days after a talk nobody knows any more who they were, only how many."""
    before = now - timedelta(days=settings.REGISTRATION_DAYS)
    old = Registration.objects.filter(forgotten_at=None, talk__ends_at__lt=before)
    return sum(forget_registration(registration=row) for row in old.order_by("pk"))


@transaction.atomic
def forget_registration(*, registration: Registration) -> bool:
    """Name, address, food and needs are gone, and the letters with them."""
    blot_out(registration)
    facts = dict.fromkeys(("name", "email", "food", "needs", "sending_key"), "")
    rows = Registration.objects.filter(pk=registration.pk)
    return bool(rows.update(forgotten_at=timezone.now(), **facts))
