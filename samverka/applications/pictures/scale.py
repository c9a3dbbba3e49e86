"""From days to places, and which weeks, months or years stand above a picture."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Final

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from samverka.common.lettering import width_of

SHORTEST: Final = 42  # days
ROOM: Final = 10.0  # px between two labels
MONTHS: Final = (1, 3, 6, 12, 24, 60, 120, 240)


@dataclass(frozen=True)
class Tick:
    """A line of the scale; its label begins beside it and may be empty."""

    x: float
    label: str


class Scale:
    """From the first to the last day in whole months, never less than six weeks."""

    def __init__(self, first: date, last: date, left: float, width: float) -> None:
        self.first = first.replace(day=1)
        last = max(last, self.first + timedelta(days=SHORTEST))
        self.last = _month_on(last, 1)
        self.left, self.width = left, width

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(self.left + min(max(share, 0.0), 1.0) * self.width, 1)

    def ticks(self) -> tuple[list[Tick], list[Tick]]:
        """Years, and below them the finest parts whose labels have room; none where years do."""
        years = [self.first, *(day for day in self._months(12) if day != self.first)]
        above = self._fitting([(day, str(day.year)) for day in years])
        if (self.last - self.first).days <= 2 * SHORTEST:
            weeks = [(day, _week(day)) for day in self._weeks()]
            if self._room(weeks):
                return above, self._ticks(weeks)
        for step in MONTHS[:3]:
            parts = [(day, _part(day, step)) for day in self._months(step)]
            if self._room(parts):
                return above, self._ticks(parts)
        return above, []

    def _weeks(self) -> Iterator[date]:
        day = self.first + timedelta(days=-self.first.weekday() % 7)
        while day < self.last:
            yield day
            day += timedelta(days=7)

    def _months(self, step: int) -> Iterator[date]:
        """First days of each part of the year that has so many months."""
        day = date(self.first.year, 1, 1)
        while day < self.last:
            if day >= self.first:
                yield day
            day = _month_on(day, step)

    def _room(self, labels: list[tuple[date, str]]) -> bool:
        places = [self.x(day) for day, _label in labels] + [self.left + self.width]
        gaps = [after - before for before, after in pairwise(places)]
        widths = [width_of(label) + ROOM for _day, label in labels]
        return all(gap >= width for gap, width in zip(gaps, widths, strict=True))

    def _ticks(self, labels: list[tuple[date, str]]) -> list[Tick]:
        return [Tick(self.x(day), label) for day, label in labels]

    def _fitting(self, labels: list[tuple[date, str]]) -> list[Tick]:
        """All lines, but only labels that have room before the next one."""
        found, free = [], self.left
        end = self.left + self.width
        starts = [self.x(day) for day, _label in labels]
        for n, (_day, label) in enumerate(labels):
            width = width_of(label) + ROOM
            after = starts[n + 1] if n + 1 < len(starts) else end
            first_of_year = n > 0 or after - starts[n] >= width
            if starts[n] >= free and starts[n] + width <= end and first_of_year:
                found.append(Tick(starts[n], label))
                free = starts[n] + width
            else:
                found.append(Tick(starts[n], ""))
        return found


def _month_on(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    return date(day.year + years, month + 1, 1)


def _week(day: date) -> str:
    return _("wk %(number)s") % {"number": day.isocalendar().week}


def _part(day: date, months: int) -> str:
    if months == 1:
        return format_date(day, "M").strip(".")
    if months == 3:
        return _("Q%(number)s") % {"number": day.month // 3 + 1}
    return _("half %(number)s") % {"number": day.month // 6 + 1}
