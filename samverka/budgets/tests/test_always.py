"""What holds of every budget, whoever wrote it and in whatever order."""

from collections import defaultdict
from datetime import date
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samverka.budgets import (
    Budget,
    CellError,
    Cost,
    CostRules,
    Financing,
    Partner,
    Place,
    Rate,
)
from samverka.budgets.lines import KINDS
from samverka.budgets.money import shared, to_cents

PARTNERS = [Partner(one) for one in ("a", "b", "c")]
MONEY = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False)
PLACES = {
    "partner": st.sampled_from("abc"),
    "work_package": st.sampled_from(["", "1", "2"]),
    "year": st.sampled_from([0, 2026, 2027]),
}
RULES = CostRules.named("interreg-office-15", programme="aurora")
ACTUAL = st.builds(
    Cost,
    category=st.sampled_from(["staff", "services", "equipment"]),
    amount=MONEY,
    currency=st.sampled_from(["", "SEK"]),
    **PLACES,
)
HOURS = st.builds(
    Cost,
    category=st.just("staff"),
    mode=st.just("hours"),
    quantity=st.decimals(min_value=0, max_value=2000, places=2, allow_nan=False),
    unit_cost=st.decimals(min_value=0, max_value=900, places=3, allow_nan=False),
    contributed=st.booleans(),
    **PLACES,
)
FINANCING = st.builds(
    Financing,
    partner=PLACES["partner"],
    kind=st.sampled_from(sorted(KINDS)),
    amount=MONEY,
    year=PLACES["year"],
)
LINES = st.lists(st.one_of(ACTUAL, HOURS), max_size=12)
RATES = [Rate("SEK", date(2026, 1, 2), Decimal("0.0893"))]


def budget(costs: list[Cost], financing: list[Financing]) -> Budget:
    return Budget(partners=PARTNERS, costs=costs, financing=financing, rates=RATES)


@given(LINES, st.lists(FINANCING, max_size=8))
def test_all_totals_agree_and_financing_covers_or_says_what_is_lacking(
    costs: list[Cost], financing: list[Financing]
) -> None:
    result = budget(costs, financing).under(RULES)
    totals = [
        sum(one.values(), Decimal(0))
        for one in (
            result.cells,
            result.by_partner,
            result.by_category,
            result.by_work_package,
            result.by_year,
            result.by_partner_and_category,
        )
    ]
    assert set(totals) == {result.total}
    contributed = sum(
        (amount for fund, amount in result.financing.items() if fund.kind != "revenue"), Decimal(0)
    )
    assert result.net == result.total - result.revenue
    assert result.financed == contributed
    assert result.gap == result.net - contributed == sum(result.gap_by_partner.values())
    balance = [one for one in result.breaches if one.rule.code == "balance"]
    assert [one.amount for one in balance] == ([abs(result.gap)] if result.gap else [])


@given(LINES)
def test_rounding_never_drifts(costs: list[Cost]) -> None:
    """Each partner's flat rate is its exact value, rounded once, however many cells it is in.

    A cell is less than a cent from its part of that sum, which is itself half a cent off at most.
    """
    result = budget(costs, []).under(RULES)
    for partner in PARTNERS:
        staff = result.by_partner_and_category.get((partner.id, "staff"), Decimal(0))
        exact = Fraction(staff) * 15 / 100
        for category in ("office", "travel"):
            derived = result.by_partner_and_category.get((partner.id, category), Decimal(0))
            assert abs(Fraction(derived) - exact) <= Fraction(1, 200)
    for cell, amount in result.cells.items():
        assert amount >= 0
        if cell.category in result.derived:
            staff = result.cells[cell._replace(category="staff")]
            assert abs(Fraction(amount) - Fraction(staff) * 15 / 100) < Fraction(3, 200)


@given(LINES, st.lists(FINANCING, max_size=8), st.randoms())
def test_order_does_not_matter(costs: list[Cost], financing: list[Financing], dice: Random) -> None:
    one = budget(costs, financing).under(RULES)
    dice.shuffle(costs)
    dice.shuffle(financing)
    other = budget(costs, financing).under(RULES)
    assert one == other


