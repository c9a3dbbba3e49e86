"""A figure: the rows that it counts, and how. The number and the list are made of the same rows."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from statistics import median
from typing import Any, Generic, Literal, TypeVar

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from samverka.partnership.rules import Belonging

Row = TypeVar("Row", bound=Model)
Kind = Literal["number", "people", "days", "hours", "money"]
# What a figure comes to, by its unit: the currency of money, "" of all else. Units never add up.
Amounts = Mapping[str, Decimal]


@dataclass(frozen=True)
class Point:
    """What one row adds to a figure; `year` is None where nobody knows when it was."""

    pk: int
    year: int | None
    amount: Decimal
    unit: str = ""


def total(points: Iterable[Point]) -> Amounts:
    found: dict[str, Decimal] = defaultdict(Decimal)
    for one in points:
        found[one.unit] += one.amount
    return dict(sorted(found.items()))


def middle(points: Iterable[Point]) -> Amounts:
    """Half of them have so much, or less; nothing where there are none."""
    amounts = [one.amount for one in points]
    return {"": Decimal(str(median(amounts)))} if amounts else {}


@dataclass(frozen=True)
class Line:
    """A row in the list behind a figure; `url` is empty where there is no page to read."""

    title: str
    note: str = ""
    url: str = ""
    example: bool = False


@dataclass(frozen=True)
class Figure(Generic[Row]):
    """`rows` gives all that count, of every year, in the order of the list; `seen` those that a
    visitor may see by name, and `lines` how these read.

    `year` is the field with the year that a row belongs to, as the clock on the wall has it, such
    as `sent_at__year`; "" for what is counted as it stands today. `amount` and `unit` are fields
    too; without an amount each row is one.
    """

    name: str
    title: str | Promise
    rows: Callable[[], QuerySet[Row]]
    year: str
    seen: Callable[[Belonging], QuerySet[Row]]
    lines: Callable[[Sequence[Row], Belonging], list[Line]]
    kind: Kind = "number"
    amount: str = ""
    unit: str = ""
    how: Callable[[Iterable[Point]], Amounts] = total

    @property
    def is_of_today(self) -> bool:
        return not self.year

    def rows_in(self, year: int | None) -> QuerySet[Row]:
        """Those of a year; None: all there are."""
        return self.rows() if year is None else self.rows().filter(**{self.year: year})

    def points(self, year: int | None = None) -> list[Point]:
        """In one query."""
        return self.points_of(self.rows_in(year))

    def points_of(self, rows: QuerySet[Row]) -> list[Point]:
        columns = [one for one in (self.year, self.amount, self.unit) if one]
        return [self._point(found) for found in rows.order_by().values("pk", *columns)]

    def amounts(self, year: int | None = None) -> Amounts:
        return self.how(self.points(year))

    def number(self, year: int | None = None) -> Decimal:
        """What it comes to, for a figure without units."""
        return self.amounts(year).get("", Decimal(0))

    def shown_to(self, who: Belonging, year: int | None) -> QuerySet[Row]:
        return self.rows_in(year).filter(pk__in=self.seen(who).order_by().values("pk"))

    def _point(self, found: dict[str, Any]) -> Point:
        return Point(
            pk=found["pk"],
            year=found[self.year] if self.year else None,
            amount=as_number(found[self.amount]) if self.amount else Decimal(1),
            unit=found[self.unit] if self.unit else "",
        )


def as_number(value: Any) -> Decimal:
    """Of a length of time its whole days, never less than none; of what is not known nothing."""
    if isinstance(value, timedelta):
        return Decimal(max(0, value.days))
    return Decimal(value or 0)


def by_year(points: Iterable[Point]) -> dict[int | None, list[Point]]:
    """Newest first; at last those of which nobody knows the year."""
    found: dict[int | None, list[Point]] = defaultdict(list)
    for one in points:
        found[one.year].append(one)
    return dict(sorted(found.items(), key=lambda item: -(item[0] or 0)))
