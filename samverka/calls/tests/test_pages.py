"""A visitor looks for money to apply for."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from samverka.calls.models import Call
from samverka.cast import Cast
from samverka.common.tenancy import scope
from samverka.partnership.models import Theme


def only_these(number: int) -> None:
    """So many calls, each with a theme."""
    Call.objects.all().delete()
    made = Call.objects.bulk_create(
        Call(slug=f"new-{n}", title_sv=f"Ny {n}", funder="Fonden", level="national")
        for n in range(number)
    )
    theme = Theme.objects.all()[0]
    Call.themes.through.objects.bulk_create(
        Call.themes.through(call_id=one.pk, theme_id=theme.pk) for one in made
    )


def slugs_on(client: Client, address: str) -> list[str]:
    return [one.slug for one in client.get(address).context["page"]]


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def november(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 24 November 2026."""
    monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 24))


@pytest.mark.parametrize("calls", [1, 3, 300])
def test_the_list_costs_the_same_however_many_there_are(
    client: Client, cast: Cast, calls: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    only_these(calls)
    client.get("/sv/calls/")  # once in each process all calls are read

    with django_assert_num_queries(5):
        response = client.get("/sv/calls/?level=national&theme=what-is-social-innovation")

    assert response.context["page"].paginator.count == calls


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_nearest_last_day_comes_first_and_standing_schemes_after_all_dates(
    client: Client, cast: Cast, language: str
) -> None:
    last_days = [call.next_stop for call in client.get(f"/{language}/calls/").context["page"]]

    dated = [day for day in last_days if day]
    assert last_days == [*sorted(dated), *[None] * (len(last_days) - len(dated))]
    assert len(last_days) == 13


@pytest.mark.parametrize(
    ("choices", "found"),
    [
        (
            "level=regional",
            ["example-digital-inclusion", "utvecklingsmedel-social-innovation"],
        ),
        ("level=regional&theme=acting-together", ["utvecklingsmedel-social-innovation"]),
        ("level=regional&level=european&theme=trust-in-welfare", ["example-digital-inclusion"]),
        ("level=european&theme=secondary-school-qualifications", []),
    ],
)
def test_choices_narrow_the_list(
    client: Client, cast: Cast, choices: str, found: list[str]
) -> None:
    assert sorted(slugs_on(client, f"/sv/calls/?{choices}")) == found


def test_each_choice_tells_how_many_calls_it_has(client: Client, cast: Cast) -> None:
    facets = client.get("/en/calls/?level=regional").context["narrowing"].facets
    [levels] = [one for one in facets if one.name == "level"]

    names = ["status", "level", "deadline", "theme", "applicants", "amount"]
    assert [one.name for one in facets] == names
    assert [(one.label, one.number, one.chosen) for one in levels.options] == [
        ("Regional", 2, True),
        ("National", 8, False),
        ("European", 1, False),
        ("International", 2, False),
    ]


def test_unknown_choices_are_left_out_and_said(client: Client, cast: Cast) -> None:
    response = client.get("/en/calls/?level=regional&level=galactic&theme=%00")

    assert len(response.context["page"].object_list) == 2
    assert "Level: “galactic” is not among the choices, so it is left out." in (
        response.content.decode()
    )


@pytest.mark.parametrize(
    ("fields", "days", "when"),
    [
        ({"closes_on": date(2026, 11, 30)}, "<b>6</b> days left", "Last day 30 November"),
        ({"closes_on": date(2026, 11, 25)}, "<b>1</b> day left", "Last day 25 November"),
        ({"closes_on": date(2026, 11, 24)}, "Last day is today", "Last day 24 November"),
        (
            {"opens_on": date(2026, 12, 1), "closes_on": date(2027, 1, 8)},
            "Opens 1 December",
            "Opens 1 December, last day 8 January 2027",
        ),
        ({"opens_on": date(2026, 12, 1)}, "Opens 1 December", "Opens 1 December"),
        (
            {"paused_months": [7, 12]},
            "<b>6</b> days to the pause",
            "Open all year except in July and December",
        ),
        ({"paused_months": [11, 12]}, "Paused now", "Paused now, opens again in January"),
        ({"paused_months": list(range(1, 13))}, "Paused now", "Paused until further notice"),
        ({}, "Always open", "Open all year"),
    ],
)
@pytest.mark.usefixtures("november")
def test_when_a_call_is_open_is_told_in_words(
    client: Client, cast: Cast, fields: dict[str, object], days: str, when: str
) -> None:
    Call.objects.all().delete()
    Call.objects.create(slug="ny", title_sv="Ny", funder="F", level="regional", **fields)

    for address in ("/en/calls/", "/en/calls/ny/"):
        page = client.get(address).content.decode()
        assert days in page
        assert f"<dd>{when}</dd>" in page


def test_a_call_that_has_closed_is_not_listed_but_keeps_its_page(
    client: Client, cast: Cast
) -> None:
    Call.objects.filter(level="european").update(closes_on=in_days(-1))

    closed = Call.objects.get(level="european")
    page = client.get(f"/en/calls/{closed.slug}/").content.decode()

    assert slugs_on(client, "/en/calls/?level=european") == []
    assert "This call is closed" in page


def test_nothing_fits_the_choices(client: Client, cast: Cast) -> None:
    page = client.get(
        "/en/calls/?level=european&theme=secondary-school-qualifications"
    ).content.decode()

    assert "No call fits all your choices just now." in page
    assert '<a class="button" href="/en/calls/">Show all calls</a>' in page


def test_no_call_is_open(client: Client, cast: Cast) -> None:
    only_these(0)

    page = client.get("/en/calls/").content.decode()

    assert "No call that we know of is open just now." in page
    assert '<a class="button" href="/en/ideas/new/">Write your idea</a>' in page


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_call_tells_the_amount_who_may_apply_and_what_it_has_led_to(
    client: Client, cast: Cast, language: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(11):
        response = client.get(f"/{language}/calls/utvecklingsmedel-social-innovation/")

    page = response.content.decode()
    amount = {
        "sv": "20\N{NO-BREAK SPACE}000–50\N{NO-BREAK SPACE}000 kronor",
        "en": "SEK\N{NO-BREAK SPACE}20,000–50,000",
    }
    assert amount[language] in page
    assert response.context["call"].applicants_text in page
    assert response.context["call"].cofinancing in page
    led_to = response.context["call"].projects.values_list("slug", flat=True)
    assert [slug for slug in led_to if f"/{language}/projects/{slug}/" in page] == [*led_to]
    assert len(led_to) == 8


def test_a_call_of_the_neighbours_does_not_exist_here(client: Client, cast: Cast) -> None:
    with scope(cast.neighbour.pk):
        Call.objects.create(slug="over-there", title_sv="Där", funder="F", level="regional")

    assert client.get("/sv/calls/over-there/").status_code == 404
    assert slugs_on(client, "/p/grannlanet/sv/calls/") == ["over-there"]
    assert client.get("/p/grannlanet/sv/calls/over-there/").status_code == 200
