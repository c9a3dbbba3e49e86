"""Rights come with a seat or an appointment, and end with its term."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership import rules
from samverka.partnership.models import Appointment, Organisation, Seat
from samverka.people.models import Person

TABLE = [
    # who, coordinates, sits in the committee, may care
    ("elsa", True, False, True),
    ("nils", False, True, True),
    ("petra", False, False, False),
    ("amina", False, False, False),
    ("rut", False, False, False),
    ("kim", False, False, False),
    ("olof", False, False, False),
]


@pytest.mark.parametrize(("who", "coordinates", "sits", "cares"), TABLE)
def test_who_may_do_what(cast: Cast, who: str, coordinates: bool, sits: bool, cares: bool) -> None:
    person = getattr(cast, who)

    assert rules.is_coordinator(person) is coordinates
    assert rules.sits_in_committee(person) is sits
    assert rules.may_care_for_ideas(person) is cares


def test_a_visitor_may_nothing(cast: Cast) -> None:
    visitor = AnonymousUser()

    assert not rules.is_coordinator(visitor)
    assert not rules.sits_in_committee(visitor)
    assert not rules.may_care_for_ideas(visitor)


def test_next_door_it_is_the_other_way_round(cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        assert rules.is_coordinator(cast.olof)
        assert not rules.is_coordinator(cast.elsa)
        assert [person.name for person in rules.people_who_care()] == ["Olof Exempel"]


def test_those_who_care_are_named_once_and_in_order(cast: Cast) -> None:
    today = timezone.localdate()
    for person in (cast.elsa, cast.elsa, cast.amina):
        seat = {"organisation": Organisation.objects.all()[0], "person": person}
        Seat.objects.create(since=today, **seat)
    Person.objects.filter(pk=cast.nils.pk).update(is_active=False)

    assert rules.people_who_care() == [cast.amina, cast.elsa]
    assert rules.coordinators() == [cast.elsa]


@pytest.mark.parametrize(
    ("begins", "ends", "today"),
    [
        (0, None, True),
        (0, 0, True),  # the first day is the last
        (-10, 0, True),
        (-10, -1, False),
        (1, None, False),
        (1, 5, False),
    ],
)
def test_a_term_has_a_first_and_a_last_day(
    cast: Cast, begins: int, ends: int | None, today: bool
) -> None:
    day = timezone.localdate()
    since = day + timedelta(days=begins)
    until = None if ends is None else day + timedelta(days=ends)
    Appointment.objects.create(person=cast.kim, since=since, until=until)
    Seat.objects.create(
        person=cast.amina, since=since, until=until, organisation=Organisation.objects.all()[0]
    )

    assert rules.is_coordinator(cast.kim) is today
    assert rules.sits_in_committee(cast.amina) is today
    assert (cast.kim in rules.people_who_care()) is today
