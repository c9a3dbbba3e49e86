"""The working committee: seats are filled for a term, and the rights follow by themselves."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone, translation
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.partnership.actions import committee as actions
from samverka.partnership.models import Membership, Organisation, Seat
from samverka.partnership.rules import may_care_for_ideas, may_seat, people_who_care
from samverka.partnership.views.committee import by_year
from samverka.record.models import History, Letter

SEATS = "/en/committee/seats/"
YEAR = timezone.localdate().year
FIRST, LAST = date(YEAR, 1, 1), date(YEAR, 12, 31)


@pytest.fixture(autouse=True)
def in_english(cast: Cast) -> None:
    translation.activate("en")


def greenery() -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


def filled(**facts: Any) -> actions.Filled:
    told: dict[str, Any] = {
        "person": None,
        "person_name": "Anna Exempel",
        "deputy": None,
        "deputy_name": "",
        "unit": "",
        "convener": False,
        "since": FIRST,
        "until": LAST,
    }
    return actions.Filled(**{**told, **facts})  # type: ignore[typeddict-item]


def typed(**facts: Any) -> dict[str, Any]:
    return {"person_name": "Anna Exempel", "since": str(FIRST), "until": str(LAST), **facts}


def test_a_seat_gives_its_rights_from_the_first_day_to_the_last(cast: Cast) -> None:
    tomorrow = timezone.localdate() + timedelta(days=1)
    term = {"person": cast.amina, "person_name": "", "deputy": cast.kim}

    seat = actions.fill_seat(
        organisation=greenery(), filled=filled(**term, since=tomorrow, until=tomorrow), by=cast.elsa
    )
    before = may_care_for_ideas(cast.amina), may_care_for_ideas(cast.kim)
    Seat.objects.filter(pk=seat.pk).update(since=tomorrow - timedelta(days=1))
    during = may_care_for_ideas(cast.amina), may_care_for_ideas(cast.kim)
    carers = {cast.amina, cast.kim} <= set(people_who_care())
    Seat.objects.filter(pk=seat.pk).update(
        since=tomorrow - timedelta(days=3), until=tomorrow - timedelta(days=2)
    )

    assert before == (False, False)
    assert during == (True, True)
    assert carers
    assert (may_care_for_ideas(cast.amina), may_care_for_ideas(cast.kim)) == (False, False)


def test_both_who_come_to_a_seat_get_a_letter_in_their_language(cast: Cast) -> None:
    seat = actions.fill_seat(
        organisation=greenery(),
        filled=filled(person=cast.rut, person_name="", deputy=cast.amina),
        by=cast.elsa,
    )

    assert list(Letter.objects.about(seat).values_list("to", "language", "subject")) == [
        (cast.rut.email, "en", "You sit in the working committee for Föreningen Grönskan"),
        (cast.amina.email, "sv", "Du sitter i arbetsutskottet för Föreningen Grönskan"),
    ]
    assert list(History.objects.of(seat).values_list("verb", "actor", "detail")) == [
        ("filled", cast.elsa.pk, {"since": str(FIRST), "until": str(LAST)})
    ]


def test_a_new_deputy_is_written_to_and_the_holder_is_not_again(cast: Cast) -> None:
    facts = {"person": cast.amina, "person_name": ""}
    seat = actions.fill_seat(organisation=greenery(), filled=filled(**facts), by=cast.elsa)
    Letter.objects.all().delete()

    actions.change_seat(seat=seat, filled=filled(**facts, deputy=cast.rut), by=cast.elsa)

    assert list(Letter.objects.values_list("to", flat=True)) == [cast.rut.email]
    assert History.objects.of(seat).last().detail == {"fields": ["deputy"]}  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        (lambda cast: {"until": FIRST - timedelta(days=1)}, "last day is before the first"),
        (lambda cast: {"person": cast.amina, "deputy": cast.amina}, "deputy has to be somebody"),
        (lambda cast: {"person": cast.nils}, "already fills the seat of Föreningen Grönskan"),
    ],
)
def test_a_seat_that_cannot_be_is_refused_and_nothing_is_written(
    cast: Cast, facts: Callable[[Cast], dict[str, Any]], said: str
) -> None:
    before = Seat.objects.count()

    with pytest.raises(Refused, match=said):
        actions.fill_seat(organisation=greenery(), filled=filled(**facts(cast)), by=cast.elsa)

    assert Seat.objects.count() == before


def test_there_is_one_convener_at_a_time_and_the_next_may_follow(cast: Cast) -> None:
    actions.fill_seat(organisation=greenery(), filled=filled(convener=True), by=cast.elsa)

    with pytest.raises(Refused, match="Anna Exempel is convener until 31 December"):
        actions.fill_seat(
            organisation=greenery(),
            filled=filled(person_name="Bo Exempel", convener=True, since=LAST),
            by=cast.elsa,
        )
    after = filled(
        person_name="Bo Exempel",
        convener=True,
        since=LAST + timedelta(days=1),
        until=LAST + timedelta(days=365),
    )
    assert actions.fill_seat(organisation=greenery(), filled=after, by=cast.elsa).convener


def test_only_partners_hold_seats(cast: Cast) -> None:
    left = greenery()
    left.left_on = timezone.localdate()
    left.save()

    with pytest.raises(Refused, match="only partners hold seats"):
        actions.fill_seat(organisation=left, filled=filled(), by=cast.elsa)


def test_the_convener_seats_others_and_a_member_does_not(cast: Cast) -> None:
    assert not may_seat(cast.nils)
    with pytest.raises(Refused, match="Only coordinators and the convener"):
        actions.fill_seat(organisation=greenery(), filled=filled(), by=cast.nils)

    Seat.objects.filter(person=cast.nils).update(convener=True)

    assert may_seat(cast.nils)
    assert actions.fill_seat(organisation=greenery(), filled=filled(), by=cast.nils).pk


@pytest.mark.parametrize(
    "facts",
    [
        lambda seat: {"until": seat.until + timedelta(days=365)},
        lambda seat: {"person": None, "person_name": "Anna Exempel"},
        lambda seat: {"convener": False},
    ],
)
def test_the_convener_stays_no_longer_than_the_coordinators_said(
    cast: Cast, facts: Callable[[Seat], dict[str, Any]]
) -> None:
    Seat.objects.filter(person=cast.nils).update(convener=True)
    seat = Seat.objects.get(person=cast.nils)
    as_it_is = filled(**{name: getattr(seat, name) for name in filled()})

    with pytest.raises(Refused, match="Only coordinators say who is convener"):
        actions.change_seat(seat=seat, filled=filled(**{**as_it_is, **facts(seat)}), by=cast.nils)
    assert (
        actions.change_seat(
            seat=seat, filled=filled(**{**as_it_is, "unit": "The garden"}), by=cast.nils
        ).unit
        == "The garden"
    )


def test_the_next_year_begins_with_the_same_seats_once(cast: Cast) -> None:
    Seat.objects.filter(person=cast.nils).update(convener=True, unit="The garden")

    carried = actions.carry_over(year=YEAR + 1, by=cast.elsa)

    assert [(str(s.person), s.unit, s.convener, s.since, s.until) for s in carried] == [
        ("Nils Exempel", "The garden", False, date(YEAR + 1, 1, 1), date(YEAR + 1, 12, 31))
    ]
    assert actions.carry_over(year=YEAR + 1, by=cast.elsa) == []


def test_a_seat_is_taken_back_before_it_begins_and_not_after(cast: Cast) -> None:
    [coming] = actions.carry_over(year=YEAR + 1, by=cast.elsa)

    actions.remove_seat(seat=coming, by=cast.elsa)

    assert not Seat.objects.filter(pk=coming.pk).exists()
    with pytest.raises(Refused, match="stays in the list"):
        actions.remove_seat(seat=Seat.objects.get(person=cast.nils), by=cast.elsa)


def test_whose_seat_ends_is_reminded_once(cast: Cast) -> None:
    ends = timezone.localdate() + timedelta(days=30)
    seat = Seat.objects.get(person=cast.nils)
    Seat.objects.filter(pk=seat.pk).update(until=ends + timedelta(days=1))

    too_early = actions.remind_of_handover()
    Seat.objects.filter(pk=seat.pk).update(until=ends)
    told = [actions.remind_of_handover(), actions.remind_of_handover()]

    assert (too_early, told) == (0, [1, 0])
    assert list(Letter.objects.about(seat).values_list("to", flat=True)) == [cast.nils.email]


def test_everybody_reads_all_committees(client: Client, cast: Cast) -> None:
    page = client.get("/en/committee/").content.decode()

    assert all(f'id="year-{year}"' in page for year in (YEAR, YEAR - 1, 2024))
    assert page.index("Nils Exempel") < page.index("Petra Exempel") < page.index("Lotta Karlsson")
    assert "Fill the seats" not in page


def test_the_committee_of_2024_is_that_of_the_partnerships_own_page(cast: Cast) -> None:
    years = dict(by_year(Seat.objects.with_people(), YEAR))
    region = "Region Örebro län"

    told = [(str(s.organisation), s.public_holder, s.unit, s.convener) for s in years[2024]]

    assert told == [
        ("Stiftelsen Activa", "Lotta Karlsson-Andersson", "", True),
        ("Coompanion", "Anders Johansson", "", False),
        ("Fontänhuset Örebro", "Helena Lundell", "", False),
        ("Möckelnföreningarna", "Sofia Tungfelt", "", False),
        (region, "Anders Bro", "Regional utveckling", False),
        (region, "Maria Lindborg", "Regional utveckling", False),
        (region, "Mona Hedfeldt", "Regional utveckling", False),
        ("Samordningsförbundet Sydnärke", "Raed Shaqdih", "", False),
        ("Örebro universitet", "Katarina Wetter Edman", "", False),
    ]


def test_a_seat_over_several_years_stands_in_each_of_them_and_its_convener_first(
    cast: Cast,
) -> None:
    one = Seat(organisation=greenery(), person_name="A", since=date(2020, 5, 1))
    two = Seat(
        organisation=greenery(),
        person_name="B",
        convener=True,
        since=date(2021, 1, 1),
        until=date(2021, 12, 31),
    )

    assert by_year([one, two], 2022) == [(2022, [one]), (2021, [two, one]), (2020, [one])]


def test_the_coordinator_fills_a_seat_on_the_pages(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    organisation = greenery()

    whose = client.get(f"{SEATS}new/?organisation=")
    form = client.get(f"{SEATS}new/?organisation={organisation.pk}").content.decode()
    wrong = client.post(f"{SEATS}new/?organisation={organisation.pk}", typed(person_name=""))
    right = client.post(
        f"{SEATS}new/?organisation={organisation.pk}", typed(person=cast.amina.pk), follow=True
    )

    assert whose.status_code == 422
    assert "Choose the partner that holds the seat." in whose.content.decode()
    assert "Amina Exempel" in form
    assert "Ruth Example" not in form  # belongs elsewhere
    assert wrong.status_code == 422
    assert "write their name" in wrong.content.decode()
    assert "Föreningen Grönskan: Amina Exempel" in right.content.decode()
    assert may_care_for_ideas(cast.amina)


def test_what_was_typed_stays_when_it_is_refused(client: Client, cast: Cast) -> None:
    client.force_login(cast.elsa)
    seat = Seat.objects.get(person=cast.nils)

    answer = client.post(f"{SEATS}{seat.pk}/", typed(unit="Köket", until=f"{YEAR - 1}-01-01"))

    assert answer.status_code == 422
    assert "Köket" in answer.content.decode()
    assert "The last day is before the first" in answer.content.decode()
    seat.refresh_from_db()
    assert seat.unit == ""


def test_the_neighbours_seats_do_not_exist_here(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        there = Organisation.objects.create(slug="x", name="X", kind="association")
        seat = Seat.objects.create(organisation=there, person_name="Y", since=FIRST)
    client.force_login(cast.elsa)

    assert client.get(f"{SEATS}{seat.pk}/").status_code == 404
    assert client.post(f"{SEATS}{seat.pk}/remove/").status_code == 404


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize("path", ["/en/committee/", SEATS])
def test_the_lists_cost_the_same_however_many_there_are(
    client: Client,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
    number: int,
    path: str,
) -> None:
    for n in range(number):
        Membership.objects.create(person=cast.kim, organisation=Organisation.objects.all()[n])
        actions.fill_seat(organisation=greenery(), filled=filled(person_name=str(n)), by=cast.elsa)
    client.force_login(cast.elsa)

    with django_assert_num_queries({"/en/committee/": 6, SEATS: 6}[path]):
        client.get(path)
