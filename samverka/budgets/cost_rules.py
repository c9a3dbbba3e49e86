"""Rules about what something may cost."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import ClassVar

from samverka.budgets.errors import Place
from samverka.budgets.lines import Cost
from samverka.budgets.money import from_cents, share, to_cents, whole_of
from samverka.budgets.rule import Breach, Rule, Way, way
from samverka.budgets.sums import Sums


@dataclass(frozen=True, kw_only=True)
class Flat(Rule):
    """A category that is derived: `rate` per cent of other categories; nobody writes in it.

    With `choice`, the project may choose a lower rate. `without_inclusive` leaves out unit costs
    and lump sums that have overheads in them already.
    """

    kind: ClassVar[str] = "flat"
    category: str
    rate: Decimal
    base: tuple[str, ...]
    without_inclusive: bool = False
    choice: str = ""

    def derive(self, sums: Sums) -> None:
        rate = Decimal(sums.chosen.get(self.choice, self.rate))
        sums.derive(self.category, rate, self.base, without_inclusive=self.without_inclusive)

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for cost in sums.costs:
            if cost.category == self.category:
                amount = from_cents(cost.cents or 0)
                ways = (Way("remove", {"amount": amount}),)
                yield Breach(self, (cost.place,), amount, amount, Decimal(0), ways)


@dataclass(frozen=True, kw_only=True)
class NotAllowed(Rule):
    """Categories that are covered by something else, or not paid for; `instead` are rules that
    do allow them."""

    kind: ClassVar[str] = "not_allowed"
    categories: tuple[str, ...]
    instead: tuple[str, ...] = ()

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for (partner, category), cents in sorted(sums.by_partner_and_category.items()):
            if category in self.categories and cents:
                ways = [way("remove", amount=cents)]
                ways += [Way("other_rules", name=name) for name in self.instead]
                amount = from_cents(cents)
                place = Place(partner, category)
                yield Breach(self, (place,), amount, amount, Decimal(0), tuple(ways))


@dataclass(frozen=True, kw_only=True)
class UnitCosts(Rule):
    """Prices by the unit, in the budget's currency, that the funder has set; `names` by language.

    In `categories` nothing else is paid for, and at no other price.
    """

    kind: ClassVar[str] = "unit_costs"
    categories: tuple[str, ...]
    prices: Mapping[str, Decimal]
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for cost in sums.costs:
            if cost.category not in self.categories:
                continue
            price = self.prices.get(cost.unit)
            stands = cost.unit_cost or Decimal(0)
            if price is None:
                ways = tuple(Way("use_unit", {"to": self.prices[u]}, u) for u in self.prices)
                yield Breach(self, (cost.place,), stands, stands, Decimal(0), ways[:3])
            elif cost.unit_cost not in (None, price):
                ways = (Way("set_unit_cost", {"to": price}, cost.unit),)
                yield Breach(self, (cost.place,), abs(stands - price), stands, price, ways)


@dataclass(frozen=True, kw_only=True)
class HourValue(Rule):
    """What the funder counts one hour of work as, paid or voluntary, in the budget's currency."""

    kind: ClassVar[str] = "hour_value"
    value: Decimal

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for cost in sums.costs:
            if cost.mode == "hours" and cost.unit_cost not in (None, self.value):
                stands = cost.unit_cost or Decimal(0)
                ways = (Way("set_unit_cost", {"to": self.value}),)
                amount = abs(stands - self.value)
                yield Breach(self, (cost.place,), amount, stands, self.value, ways)


@dataclass(frozen=True, kw_only=True)
class Cap(Rule):
    """Some categories may be at most `rate` per cent of others, for each partner."""

    kind: ClassVar[str] = "cap"
    categories: tuple[str, ...]
    rate: Decimal
    base: tuple[str, ...]

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for partner in sorted(sums.partners):
            stands = sums.categories(self.categories, partner)
            base = sums.categories(self.base, partner)
            limit = share(base, self.rate)
            if stands <= limit:
                continue
            wanted = whole_of(stands, self.rate)
            ways = (
                way("lower_costs", self.categories[0], by=stands - limit, to=limit),
                way("raise_base", self.base[0], by=wanted - base, to=wanted),
            )
            where = tuple(Place(partner, category) for category in self.categories)
            amount = from_cents(stands - limit)
            yield Breach(self, where, amount, from_cents(stands), from_cents(limit), ways)


@dataclass(frozen=True, kw_only=True)
class AmountCap(Rule):
    """Categories may cost at most an amount, in the project as a whole or in each year."""

    kind: ClassVar[str] = "amount_cap"
    categories: tuple[str, ...]
    amount: Decimal
    each_year: bool = False

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        found: dict[int, int] = {}
        for category in self.categories:
            for (_, _, when), cents in sums.cells[category].items():
                year = when if self.each_year else 0
                found[year] = found.get(year, 0) + cents
        limit = to_cents(self.amount)
        for year, stands in sorted(found.items()):
            if stands > limit:
                ways = (way("lower_costs", self.categories[0], by=stands - limit, to=limit),)
                where = tuple(Place(category=one, year=year) for one in self.categories)
                amount = from_cents(stands - limit)
                yield Breach(self, where, amount, from_cents(stands), self.amount, ways)


@dataclass(frozen=True, kw_only=True)
class UnitCap(Rule):
    """One unit in a category may cost at most an amount."""

    kind: ClassVar[str] = "unit_cap"
    category: str
    amount: Decimal

    def breaches(self, sums: Sums) -> Iterator[Breach]:
        for cost in sums.costs:
            if cost.category == self.category and (cost.unit_cost or 0) > self.amount:
                stands = cost.unit_cost or Decimal(0)
                ways = (Way("set_unit_cost", {"to": self.amount}),)
                over = stands - self.amount
                yield Breach(self, (cost.place,), over, stands, self.amount, ways)


def price_in(rules: tuple[Rule, ...], cost: Cost) -> Decimal | None:
    """What the rules give one hour or unit of a line; None if they have no price for it."""
    for rule in rules:
        if isinstance(rule, UnitCosts) and cost.unit in rule.prices:
            return rule.prices[cost.unit]
        if isinstance(rule, HourValue) and cost.mode == "hours" and not cost.unit:
            return rule.value
    return None
