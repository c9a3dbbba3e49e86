"""What a budget is made of: partners, costs and who pays."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Final, Literal, get_args

from samverka.budgets.errors import CellError, Place
from samverka.budgets.money import checked, product, to_cents

Mode = Literal["actual", "unit", "hours", "lump"]
Kind = Literal[
    "grant",
    "own_cash",
    "own_in_kind",
    "external_cash",
    "external_in_kind",
    "participants_pay",
    "revenue",
]
Slot = tuple[str, str, int]  # partner, work package, year
MODES: Final = frozenset(get_args(Mode))
KINDS: Final = frozenset(get_args(Kind))
FIRST_YEAR, LAST_YEAR = 1990, 2100


@dataclass(frozen=True)
class Aid:
    """De minimis aid that an undertaking was granted earlier, `on` the day of the decision.

    `amount` in `currency` (ISO 4217), as in the decision.
    """

    amount: Decimal
    on: date
    currency: str = "EUR"
    giver: str = ""


@dataclass(frozen=True)
class Partner:
    """Who takes part. `kind` and `size` are the words of the rules (`company`, `small`).

    `country` is ISO 3166-1, two letters. `undertaking` is the same for partners that are one single
    undertaking, "" for one that is its own. `de_minimis` says that the grant is given to this
    partner as such aid; `aid` is what the whole undertaking was granted before.
    """

    id: str
    kind: str = ""
    size: str = ""
    country: str = ""
    undertaking: str = ""
    de_minimis: bool = False
    aid: tuple[Aid, ...] = ()


@dataclass(frozen=True, slots=True)
class Cost:
    """One line of costs: a partner, a category, a work package, a year, and how it is counted.

    `mode` `actual` and `lump` have an `amount`; `unit` and `hours` have a `quantity` and a
    `unit_cost`, or `unit`, which names one in the rules; hours with neither have the value that
    the funder gives an hour. Amounts are in `currency` ("" is the budget's own) at the rate that
    stood `on` that day. `contributed` are hours that the partner gives, voluntary or paid by
    itself: they count as its own work among the financing too. `contains_indirect` marks unit
    costs and lump sums that have overheads in them already. Flat rates are never lines: the rules
    derive them.

    Raises `CellError` for what cannot be counted with.
    """

    partner: str
    category: str
    amount: Decimal | None = None
    work_package: str = ""
    year: int = 0
    mode: Mode = "actual"
    quantity: Decimal | None = None
    unit_cost: Decimal | None = None
    unit: str = ""
    contributed: bool = False
    contains_indirect: bool = False
    currency: str = ""
    on: date | None = None
    slot: Slot = field(init=False, compare=False, repr=False)
    cents: int | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "slot", (self.partner, self.work_package, self.year))
        if self.mode not in MODES:
            raise CellError("unknown_mode", self.place, self.mode)
        if self.year and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise CellError("bad_year", self.place, self.year)
        object.__setattr__(self, "cents", self._own_cents())

    @property
    def place(self) -> Place:
        return Place(self.partner, self.category, self.work_package, self.year)

    def at(self, unit_cost: Decimal) -> int:
        """Cents in the line's own currency, at a price that the rules give."""
        return product(checked(self.quantity, self.place), unit_cost, self.place)

    def _own_cents(self) -> int | None:
        """In the line's own currency; None where the price is one of the rules."""
        place = self.place
        if self.mode in ("actual", "lump"):
            return to_cents(checked(self.amount, place))
        quantity = checked(self.quantity, place)
        if self.unit_cost is None:
            return None
        return product(quantity, checked(self.unit_cost, place), place)


@dataclass(frozen=True)
class Financing:
    """What one partner brings in, of one kind; `revenue` lowers the cost instead.

    Hours that a partner contributes are not repeated here: see `Cost.contributed`.
    """

    partner: str
    kind: Kind
    amount: Decimal
    year: int = 0
    currency: str = ""
    on: date | None = None

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise CellError("unknown_kind", self.place, self.kind)
        if self.year and not FIRST_YEAR <= self.year <= LAST_YEAR:
            raise CellError("bad_year", self.place, self.year)
        checked(self.amount, self.place)

    @property
    def place(self) -> Place:
        return Place(self.partner, year=self.year, financing=self.kind)
