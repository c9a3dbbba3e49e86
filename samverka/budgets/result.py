"""What a budget comes to under some rules."""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TypeVar

from samverka.budgets.lines import Slot
from samverka.budgets.money import from_cents
from samverka.budgets.rule import Breach, Rule
from samverka.budgets.rules import CostRules
from samverka.budgets.sums import Cell, Fund, Sums

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Result:
    """Totals, derived flat rates and every breach; all money in the currency of the rules.

    `unanswered` are the choices without which some rules could not be tried, `unverified` the
    rules of the set that nobody has read in the source itself. `cents` are the cells by category,
    `derived` the categories that flat rates gave. `gap` is what the financing lacks,
    below 0 when there is too much of it. Equal for the same lines in any order.
    """

    rules: CostRules
    breaches: tuple[Breach, ...]
    duties: tuple[Breach, ...]
    unanswered: tuple[str, ...]
    unverified: tuple[Rule, ...]
    cents: Mapping[str, Mapping[Slot, int]]
    derived: frozenset[str]
    by_partner: Mapping[str, Decimal]
    by_category: Mapping[str, Decimal]
    by_work_package: Mapping[str, Decimal]
    by_year: Mapping[int, Decimal]
    by_partner_and_category: Mapping[tuple[str, str], Decimal]
    financing: Mapping[Fund, Decimal]
    total: Decimal
    revenue: Decimal
    net: Decimal
    financed: Decimal
    gap: Decimal
    grant: Decimal
    grant_by_partner: Mapping[str, Decimal]
    gap_by_partner: Mapping[str, Decimal]

    @cached_property
    def cells(self) -> Mapping[Cell, Decimal]:
        """Every cell of the costs, derived ones among them."""
        return {
            Cell(partner, category, package, year): from_cents(cents)
            for category, cells in self.cents.items()
            for (partner, package, year), cents in cells.items()
        }

    @cached_property
    def by_partner_and_kind(self) -> Mapping[tuple[str, str], Decimal]:
        """The financing, and the revenue, of each partner by kind."""
        found: dict[tuple[str, str], Decimal] = {}
        for fund, amount in self.financing.items():
            key = (fund.partner, fund.kind)
            found[key] = found.get(key, Decimal(0)) + amount
        return found

    def grant_share(self, partner: str = "") -> Decimal | None:
        """The grant in per cent of the net costs, of one partner or of all; None without costs.

        Rounded to two decimals for reading; the rules are tried with the amounts.
        """
        grant = self.grant_by_partner[partner] if partner else self.grant
        net = self._net(partner) if partner else self.net
        return round(grant * 100 / net, 2) if net > 0 else None

    def _net(self, partner: str) -> Decimal:
        revenue = self.by_partner_and_kind.get((partner, "revenue"), Decimal(0))
        return self.by_partner[partner] - revenue


def result_of(rules: CostRules, sums: Sums) -> Result:
    """Everything there is to say of sums in which all flat rates have been derived."""
    packages, years = _packages_and_years(sums)
    grants = {one: sums.funded(("grant",), one) for one in sums.by_partner}
    gaps = {one: sums.net(one) - sums.financed(one) for one in sums.by_partner}
    return Result(
        rules=rules,
        breaches=_found(breach for rule in rules.rules for breach in rule.breaches(sums)),
        duties=_found(duty for rule in rules.rules for duty in rule.duties(sums)),
        unanswered=_unanswered(rules),
        unverified=rules.unverified,
        cents=sums.cells,
        derived=frozenset(sums.derived),
        by_partner=_money(sums.by_partner),
        by_category=_money({code: sum(cells.values()) for code, cells in sums.cells.items()}),
        by_work_package=_money(packages),
        by_year=_money(years),
        by_partner_and_category=_money(sums.by_partner_and_category),
        financing=_money(sums.funds),
        total=from_cents(sum(sums.by_partner.values())),
        revenue=from_cents(sums.funded(("revenue",))),
        net=from_cents(sums.net()),
        financed=from_cents(sums.financed()),
        gap=from_cents(sums.net() - sums.financed()),
        grant=from_cents(sums.funded(("grant",))),
        grant_by_partner=_money(grants),
        gap_by_partner=_money(gaps),
    )


def _packages_and_years(sums: Sums) -> tuple[dict[str, int], dict[int, int]]:
    packages: dict[str, int] = {}
    years: dict[int, int] = {}
    for (_, package, year), cents in sums.by_slot.items():
        packages[package] = packages.get(package, 0) + cents
        years[year] = years.get(year, 0) + cents
    return packages, years


def _money(cents: Mapping[Key, int]) -> dict[Key, Decimal]:
    return {key: from_cents(amount) for key, amount in cents.items()}


def _found(breaches: Iterable[Breach]) -> tuple[Breach, ...]:
    """In the order of the rules; of one rule in the order of places, however the lines came."""
    order: dict[str, int] = {}
    listed = [(order.setdefault(one.rule.code, len(order)), one) for one in breaches]
    listed.sort(key=lambda pair: (pair[0], pair[1].where, pair[1].stands))
    return tuple(one for _, one in listed)


def _unanswered(rules: CostRules) -> tuple[str, ...]:
    asked = (rule.unanswered(rules.chosen) for rule in rules.rules)
    return tuple(dict.fromkeys(code for code in asked if code))
