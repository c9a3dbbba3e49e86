"""When one can apply, from days alone: where a call stands on a day, and the days that come."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, time, timedelta
from typing import Final, Literal

Standing = Literal["open", "coming", "paused", "closed"]

# A window that is one day in leap years alone comes again within so many years (1896, 1904).
YEARS_AHEAD: Final = 9
ONE_DAY: Final = timedelta(days=1)
LEAP_DAY: Final = "02-29"


@dataclass(frozen=True)
class CutOff:
    """A last day; `at` and `zone` (IANA) where the funder tells a clock time."""

    on: date
    at: time | None = None
    zone: str = ""

    @classmethod
    def read(cls, kept: Mapping[str, str]) -> "CutOff":
        at = kept.get("at")
        return cls(
            date.fromisoformat(kept["on"]),
            time.fromisoformat(at) if at else None,
            kept.get("zone", ""),
        )

    def kept(self) -> dict[str, str]:
        """As it is kept in the database."""
        clock = {"at": self.at.strftime("%H:%M"), "zone": self.zone} if self.at else {}
        return {"on": self.on.isoformat(), **clock}


@dataclass(frozen=True)
class Opening:
    """What is known of the days of a call, as `Call` explains it."""

    opens_on: date | None = None
    closes_on: date | None = None
    cutoffs: tuple[date, ...] = ()
    windows: tuple[tuple[str, str], ...] = ()
    paused_months: frozenset[int] = frozenset()

    @property
    def is_standing(self) -> bool:
        """Open without an end, though it may pause."""
        return self.closes_on is None and not self.cutoffs and not self.windows

    def takes(self, day: date) -> bool:
        """Can one apply on this day?"""
        begun = self.opens_on is None or self.opens_on <= day
        if not begun or self._is_over(day):
            return False
        return day.month not in self.paused_months and self._in_a_window(day)

    def on(self, day: date) -> Standing:
        if self._is_over(day):
            return "closed"
        if self.takes(day):
            return "open"
        if self.next_first(day) is None:
            return "closed" if self.closes_on else "paused"
        begun = self.opens_on is None or self.opens_on <= day
        return "paused" if begun and day.month in self.paused_months else "coming"

    def next_first(self, day: date) -> date | None:
        """The first day from `day` on when one can apply; None: never, as far as anybody knows."""
        start = max(day, self.opens_on or day)
        if self.takes(start):
            return start
        return next((one for one in self._turns(start) if self.takes(one)), None)

    def next_stop(self, day: date) -> date | None:
        """The next last day; None: none is known, or what is paused has no end of its own."""
        first = self.next_first(day)
        if first is None or (self.is_standing and first > day and day.month in self.paused_months):
            return None
        return self._stop(first)

    def runs(self, day: date, until: date) -> Iterator[tuple[date, date | None]]:
        """The times from `day` to `until` when one can apply: first and last day of each."""
        first = self.next_first(day)
        while first and first <= until:
            last = self._end(first)
            yield first, last
            first = self.next_first(last + ONE_DAY) if last and last < until else None

    def stops(self, day: date, until: date) -> Iterator[date]:
        """All last days from `day` to `until`, in their order."""
        first = self.next_first(day)
        while first and first <= until:
            stop = self._stop(first)
            if stop is None or stop > until:
                return
            yield stop
            first = self.next_first(stop + ONE_DAY) if stop < until else None

    def _is_over(self, day: date) -> bool:
        return self.closes_on is not None and self.closes_on < day

    def _stop(self, first: date) -> date | None:
        """The last day of an application that is begun on `first`, when one can apply."""
        ends = [self._end(first), *(one for one in self.cutoffs if one >= first)]
        return min((one for one in ends if one), default=None)

    def _end(self, first: date) -> date | None:
        """The last of the days in a row, from `first` on, when one can apply."""
        turns = self._turns(first)
        pause = next((one - ONE_DAY for one in turns if not self.takes(one)), None)
        return min((one for one in (pause, self.closes_on) if one), default=None)

    def _turns(self, after: date) -> Iterator[date]:
        """The days after `after` on which a pause or a window may begin or have ended."""
        if not (self.windows or self.paused_months):
            return
        for year in range(after.year, min(after.year + YEARS_AHEAD, MAXYEAR)):
            firsts = [date(year, month, 1) for month in range(1, 13)] if self.paused_months else []
            of_windows = [
                turn for first, last in self._around(year) for turn in (first, last + ONE_DAY)
            ]
            turns = {one for one in (*firsts, *of_windows) if one > after and one.year == year}
            yield from sorted(turns)

    def _in_a_window(self, day: date) -> bool:
        """A window may begin in one year and end in the next."""
        if not self.windows:
            return True
        return any(first <= day <= last for first, last in self._around(day.year))

    def _around(self, year: int) -> Iterator[tuple[date, date]]:
        """The windows that begin in a year or in the one before."""
        for one in range(max(MINYEAR, year - 1), year + 1):
            yield from self._of_year(one)

    def _of_year(self, year: int) -> Iterator[tuple[date, date]]:
        """The windows that begin in a year."""
        for first, last in self.windows:
            begins = _day_of(year, first, date(year, 3, 1))
            ends_in = min(MAXYEAR, year + (last < first))
            ends = _day_of(ends_in, last, date(ends_in, 2, 28))
            if begins <= ends:
                yield begins, ends


def opening(
    *,
    opens_on: date | None,
    closes_on: date | None,
    cutoffs: Iterable[Mapping[str, str]],
    windows: Iterable[Iterable[str]],
    paused_months: Iterable[int],
) -> Opening:
    """From the fields of a call, as they are kept."""
    return Opening(
        opens_on,
        closes_on,
        tuple(sorted(date.fromisoformat(one["on"]) for one in cutoffs)),
        tuple((first, last) for first, last in windows),
        frozenset(paused_months),
    )


def _day_of(year: int, kept: str, without_leap_day: date) -> date:
    """03-01 in a year."""
    try:
        return date.fromisoformat(f"{year:04}-{kept}")
    except ValueError:
        if kept != LEAP_DAY:
            raise
        return without_leap_day
