"""The years beside each other: as pictures, and as a table with all of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from samverka.counting.figure import Amounts
from samverka.effects.pictures import Bars, bars_of
from samverka.effects.telling import Effect, Effects

DRAWN: Final = ("ideas", "visitors", "applications", "brought", "projects")
IN_TABLE: Final = (
    *("ideas", "answered", "talks", "visitors", "applications", "granted", "brought"),
    *("projects", "experience"),
)
FEWEST: Final = 2  # years, before there is anything to compare


@dataclass(frozen=True)
class Yearly:
    titles: list[str]
    rows: list[tuple[int, list[Effect]]]


def yearly(effects: Effects) -> Yearly:
    """Each year that something happened in, the newest first."""
    rows = [(year, [effects.effect(name, year) for name in IN_TABLE]) for year in effects.years]
    return Yearly([effects.effect(name, None).title for name in IN_TABLE], rows)


def trends_of(effects: Effects) -> list[Bars]:
    """A picture for each figure, and each currency of it, where there are years to compare."""
    return [bars for name in DRAWN for bars in _bars(effects, name)]


def _bars(effects: Effects, name: str) -> Iterator[Bars]:
    years = [(year, effects.effect(name, year)) for year in effects.years]
    told = [(year, one) for year, one in years if one.value is not None]
    units = sorted({unit for _year, one in told for unit in one.value or {}})
    for unit in units:
        found = [(year, _amount(one.value, unit), one.text) for year, one in told]
        if len(found) >= FEWEST:
            yield bars_of(f"{name}{unit.lower()}", effects.effect(name, None).title, found)


def _amount(value: Amounts | None, unit: str) -> Decimal:
    return (value or {}).get(unit, Decimal(0))
