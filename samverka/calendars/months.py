"""Days in a row and months, by the calendar on the wall of the partnership."""

import re
from calendar import Calendar, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final, Self

from django.utils import timezone

from samverka.common.moments import end_of

WRITTEN: Final = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
BACK, AHEAD = 10, 5  # years that can be looked at, from this one


@dataclass(frozen=True)
class Span:
    """From a day to a day, both counted in."""

    first: date
    last: date

    @property
    def begins_at(self) -> datetime:
        return timezone.make_aware(datetime.combine(self.first, time.min))

    @property
    def ends_at(self) -> datetime:
        """The first moment that is no longer in it."""
        return end_of(self.last)

    def touches(self, first: date, last: date) -> bool:
        return first <= self.last and last >= self.first


@dataclass(frozen=True)
class Month:
    year: int
    number: int  # 1–12

    @classmethod
    def of(cls, day: date) -> Self:
        return cls(day.year, day.month)

    @classmethod
    def read(cls, written: str, today: date) -> Self:
        """2026-11; the month of `today` for anything else, and for what is too far from it."""
        found = WRITTEN.fullmatch(written)
        year, number = map(int, found.groups()) if found else (0, 0)
        near = today.year - BACK <= year <= today.year + AHEAD and 1 <= number <= 12
        return cls(year, number) if near else cls.of(today)

    def __str__(self) -> str:
        """As it stands in addresses."""
        return f"{self.year:04}-{self.number:02}"

    @property
    def span(self) -> Span:
        days = monthrange(self.year, self.number)[1]
        return Span(date(self.year, self.number, 1), date(self.year, self.number, days))

    def before(self, today: date) -> Self | None:
        """The month before; None where nobody looks any more."""
        day = self.span.first - timedelta(days=1)
        return self.of(day) if day.year >= today.year - BACK else None

    def after(self, today: date) -> Self | None:
        day = self.span.last + timedelta(days=1)
        return self.of(day) if day.year <= today.year + AHEAD else None

    def weeks(self) -> Iterator[list[date | None]]:
        """From Monday to Sunday; None for days of another month."""
        for week in Calendar().monthdatescalendar(self.year, self.number):
            yield [day if day.month == self.number else None for day in week]
