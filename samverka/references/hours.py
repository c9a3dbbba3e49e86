"""Hours that partners gave, summed for each partner and year."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet, Sum
from django.db.models.functions import ExtractYear

from samverka.references.models import MemberHours


@dataclass(frozen=True)
class HoursOfPartner:
    """`cells` are the hours of each year of the table, None where there were none."""

    name: str
    cells: list[Decimal | None]

    @property
    def total(self) -> Decimal:
        return sum((cell for cell in self.cells if cell is not None), Decimal(0))


@dataclass(frozen=True)
class HoursTable:
    years: list[int]
    rows: list[HoursOfPartner]

    @property
    def totals(self) -> list[Decimal]:
        """Of each year."""
        columns = zip(*(row.cells for row in self.rows), strict=True)
        return [sum((cell for cell in column if cell), Decimal(0)) for column in columns]

    @property
    def total(self) -> Decimal:
        return sum((row.total for row in self.rows), Decimal(0))


def hours_table(rows: "QuerySet[MemberHours]") -> HoursTable:
    """In one query; years are those of the clock on the wall."""
    sums = (
        rows.annotate(year=ExtractYear("meeting__starts_at"))
        .values_list("member__organisation__name", "year")
        .annotate(hours=Sum("hours"))
        .order_by()
    )
    return table_of(sums)


def table_of(sums: Iterable[tuple[str, int, Decimal]]) -> HoursTable:
    """Of the sum for each partner and year, which may come several times."""
    known: dict[str, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for name, year, hours in sums:
        known[name][year] += hours
    years = sorted({year for of_partner in known.values() for year in of_partner})
    return HoursTable(
        years,
        [HoursOfPartner(name, [known[name].get(year) for year in years]) for name in sorted(known)],
    )


def short(hours: Decimal) -> Decimal:
    """3.5 for 3.50, and 10 for 10.00: as one writes them."""
    return hours.quantize(Decimal(1)) if hours == hours.to_integral_value() else hours.normalize()
