"""Seats of the working committee are filled, changed, ended, carried into the next year."""

from datetime import date, timedelta
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.templatetags.samverka import day
from samverka.partnership.models import Organisation, Seat
from samverka.partnership.rules import is_coordinator, may_seat
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history

REMINDED_BEFORE = timedelta(days=30)


class Filled(TypedDict):
    """Who fills a seat: persons where they have an account, otherwise names; and its term."""

    person: Person | None
    person_name: str
    deputy: Person | None
    deputy_name: str
    unit: str
    convener: bool
    since: date
    until: date


@transaction.atomic
def fill_seat(*, organisation: Organisation, filled: Filled, by: Person) -> Seat:
    """Give an organisation a seat for a term; raises `Refused` where that cannot be."""
    _ask_permission(by)
    _lock(organisation)
    if not organisation.is_partner:
        raise Refused(
            _("%(name)s is not a partner, and only partners hold seats.") % _of(organisation)
        )
    seat = Seat(organisation=organisation, **filled)
    _ask_for_convener(by, seat.convener)
    _check(seat)
    seat.save()
    write_history(verb="filled", of=seat, by=by, since=str(seat.since), until=str(seat.until))
    _welcome([seat.person, seat.deputy], seat)
    return seat


@transaction.atomic
def change_seat(*, seat: Seat, filled: Filled, by: Person) -> Seat:
    """Say anew who fills a seat, and when; whoever comes to it gets a letter."""
    _ask_permission(by)
    seat = _lock_seat(seat)
    before = {seat.person_id, seat.deputy_id}
    changed = [name for name, value in filled.items() if getattr(seat, name) != value]
    chairs = seat.convener or filled["convener"]
    _ask_for_convener(by, chairs and bool({"convener", "person", "since", "until"} & set(changed)))
    for name, value in filled.items():
        setattr(seat, name, value)
    _check(seat)
    if changed:
        seat.save()
        write_history(verb="changed", of=seat, by=by, fields=changed)
    _welcome([one for one in (seat.person, seat.deputy) if one and one.pk not in before], seat)
    return seat


@transaction.atomic
def remove_seat(*, seat: Seat, by: Person) -> None:
    """Take back a seat that has not begun; one that has is ended by a date, and stays readable."""
    _ask_permission(by)
    seat = _lock_seat(seat)
    if not seat.is_coming:
        raise Refused(
            _("This seat has begun, so it stays in the list. Write its last day instead.")
        )
    write_history(verb="removed", of=seat, by=by, organisation=seat.organisation_id)
    seat.delete()


@transaction.atomic
def carry_over(*, year: int, by: Person) -> list[Seat]:
    """Seats for the whole of `year` as they are held at the end of the year before.

    A seat that already is there is left alone; who convenes is decided anew each year.
    """
    _ask_permission(by)
    first, last = date(year, 1, 1), date(year, 12, 31)
    there = set(Seat.objects.overlapping(first, last).values_list(*_WHO))
    carried = []
    for seat in Seat.objects.select_for_update().on(date(year - 1, 12, 31)).order_by("pk"):
        if tuple(getattr(seat, name) for name in _WHO) in there:
            continue
        facts = {name: getattr(seat, name) for name in (*_WHO, *_DEPUTY, "example")}
        carried.append(Seat.objects.create(**facts, since=first, until=last))
    for seat in carried:
        write_history(verb="filled", of=seat, by=by, since=str(first), until=str(last))
    return carried


_WHO = ("organisation_id", "person_id", "person_name", "unit")
_DEPUTY = ("deputy_id", "deputy_name")


@transaction.atomic
def write_handover(*, seat: Seat, text: str, by: Person) -> Seat:
    """What those who come after should know; only who fills the seat writes it."""
    seat = _lock_seat(seat)
    if by.pk not in (seat.person_id, seat.deputy_id):
        raise Refused(_("Only who sits in this seat can write here."))
    seat.handover = text
    seat.save(update_fields=["handover"])
    write_history(verb="handed_over", of=seat, by=by)
    return seat


def remind_of_handover() -> int:
    """Write once to those whose term ends within 30 days; returns how many seats."""
    today = timezone.localdate()
    ending = Seat.objects.on(today).filter(until__lte=today + REMINDED_BEFORE, reminded_at=None)
    reminded = 0
    for key in ending.values_list("pk", flat=True):
        with transaction.atomic():
            seat = _lock_seat(Seat(pk=key))
            if seat.reminded_at is None:
                seat.reminded_at = timezone.now()
                seat.save(update_fields=["reminded_at"])
                _write([seat.person, seat.deputy], "ending", seat)
                reminded += 1
    return reminded


def _ask_permission(by: Person) -> None:
    if not may_seat(by):
        raise Refused(_("Only coordinators and the convener say who sits in the committee."))


def _ask_for_convener(by: Person, decides_who_chairs: bool) -> None:
    """A convener fills the other seats, but lengthens no term of their own and names no heir."""
    if decides_who_chairs and not is_coordinator(by):
        raise Refused(_("Only coordinators say who is convener, and from when until when."))


def _lock(organisation: Organisation) -> None:
    """Two people who give seats at the same time take turns."""
    Organisation.objects.select_for_update(of=("self",)).get(pk=organisation.pk)


def _lock_seat(seat: Seat) -> Seat:
    return Seat.objects.select_for_update(of=("self",)).with_people().get(pk=seat.pk)


def _of(organisation: Organisation) -> dict[str, str]:
    return {"name": organisation.name}


def _check(seat: Seat) -> None:
    assert seat.until is not None
    if seat.until < seat.since:
        raise Refused(_("The last day is before the first. Which of them is wrong?"))
    if seat.person is not None and seat.person == seat.deputy:
        raise Refused(_("The deputy has to be somebody else than who fills the seat."))
    others = Seat.objects.overlapping(seat.since, seat.until).exclude(pk=seat.pk)
    if seat.person and (same := others.filter(person=seat.person).with_people().first()):
        raise Refused(
            _("%(person)s already fills the seat of %(name)s in that time.")
            % {"person": seat.person, **_of(same.organisation)}
        )
    if seat.convener and (chair := others.filter(convener=True).with_people().first()):
        raise Refused(
            _("%(person)s is convener until %(day)s, and there is one at a time.")
            % {"person": chair.holder, "day": day(chair.until) if chair.until else "…"}
        )


def _welcome(people: list[Person | None], seat: Seat) -> None:
    _write(people, "seated", seat)


def _write(people: list[Person | None], template: str, seat: Seat) -> None:
    for person in people:
        if person is not None:
            post_letter(
                to=Receiver(person.email, person.letter_language),
                template=f"partnership/letters/{template}.txt",
                about=seat,
                seat=seat,
                person=person,
            )