@given(st.integers(0, 10**9), st.dictionaries(st.tuples(st.integers()), st.integers(0, 10**9)))
def test_what_is_shared_adds_up(cents: int, weights: dict[tuple[int], int]) -> None:
    parts = shared(cents, weights)
    whole: defaultdict[tuple[int], int] = defaultdict(int, weights)
    if sum(weights.values()):
        assert sum(parts.values()) == cents
        for key, part in parts.items():
            assert abs(part - Fraction(cents * whole[key], sum(weights.values()))) < 1
    else:
        assert parts == {}


def test_half_a_cent_goes_up() -> None:
    said = ["0.005", "0.0149", "1.115", "2.675", "-0.005"]
    assert [to_cents(Decimal(one)) for one in said] == [1, 1, 112, 268, -1]


WHERE = ("partner", "category", "work_package", "year")
BAD: list[tuple[str, dict[str, object]]] = [
    ("negative", {"mode": "hours", "quantity": Decimal(-1), "unit_cost": Decimal(330)}),
    ("negative", {"amount": Decimal("-0.01")}),
    ("too_large", {"amount": Decimal(10) ** 15}),
    ("too_large", {"mode": "unit", "quantity": Decimal(10) ** 9, "unit_cost": Decimal(10) ** 9}),
    ("too_fine", {"amount": Decimal("0.0000001")}),
    ("not_a_number", {"amount": Decimal("NaN")}),
    ("not_a_number", {"amount": Decimal("Infinity")}),
    ("not_a_number", {"amount": 0.1}),
    ("not_a_number", {"amount": True}),
    ("not_a_number", {"amount": "12"}),
    ("missing", {}),
    ("missing", {"mode": "hours"}),
    ("unknown_mode", {"mode": "guess", "amount": Decimal(1)}),
    ("bad_year", {"year": 20261, "amount": Decimal(1)}),
    ("unknown_category", {"category": "parties", "amount": Decimal(1)}),
    ("unknown_partner", {"partner": "x", "amount": Decimal(1)}),
    ("unknown_unit", {"mode": "hours", "quantity": Decimal(1), "unit": "king"}),
    ("missing_rate", {"amount": Decimal(1), "currency": "NOK"}),
]


@pytest.mark.parametrize(("code", "told"), BAD)
def test_bad_input_names_the_cell(code: str, told: dict[str, object]) -> None:
    given = {"partner": "a", "category": "staff", "work_package": "2", "year": 2026, **told}
    with pytest.raises(ValueError) as caught:
        budget([Cost(**given)], []).under(RULES)  # type: ignore[arg-type]
    assert isinstance(caught.value, CellError)
    assert caught.value.code == code
    assert caught.value.place == Place(**{name: given[name] for name in WHERE})  # type: ignore[arg-type]


def test_bad_financing_and_bad_rates_are_refused_too() -> None:
    for kind, amount in [("luck", Decimal(1)), ("grant", Decimal(-1))]:
        with pytest.raises(CellError):
            Financing("a", kind, amount)  # type: ignore[arg-type]
    with pytest.raises(CellError):
        Rate("SEK", RATES[0].on, Decimal(0))
    with pytest.raises(CellError):
        Budget(partners=[Partner("a"), Partner("a")])


def test_a_line_of_another_currency_takes_the_rate_of_its_day() -> None:
    rates = [
        Rate("SEK", RATES[0].on, Decimal("0.09")),
        Rate("SEK", RATES[0].on.replace(month=6), Decimal("0.08")),
    ]
    costs = [
        Cost("a", "services", Decimal(100), currency="SEK", on=RATES[0].on.replace(month=5)),
        Cost("a", "services", Decimal(100), currency="SEK"),
    ]
    result = Budget(partners=PARTNERS, costs=costs, rates=rates).under(RULES)
    assert result.total == Decimal("17.00")
