"""A budget added up: cells, and what the rules ask them for."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from samverka.budgets.errors import CellError
from samverka.budgets.lines import KINDS, Cost, Financing, Partner, Slot
from samverka.budgets.money import Exchange, from_cents, share, shared, to_cents

OWN = ("own_cash", "own_in_kind")
PAYING = tuple(sorted(KINDS - {"revenue"}))
OTHERS = tuple(sorted(KINDS - {"revenue", "grant"}))


class Cell(NamedTuple):
    """One cell of the costs; a work package of "" or a year of 0 is none in particular."""

    partner: str
    category: str
    work_package: str
    year: int


class Fund(NamedTuple):
    """One cell of the financing."""

    partner: str
    kind: str
    year: int


class Sums:
    """Cents in cells, from lines that came in any order.

    `cells` are cents by category, and there by partner, work package and year. `price_of` is what
    the rules give a line that has no price of its own, in the budget's currency. Raises `CellError`
    for a line of an unknown partner, category or unit, or without a rate.
    """

    def __init__(
        self,
        partners: Iterable[Partner],
        costs: Iterable[Cost],
        financing: Iterable[Financing],
        *,
        exchange: Exchange,
        categories: Iterable[str],
        price_of: Callable[[Cost], Decimal],
        chosen: Mapping[str, str],
        on: date | None,
    ) -> None:
        self.partners = {partner.id: partner for partner in partners}
        self.costs = tuple(costs)
        self.exchange = exchange
        self.chosen = chosen
        self.on = on
        self.cells: dict[str, dict[Slot, int]] = {category: {} for category in categories}
        self.derived: set[str] = set()
        self.funds: defaultdict[Fund, int] = defaultdict(int)
        # Of the cells, what has overheads in it already.
        self.inclusive: defaultdict[tuple[str, Slot], int] = defaultdict(int)
        self._price_of = price_of
        self._add_costs()
        self._add_financing(financing)

    def derive(
        self, category: str, rate: Decimal, base: Collection[str], *, without_inclusive: bool
    ) -> None:
        """Adds a flat rate, `rate` per cent of the base: rounded once for each partner, and then
        shared out over its work packages and years."""
        bases: dict[Slot, int] = {}
        for one in base:
            for slot, cents in self.cells[one].items():
                bases[slot] = bases.get(slot, 0) + cents
        if without_inclusive:
            for (one, slot), cents in self.inclusive.items():
                if one in base:
                    bases[slot] -= cents
        by_partner: defaultdict[str, dict[Slot, int]] = defaultdict(dict)
        for slot, cents in bases.items():
            by_partner[slot[0]][slot] = cents
        into = self.cells[category]
        for weights in by_partner.values():
            for slot, cents in shared(share(sum(weights.values()), rate), weights).items():
                into[slot] = into.get(slot, 0) + cents
        self.derived.add(category)

    def categories(self, categories: Collection[str], partner: str = "") -> int:
        """Cents in some categories, of one partner or of all."""
        return sum(
            cents
            for (who, category), cents in self.by_partner_and_category.items()
            if category in categories and partner in ("", who)
        )

    def funded(self, kinds: Collection[str], partner: str = "") -> int:
        """Cents of some kinds of financing, of one partner or of all."""
        found = self.by_kind if not partner else self.by_partner_and_kind[partner]
        return sum(found.get(kind, 0) for kind in kinds)

    def net(self, partner: str = "") -> int:
        """Costs less revenue, of one partner or of all."""
        costs = self.by_partner.get(partner, 0) if partner else sum(self.by_partner.values())
        return costs - self.funded(("revenue",), partner)

    def brought(self, partner: str = "") -> int:
        """All financing besides the grant, of one partner or of all."""
        return self.funded(OTHERS, partner)

    def financed(self, partner: str = "") -> int:
        """All that pays for the net costs; revenue is not of it."""
        return self.funded(PAYING, partner)

    # What follows is asked for only when all flat rates are there.

    @cached_property
    def by_partner_and_category(self) -> dict[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for category, cells in self.cells.items():
            partners: dict[str, int] = {}
            for (partner, _, _), cents in cells.items():
                partners[partner] = partners.get(partner, 0) + cents
            for partner, cents in partners.items():
                found[partner, category] = cents
        return found

    @cached_property
    def by_partner(self) -> dict[str, int]:
        found = dict.fromkeys(sorted(self.partners), 0)
        for (partner, _), cents in self.by_partner_and_category.items():
            found[partner] += cents
        return found

    @cached_property
    def by_slot(self) -> dict[Slot, int]:
        found: dict[Slot, int] = {}
        for cells in self.cells.values():
            for slot, cents in cells.items():
                found[slot] = found.get(slot, 0) + cents
        return found

    @cached_property
    def by_partner_and_kind(self) -> dict[str, dict[str, int]]:
        found: dict[str, dict[str, int]] = {partner: {} for partner in self.partners}
        for (partner, kind, _), cents in self.funds.items():
            found[partner][kind] = found[partner].get(kind, 0) + cents
        return found

    @cached_property
    def by_kind(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for (_, kind, _), cents in self.funds.items():
            found[kind] = found.get(kind, 0) + cents
        return found

    def _add_costs(self) -> None:
        for cost in self.costs:
            cells = self.cells.get(cost.category)
            if cells is None:
                raise CellError("unknown_category", cost.place, cost.category)
            if cost.partner not in self.partners:
                raise CellError("unknown_partner", cost.place, cost.partner)
            cents = cost.cents
            if cents is None or cost.currency:
                cents = self._in_our_money(cost)
            slot = cost.slot
            cells[slot] = cells.get(slot, 0) + cents
            if cost.contains_indirect:
                self.inclusive[cost.category, slot] += cents
            if cost.contributed:
                self.funds[Fund(cost.partner, "own_in_kind", cost.year)] += cents

    def _in_our_money(self, cost: Cost) -> int:
        if cost.cents is None:
            return cost.at(self._price_of(cost))
        rate = self.exchange.rate(cost.currency, cost.on, cost.place)
        return to_cents(from_cents(cost.cents) * rate)

    def _add_financing(self, financing: Iterable[Financing]) -> None:
        for one in financing:
            if one.partner not in self.partners:
                raise CellError("unknown_partner", one.place, one.partner)
            rate = self.exchange.rate(one.currency, one.on, one.place)
            self.funds[Fund(one.partner, one.kind, one.year)] += to_cents(one.amount * rate)
