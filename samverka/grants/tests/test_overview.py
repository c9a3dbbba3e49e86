"""Whoever sits in a panel sees its applications as far as they may."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from samverka.cast import Cast
from samverka.grants.models import GrantApplication, Panelist, Round
from samverka.grants.rules import Standing
from samverka.grants.telling.overview import Overview, Wanted
from samverka.grants.tests.story import a_round, declare, handed_in, scored
from samverka.partnership.models import Theme
from samverka.people.models import Person

pytestmark = pytest.mark.django_db
ASSESSED = GrantApplication.State.ASSESSED


def overview(turn: Round, who: Person, wanted: Wanted = Wanted()) -> Overview:  # noqa: B008
    return Overview(Standing(who), turn, wanted)


def names(turn: Round, who: Person, wanted: Wanted = Wanted()) -> list[str]:  # noqa: B008
    return [line.application.name for line in overview(turn, who, wanted).lines]


def test_until_one_has_declared_only_who_and_where_is_told(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast), title="Hemlig odling")
    client.force_login(cast.nils)
    page = client.get("/en/grants/handling/tests-round/").content.decode()
    assert application.name in page
    assert "Hallsberg" in page
    assert "Hemlig odling" not in page
    assert "40,000" not in page

    declare(application, cast.nils)
    page = client.get("/en/grants/handling/tests-round/").content.decode()
    assert "Hemlig odling" in page
    assert "40,000" in page


def test_whoever_has_a_conflict_sees_a_round_without_it(cast: Cast, client: Client) -> None:
    application = handed_in(a_round(cast))
    client.force_login(cast.nils)
    declare(application, cast.nils, conflict=True)
    with_it = client.get("/en/grants/handling/tests-round/").content
    application.delete()
    assert client.get("/en/grants/handling/tests-round/").content == with_it


def test_only_the_panel_comes_in(cast: Cast, client: Client) -> None:
    turn = a_round(cast)
    Panelist.objects.filter(person=cast.elsa).delete()
    for who, status in ((cast.nils, 200), (cast.elsa, 404), (cast.kim, 404)):
        client.force_login(who)
        assert client.get(f"/en/grants/handling/{turn.slug}/").status_code == status
        assert client.get("/en/grants/handling/").status_code == status


def test_what_it_is_about_narrows_only_what_one_may_open(cast: Cast) -> None:
    turn, theme = a_round(cast), Theme.objects.all()[0]
    opened, shut = handed_in(turn, name="Öppen"), handed_in(turn, name="Sluten")
    for one in (opened, shut):
        one.themes.add(theme)
    declare(opened, cast.nils)
    assert names(turn, cast.nils, Wanted(themes=[theme.slug])) == ["Öppen"]
    assert names(turn, cast.nils, Wanted(states=["sent"])) == ["Öppen"]
    assert names(turn, cast.nils, Wanted(states=["granted"])) == []
    assert {*names(turn, cast.nils, Wanted(places=["1861"]))} == {"Öppen", "Sluten"}


def test_sums_are_of_what_one_may_open(cast: Cast) -> None:
    turn = a_round(cast)
    for asked in (20_000, 20_000, 30_000):
        application = handed_in(turn, asked=asked)
        if asked == 20_000:
            declare(application, cast.nils)
    assert overview(turn, cast.nils).sums == (2, Decimal(40_000))
    assert overview(turn, cast.rut).sums == (0, Decimal(0))


def test_points_are_shown_when_ones_own_are_handed_in(cast: Cast) -> None:
    turn = a_round(cast)
    application = handed_in(turn, state=ASSESSED)
    for who in (cast.elsa, cast.nils, cast.rut):
        declare(application, who)
    scored(application, cast.nils, 4, 2)

    def total(who: Person) -> object:
        return overview(turn, who).lines[0].total

    assert (total(cast.nils), total(cast.rut), total(cast.elsa)) == (6, None, None)
    scored(application, cast.rut, 5, 5)
    assert (total(cast.nils), total(cast.rut), total(cast.elsa)) == (8, 8, 8)


def test_a_conflict_that_came_later_sets_the_points_aside(cast: Cast) -> None:
    turn = a_round(cast)
    application = handed_in(turn, state=ASSESSED)
    declare(application, cast.elsa)
    declare(application, cast.nils)
    scored(application, cast.nils, 4, 2)
    scored(application, cast.rut, 1, 1)
    declare(application, cast.rut, conflict=True)
    [line] = overview(turn, cast.elsa).lines
    assert line.total == 6
    assert (len(line.progress.expected), len(line.progress.handed_in)) == (1, 1)


def test_it_is_sorted_as_one_likes(cast: Cast) -> None:
    turn = a_round(cast)
    for name, asked, points in (("B", 20_000, 1), ("A", 50_000, 5), ("C", 30_000, 3)):
        one = handed_in(turn, name=name, asked=asked, state=ASSESSED)
        declare(one, cast.nils)
        scored(one, cast.nils, points, points)
    handed_in(turn, name="D", asked=900_000)

    assert names(turn, cast.nils, Wanted(sort="name")) == ["A", "B", "C", "D"]
    assert names(turn, cast.nils, Wanted(sort="asked")) == ["A", "C", "B", "D"]
    assert names(turn, cast.nils, Wanted(sort="score")) == ["A", "C", "B", "D"]
    assert names(turn, cast.nils) == ["D", "C", "A", "B"]


def test_what_waits_is_what_ones_place_asks_for(cast: Cast) -> None:
    turn = a_round(cast)
    new = handed_in(turn, name="Ny")
    assessed = handed_in(turn, name="Bedöms", state=ASSESSED)
    mine = Wanted(mine=True)
    assert {*names(turn, cast.nils, mine)} == {"Ny", "Bedöms"}  # to declare about
    for who in (cast.elsa, cast.nils, cast.rut, cast.petra):
        declare(new, who)
        declare(assessed, who)
    assert names(turn, cast.elsa, mine) == ["Ny"]
    assert names(turn, cast.nils, mine) == ["Bedöms"]
    assert names(turn, cast.petra, mine) == []
    scored(assessed, cast.nils, 3, 3)
    assert names(turn, cast.nils, mine) == []
    scored(assessed, cast.rut, 3, 3)
    assert {*names(turn, cast.elsa, mine)} == {"Ny", "Bedöms"}
    assessed.proposals.create(grant=False, words="Nej.", by=cast.elsa)
    assert names(turn, cast.elsa, mine) == ["Ny"]
    assert names(turn, cast.petra, mine) == ["Bedöms"]


@pytest.mark.parametrize("query", ["", "?sort=score", "?mine=yes", "?theme=x&state=sent"])
def test_it_costs_the_same_for_one_row_and_for_forty(
    cast: Cast, client: Client, query: str
) -> None:
    turn = a_round(cast)
    client.force_login(cast.nils)

    def number(rows: int) -> int:
        for _n in range(rows):
            one = handed_in(turn, state=ASSESSED)
            declare(one, cast.nils)
            scored(one, cast.nils, 3, 4)
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/grants/handling/{turn.slug}/{query}")
        return len(queries)

    first = number(1)
    assert number(2) == first
    assert number(37) == first
