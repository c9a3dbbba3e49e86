"""What became of it: every figure is a fresh count of rows, and leads to those rows."""

import re
from decimal import Decimal
from html import unescape

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import caches
from django.test import Client
from django.utils import timezone, translation
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from samverka.cast import Cast
from samverka.collaboration.tests.pages import read
from samverka.counting.figure import Point
from samverka.counting.plan import REACHED
from samverka.effects.flow import Step, flow_of
from samverka.effects.pictures import TALLEST, bars_of, drawn
from samverka.effects.telling import FEW, NAMES, Effects, periods_of_few
from samverka.effects.tests.recount import Recount, begun_in
from samverka.effects.tests.story import BEFORE, LAST, an_idea, two_years
from samverka.ideas.models import Idea, Message
from samverka.partnership.rules import Belonging
from samverka.projects.models import Project

PEOPLE = ("", "kim", "petra", "amina", "nils", "elsa", "olof")


@pytest.fixture(autouse=True)
def plain_english() -> None:
    translation.activate("en")


def effects(cast: Cast, who: str = "", year: int | None = None) -> Effects:
    return Effects(Belonging(getattr(cast, who) if who else AnonymousUser()), year)


@pytest.mark.parametrize("year", [None, BEFORE, LAST])
def test_every_figure_is_a_fresh_count(cast: Cast, year: int | None) -> None:
    two_years(cast)

    found = effects(cast, "elsa", year)

    told = {one.name: one.value for group in found.groups for one in group.effects}
    assert told == Recount(year).everything()


def test_the_page_says_what_was_counted(client: Client, cast: Cast) -> None:
    two_years(cast)

    page = unescape(client.get(f"/en/effects/?year={LAST}").content.decode())

    told = dict(re.findall(r'/effects/([\w-]+)/\?year=2019"><strong>([^<]+)</strong>', page))
    assert told == {
        "ideas": "2",
        "answered": "1",
        "waited": "4",
        "led": "0",
        "talks": "1",
        "visitors": "30",
        "reached": "0",
        "applications": "2",
        "granted": "1",
        "grants": "0",
        "given": "none",
        "brought": "EUR\N{NO-BREAK SPACE}30,000",
        "projects": "1",
        "ended": "1",
        "put-in": "none",
        "experience": "0",
        "engagements": "1",
    }
    assert "50% of those that came in" in page


def test_what_belongs_to_no_known_year_is_said_where_all_are_counted(cast: Cast) -> None:
    notes = {
        one.name: one.note for group in effects(cast, "elsa", None).groups for one in group.effects
    }
    undated = sum(begun_in(one) is None for one in Project.objects.all())
    assert undated > 1
    assert notes["projects"] == f"the years of {undated} of them are not known"
    assert notes["running"] == notes["ended"] == ""
    of_a_year = effects(cast, "elsa", timezone.localdate().year)
    assert [
        one.note for group in of_a_year.groups for one in group.effects if one.name == "projects"
    ] == [""]


def test_every_figure_leads_to_its_rows_and_names_only_what_is_open(cast: Cast) -> None:
    two_years(cast)

    shown = {who: rows_of_all(cast, who) for who in PEOPLE}

    counted = {name: one.whole.number for name, one in effects(cast).counted.items()}
    told = {who: {name: one[0] for name, one in rows.items()} for who, rows in shown.items()}
    led = {who: {name: one[1] for name, one in rows.items()} for who, rows in shown.items()}
    assert told == dict.fromkeys(PEOPLE, counted)
    assert led == dict.fromkeys(PEOPLE, counted)
    secrets = ("Hidden away", "A secret")
    named = {
        who: {one for one in secrets for _told, _led, page in rows.values() if one in page}
        for who, rows in shown.items()
    }
    assert named == {
        "": set(),
        "kim": set(),
        "petra": set(),
        "olof": set(),
        "amina": {"A secret"},
        "nils": {"Hidden away"},
        "elsa": {"Hidden away", "A secret"},
    }
    listed = read(Client().get("/en/effects/ideas/?year=2019"))
    assert "2 are counted. 2 of them are not open to you, and have no names here." in listed


def rows_of_all(cast: Cast, who: str) -> dict[str, tuple[int, int, str]]:
    """Of each figure the number on its page, how many rows it leads to, and the page itself."""
    caches["process"].clear()  # counted for each as if nobody had looked before
    client = Client()
    if who:
        client.force_login(getattr(cast, who))
    answers = {name: client.get(f"/en/effects/{name}/") for name in NAMES}
    return {
        name: (
            one.context["number"],
            len(one.context["lines"]) + one.context["hidden"],
            one.content.decode(),
        )
        for name, one in answers.items()
    }


def test_a_sum_that_would_tell_about_single_rows_is_not_told(client: Client, cast: Cast) -> None:
    two_years(cast)

    assert effects(cast, year=BEFORE).effect("hours", BEFORE).text == "60"
    assert effects(cast, year=LAST).effect("hours", LAST).value is None
    assert effects(cast, "elsa").effect("hours", LAST).text == "5"
    assert effects(cast).effect("hours", None).value is None
    assert "it would tell about single ones" in read(client.get("/en/effects/?year=2019"))
    assert f"{LAST};Hours that partners put in;hours;;" in table(client)
    assert "all years;Hours that partners put in;hours;;" in table(client)


def table(client: Client) -> list[str]:
    return client.get("/en/effects/table/csv/").content.decode("utf-8-sig").splitlines()


POINTS = st.lists(
    st.tuples(st.integers(2020, 2023), st.booleans(), st.sampled_from(["SEK", "EUR"])), max_size=25
)


