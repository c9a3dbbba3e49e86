"""Rides: asked for, said yes or no to, taken back. Seats are counted while the car is held."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.letters import write_to
from samverka.meetings.models import Attendee, Ride
from samverka.meetings.rides import TAKEN
from samverka.record.actions import write_history
from samverka.record.models import History

OWNER = History.Role.OWNER


@transaction.atomic
def ask_ride(*, passenger: Attendee, driver: Attendee) -> Ride:
    """Ask for a seat. It is held until the driver has said yes or no."""
    driver, passenger = _hold(driver.pk, passenger.pk)
    _ask_possible(driver, passenger)
    if driver.passengers.filter(state__in=TAKEN).count() >= driver.ride_seats:
        raise Refused(_("Somebody else was first: the car of %(name)s is full.") % _named(driver))
    ride = Ride.objects.filter(driver=driver, passenger=passenger).first()
    ride = ride or Ride(driver=driver, passenger=passenger)
    if ride.pk and not ride.can_move(Ride.State.ASKED):
        raise Refused(_("%(name)s has said no. Ask somebody else.") % _named(driver))
    ride.state, ride.asked_at, ride.answered_at = Ride.State.ASKED, timezone.now(), None
    ride.save()
    _tell(ride, "ride_asked", to=driver, other=passenger)
    return ride


@transaction.atomic
def answer_ride(*, ride: Ride, yes: bool) -> Ride:
    """The driver says yes or no; both then see each other's telephone, or the seat is free."""
    ride = _fresh(ride)
    to = Ride.State.AGREED if yes else Ride.State.DECLINED
    if not ride.can_move(to):
        raise Refused(_("This has been answered, or taken back."))
    _ask_coming(ride.driver)
    ride.state, ride.answered_at = to, timezone.now()
    ride.save()
    _tell(ride, "ride_agreed" if yes else "ride_declined", to=ride.passenger, other=ride.driver)
    return ride


@transaction.atomic
def end_ride(*, ride: Ride, by: Attendee) -> Ride:
    """One of the two takes it back; the other gets a letter."""
    ride = _fresh(ride)
    if by.pk not in (ride.driver_id, ride.passenger_id) or not ride.can_move(Ride.State.ENDED):
        raise Refused(_("This has been answered, or taken back."))
    ride.state, ride.answered_at = Ride.State.ENDED, timezone.now()
    ride.save()
    other = ride.driver if by.pk == ride.passenger_id else ride.passenger
    _tell(ride, "ride_ended", to=other, other=by)
    return ride


def end_rides_of(attendee: Attendee) -> None:
    """They do not come, or ride otherwise: those they were to ride with are told."""
    for ride in [
        *attendee.rides.filter(state__in=TAKEN),
        *attendee.passengers.filter(state__in=TAKEN),
    ]:
        end_ride(ride=ride, by=attendee)


def _hold(*keys: int) -> tuple[Attendee, Attendee]:
    """Both rows, held in the order of their keys, so that two who cross do not wait for ever."""
    rows = Attendee.objects.select_for_update(of=("self",)).select_related("meeting", "person")
    found = {one.pk: one for one in rows.filter(pk__in=keys).order_by("pk")}
    if len(found) < len(keys):
        raise Refused(_("That is no longer possible. Load the page again."))
    first, second = (found[key] for key in keys)
    return first, second


def _fresh(ride: Ride) -> Ride:
    _hold(ride.driver_id, ride.passenger_id)
    rows = Ride.objects.select_related("driver__person", "driver__meeting", "passenger__person")
    return rows.select_for_update(of=("self",)).get(pk=ride.pk)


def _ask_possible(driver: Attendee, passenger: Attendee) -> None:
    _ask_coming(driver)
    if driver.meeting_id != passenger.meeting_id or not _rides(driver, Attendee.Ride.OFFERS):
        raise Refused(_("%(name)s no longer offers a ride.") % _named(driver))
    if not _rides(passenger, Attendee.Ride.WANTS):
        raise Refused(_("Say first that you come and want a ride."))
    if passenger.rides.filter(state__in=TAKEN).exists():
        raise Refused(_("You have asked for a ride already. Take that back first."))


def _rides(attendee: Attendee, how: str) -> bool:
    return attendee.answer == Attendee.Answer.ROOM and attendee.ride == how


def _ask_coming(attendee: Attendee) -> None:
    if not attendee.meeting.is_coming:
        raise Refused(_("The meeting has begun or is over, so this can no longer be changed."))


def _named(attendee: Attendee) -> dict[str, str]:
    return {"name": attendee.name}


def _tell(ride: Ride, template: str, *, to: Attendee, other: Attendee) -> None:
    write_history(verb=template, of=ride, role=OWNER)
    write_to(to, template, meeting=ride.driver.meeting, other=other)
