"""Does an application keep the terms? Each of them, and money and days of every kind."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as some

from samverka.budgets import CostRules
from samverka.cast import Cast
from samverka.grants.counting import Line, counted
from samverka.grants.eligibility import (
    chain_of,
    length_of,
    months_after,
    obstacles,
    of_the_applicant,
    of_the_budget,
    of_the_history,
    of_the_project,
    of_the_round,
    of_the_texts,
)
from samverka.grants.models import GrantApplication, GrantDecision, Round, registration_number
from samverka.grants.models.applying import CODE_LENGTH, LETTERS
from samverka.grants.tests.story import EMAIL, NAME, RULES, a_round, handed_in
from samverka.partnership.models import Municipality

TODAY = date(2027, 3, 1)
FOR_US = CostRules.named(RULES)
HOUR = Decimal(330)
kronor = some.decimals(min_value=0, max_value=10**9, places=2)
hours = some.decimals(min_value=0, max_value=100_000, places=2)


def draft(turn: Round, **facts: Any) -> GrantApplication:
    return GrantApplication.objects.create(
        round=turn,
        **{
            "name": NAME,
            "kind": "association",
            "municipality": Municipality.objects.get(name="Hallsberg"),
            "contact_name": "Viola Viby (exempel)",
            "email": EMAIL,
            "title": "Trädgården",
            "summary": "Vi odlar.",
            "starts_on": TODAY + timedelta(days=30),
            "ends_on": TODAY + timedelta(days=200),
            **facts,
        },
    )


def codes(found: Any) -> list[str]:
    return [one.code for one in found]


@pytest.mark.django_db
def test_what_is_empty_is_asked_for_page_by_page(cast: Cast) -> None:
    empty = GrantApplication.objects.create(round=a_round(cast))
    assert codes(obstacles(empty)) == [
        *("no_name", "no_kind", "no_municipality", "no_contact_name", "no_email"),
        *("no_title", "no_summary", "no_period"),
        *["no_text"] * 7,
        "no_budget",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, []),
        ({"kind": "municipality"}, ["kind"]),
        ({"kind": ""}, ["no_kind"]),
    ],
)
def test_who_may_apply(cast: Cast, facts: dict[str, Any], expected: list[str]) -> None:
    assert codes(of_the_applicant(draft(a_round(cast), **facts))) == expected


@pytest.mark.django_db
def test_where_it_may_be(cast: Cast) -> None:
    askersund = Municipality.objects.get(name="Askersund")
    application = draft(a_round(cast, municipalities=[askersund.code]))
    [only] = of_the_applicant(application)
    assert (only.code, "Askersund" in only.words) == ("place", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        (date(2027, 4, 1), date(2028, 3, 31), []),
        (date(2027, 4, 1), date(2028, 4, 1), ["long"]),
        (date(2027, 4, 1), date(2027, 3, 31), ["backwards"]),
        (date(2027, 2, 28), date(2027, 12, 31), ["past"]),
        (None, date(2027, 12, 31), ["no_period"]),
    ],
)
def test_when_it_may_be(
    cast: Cast, starts: date | None, ends: date | None, expected: list[str]
) -> None:
    application = draft(a_round(cast), starts_on=starts, ends_on=ends)
    assert codes(of_the_project(application, TODAY)) == expected


@pytest.mark.django_db
def test_a_pause_says_when_it_opens_again(cast: Cast) -> None:
    turn = a_round(cast, opens_on=date(2027, 1, 1), paused_months=[7])
    [only] = of_the_round(draft(turn), date(2027, 7, 10))
    assert (only.code, "August" in only.words) == ("closed", True)
    assert list(of_the_round(draft(turn), date(2027, 8, 1))) == []


@pytest.mark.django_db
def test_texts_are_counted_as_the_form_counts(cast: Cast) -> None:
    turn = a_round(cast)
    edition = turn.edition
    first, second = edition.sections[0], edition.sections[1]
    edition.sections = [
        {**first, "limit": 5},
        {**second, "limit": 2, "counts": "words", "required": False},
    ]
    edition.save()
    said = {first["key"]: "sex åå", second["key"]: "ett två tre"}
    assert codes(of_the_texts(draft(turn, answers=said))) == ["long_text", "long_text"]
    said = {first["key"]: "fem å", second["key"]: ""}
    assert codes(of_the_texts(draft(turn, answers=said))) == []


@given(some.text(max_size=300))
def test_lengths_are_never_below_zero_and_ends_of_lines_are_free(said: str) -> None:
    assert 0 <= length_of(said, "characters") <= len(said)
    assert length_of(f"{said}\n\n", "characters") == length_of(said, "characters")
    assert length_of(said, "words") <= len(said)


@pytest.mark.django_db
def test_one_project_gets_money_so_many_times(cast: Cast) -> None:
    turn = a_round(cast, times=2)
    first = granted(cast, turn)
    second = granted(cast, turn, continues=first)
    assert codes(of_the_history(draft(turn, continues=first))) == []
    assert codes(of_the_history(draft(turn, continues=second))) == ["times"]


@pytest.mark.django_db
def test_another_project_of_the_same_organisation_is_for_somebody_to_judge(cast: Cast) -> None:
    turn = a_round(cast)
    granted(cast, turn, organisation_number="802001-9999")
    [only] = of_the_history(draft(turn, organisation_number="802001-9999"))
    assert (only.code, only.stops) == ("granted_before", False)


@pytest.mark.django_db
def test_a_chain_that_goes_in_a_ring_comes_to_an_end(cast: Cast) -> None:
    turn = a_round(cast)
    first = draft(turn)
    second = draft(turn, continues=first)
    GrantApplication.objects.filter(pk=first.pk).update(continues=second)
    first.refresh_from_db()
    assert chain_of(second) == [first]


def granted(cast: Cast, turn: Round, **facts: Any) -> GrantApplication:
    application = handed_in(turn, **facts)
    decision = application.decisions.create(number=1, kind=GrantDecision.Kind.GRANT, by=cast.petra)
    application.decision, application.state = decision, GrantApplication.State.GRANTED
    application.save()
    return application


def budget(asked: Decimal, cash: Decimal, given: Decimal, paid: Decimal) -> Any:
    lines = [Line("cost", "a", "materials", paid), Line("cash", "b", amount=cash)]
    lines.append(Line("hours", "c", quantity=given))
    return counted(rules=FOR_US, asked=asked, lines=lines)


@given(kronor, kronor, hours, kronor)
def test_sums_add_up_whatever_is_written(
    asked: Decimal, cash: Decimal, given: Decimal, paid: Decimal
) -> None:
    sums = budget(asked, cash, given, paid)
    assert sums.total == sums.paid + sums.hours_worth
    assert sums.own == sums.cash + sums.hours_worth
    assert sums.lacks == sums.total - sums.asked - sums.own
    assert abs(sums.hours_worth - given * HOUR) <= Decimal("0.005")


@given(kronor, kronor, hours)
def test_a_budget_keeps_the_terms_when_it_does_and_only_then(
    asked: Decimal, cash: Decimal, given: Decimal
) -> None:
    """It balances here: what is asked for and the own money pay for everything."""
    sums = budget(asked, cash, given, asked + cash)
    found = set() if sums.is_empty else set(codes(of_the_budget(sums)))
    expected = set()
    if not 20_000 <= asked <= 50_000:
        expected.add("grant")
    if sums.own < asked:
        expected.add("own-share")
    assert found == (set() if sums.is_empty else expected)


@given(kronor, some.decimals(min_value="0.01", max_value=10**6, places=2))
def test_a_budget_that_does_not_balance_is_told(asked: Decimal, off: Decimal) -> None:
    sums = budget(asked, Decimal(0), Decimal(200), asked + off)
    assert "balance" in codes(of_the_budget(sums))


@given(some.dates(date(2000, 1, 1), date(2080, 1, 1)), some.integers(1, 60))
def test_months_go_on_and_never_skip_one(start: date, months: int) -> None:
    later = months_after(start, months)
    assert (later.year - start.year) * 12 + later.month - start.month == months
    assert later.day <= start.day


def test_a_number_holds_nothing_that_is_taken_for_something_else() -> None:
    assert not set("01ILOU") & set(LETTERS)
    for _n in range(200):
        number = registration_number()
        assert len(number) == CODE_LENGTH
        assert set(number) <= set(LETTERS)


@pytest.mark.parametrize(
    ("worked", "advised"),
    [(Decimal("12.5"), False), (Decimal(100), True)],  # worth 4 125 and 33 000
)
def test_no_advice_leads_outside_what_the_round_gives(worked: Decimal, advised: bool) -> None:
    """The grant is 20 000 to 50 000 kronor: nobody is told to apply for 4 125."""
    lines = [Line("cost", "Jord", amount=Decimal(40_000)), Line("hours", "Vi", quantity=worked)]
    sums = counted(rules=FOR_US, asked=Decimal(40_000), lines=lines)
    with translation.override("en"):
        [lack] = [one.words for one in of_the_budget(sums) if one.code == "own-share"]
    assert ("Put in" in lack or "put in" in lack or "hours" in lack, "ask for" in lack) == (
        True,
        advised,
    )