@given(rows=POINTS)
def test_told_sums_never_leave_few_hidden_rows_over(rows: list[tuple[int, bool, str]]) -> None:
    points = [Point(n, year, Decimal(1), unit) for n, (year, _seen, unit) in enumerate(rows)]
    seen = {n for n, (_year, is_seen, _unit) in enumerate(rows) if is_seen}

    few = periods_of_few(points, seen)

    for unit in ("SEK", "EUR"):
        hidden = [one for one in points if one.unit == unit and one.pk not in seen]
        for year in range(2020, 2024):
            number = len([one for one in hidden if one.year == year])
            assert year in few or number == 0 or number >= FEW
        left = len([one for one in hidden if one.year in few])
        assert None in few or left == 0 or left >= FEW or not any(one.year in few for one in hidden)


def test_a_year_begins_at_midnight_here(cast: Cast) -> None:
    idea = an_idea(LAST)
    for minute, year in (("22:59", 2020), ("23:00", 2021)):
        Idea.objects.filter(pk=idea.pk).update(sent_at=f"2020-12-31T{minute}:00Z")
        caches["process"].clear()  # nobody has done anything
        found = effects(cast)
        assert found.effect("ideas", year).text == "1"
        assert year in found.years


@pytest.mark.parametrize("asked", ["1999", "2999", "x", "2019x", "-1"])
def test_a_year_in_which_nothing_happened_does_not_exist(
    client: Client, cast: Cast, asked: str
) -> None:
    assert client.get("/en/effects/", {"year": asked}).status_code == 404
    assert client.get("/en/effects/ideas/", {"year": asked}).status_code == 404


def test_unknown_figures_and_tables_do_not_exist(client: Client, cast: Cast) -> None:
    two_years(cast)

    for address in ("meetings/", "nothing/", "running/?year=2019", "table/pdf/"):
        assert client.get(f"/en/effects/{address}").status_code == 404


def test_all_figures_are_a_table_too(client: Client, cast: Cast) -> None:
    two_years(cast)

    rows = [row.split(";") for row in table(client)]

    assert rows[0] == ["year", "figure", "name", "amount", "unit"]
    brought = [row for row in rows if row[2] == "brought" and row[4]]
    assert brought == [
        ["all years", "Money from funders outside", "brought", "30000.00", "EUR"],
        ["all years", "Money from funders outside", "brought", "250000.00", "SEK"],
        ["2019", "Money from funders outside", "brought", "30000.00", "EUR"],
        ["2018", "Money from funders outside", "brought", "250000.00", "SEK"],
    ]
    assert client.get("/en/effects/table/xlsx/").content.startswith(b"PK")


def test_the_flow_says_how_much_came_out_of_the_step_before(cast: Cast) -> None:
    two_years(cast)

    steps = {step.name: step for step in flow_of(BEFORE)}

    assert steps == {
        "talks": Step("talks", "Talks", 1),
        "ideas": Step("ideas", "Ideas", 2, 1, 1),
        "applications": Step("applications", "Applications", 1, 1, 1),
        "projects": Step("projects", "Projects", 1, 1, 1),
        "experience": Step("experience", "Experience", 0),
    }


@given(numbers=st.lists(st.integers(0, 9999), min_size=5, max_size=5), led=st.integers(0, 9999))
def test_a_picture_is_never_taller_than_its_room(numbers: list[int], led: int) -> None:
    steps = [
        Step(str(n), str(n), number, min(led, number), led) for n, number in enumerate(numbers)
    ]

    flow = drawn(steps)

    assert all(0 <= column.height <= TALLEST for column in flow.columns)
    assert all(column.height > 0 for column in flow.columns if column.step.number)
    assert flow.columns[0].band == ""


def test_bars_are_as_long_as_the_years_are_large() -> None:
    told = [(2026, Decimal(5), "5"), (2025, Decimal(10), "10"), (2024, Decimal(0), "none")]

    bars = bars_of("ideas", "Ideas", told)

    assert [bar.length for bar in bars.bars] == [100.0, 200.0, 0.0]
    assert bars.most.year == 2025
    assert bars_of("ideas", "Ideas", [(2026, Decimal(0), "none")]).bars[0].length == 0


@pytest.mark.parametrize("number", [1, 3])
@pytest.mark.parametrize(("address", "queries"), [("", 37), ("ideas/", 25)])
def test_a_page_costs_the_same_however_much_happened(
    client: Client,
    cast: Cast,
    number: int,
    address: str,
    queries: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    two_years(cast)
    for _ in range(number):
        an_idea(LAST, answered_after=1, published_at=timezone.now(), may_show=True)
    assert Message.objects.exists()

    with django_assert_num_queries(queries):
        assert client.get(f"/en/effects/{address}").status_code == 200


@pytest.mark.parametrize("language", ["sv", "en"])
def test_where_nothing_has_happened_the_page_says_what_to_do(
    client: Client, cast: Cast, language: str
) -> None:
    page = client.get(f"/p/grannlanet/{language}/effects/").content.decode()

    assert f"/p/grannlanet/{language}/ideas/new/" in page


def test_the_first_page_and_every_foot_lead_here(client: Client, cast: Cast) -> None:
    assert client.get("/en/").content.decode().count('href="/en/effects/"') == 2


def test_activities_of_all_years_say_which_year(cast: Cast) -> None:
    lines = Client().get("/en/effects/reached/").context["lines"]

    reached = REACHED.rows().order_by("starts_on")
    assert sorted(one.note.split()[-1] for one in lines) == [
        str(one.starts_on.year) for one in reached
    ]
    assert len({one.note for one in lines}) == len(lines)
