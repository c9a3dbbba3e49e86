"""Who could ride with whom: from the same place first, then those who drive past."""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum

from django.db.models import F

from samverka.meetings.models import Attendee, Meeting, Ride
from samverka.partnership.models import Municipality

TAKEN = (Ride.State.ASKED, Ride.State.AGREED)  # who asks holds the seat until there is an answer
Neighbours = Mapping[int, frozenset[int]]


class Near(IntEnum):
    """How well two starts fit; the lower, the better."""

    SAME = 0
    ON_THE_WAY = 1
    BESIDE = 2
    ELSEWHERE = 3


@dataclass(frozen=True)
class Offer:
    """A car with room in it, for one who looks for a ride."""

    driver: Attendee
    seats: int  # left
    near: Near


def neighbours_of(places: Iterable[Municipality]) -> Neighbours:
    """Which municipalities border on which: those whose outlines share two corners."""
    corners = {one.pk: set(one.shape.split()) for one in places}
    return {
        here: frozenset(
            there for there in corners if there != here and len(corners[here] & corners[there]) > 1
        )
        for here in corners
    }


def steps_from(start: int, neighbours: Neighbours) -> dict[int, int]:
    """How many borders one crosses to each place that can be reached."""
    found, waiting = {start: 0}, deque([start])
    while waiting:
        here = waiting.popleft()
        for there in neighbours.get(here, ()):
            if there not in found:
                found[there] = found[here] + 1
                waiting.append(there)
    return found


def nearness(start: int | None, wanted: int | None, goal: int | None, map_: Neighbours) -> Near:
    """How well somebody at `wanted` fits with a car that goes from `start` to `goal`."""
    if start is None or wanted is None:
        return Near.ELSEWHERE
    if start == wanted:
        return Near.SAME
    steps = steps_from(start, map_)
    if goal is not None and goal in steps and wanted in steps:
        rest = steps_from(wanted, map_).get(goal)
        if rest is not None and steps[wanted] + rest == steps[goal]:
            return Near.ON_THE_WAY
    return Near.BESIDE if wanted in map_.get(start, ()) else Near.ELSEWHERE


def offers_for(passenger: Attendee, meeting: Meeting) -> list[Offer]:
    """Cars with room, the best fit first; those that said no to this passenger are left out."""
    said_no = Ride.objects.filter(passenger=passenger, state=Ride.State.DECLINED)
    drivers = (
        meeting.attendees.riding()
        .filter(ride=Attendee.Ride.OFFERS)
        .exclude(pk=passenger.pk)
        .exclude(pk__in=said_no.values("driver"))
        .with_seats()
        .filter(ride_seats__gt=F("taken"))
    )
    map_ = neighbours_of(Municipality.objects.all())
    found = [
        Offer(
            driver=one,
            seats=one.ride_seats - one.taken,
            near=nearness(one.ride_from_id, passenger.ride_from_id, meeting.municipality_id, map_),
        )
        for one in drivers
    ]
    return sorted(found, key=lambda offer: (offer.near, offer.driver.name, offer.driver.pk))
