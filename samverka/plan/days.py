"""Days of activities: whole months, and the same days another year."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

WEEK: Final = 7


def first_of(year: int, month: int) -> date:
    return date(year, month, 1)


def last_of(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def are_whole_months(starts: date, ends: date) -> bool:
    return starts.day == 1 and ends == last_of(ends.year, ends.month)


def same_days_in(year: int, starts: date, ends: date) -> tuple[date, date]:
    """The first and the last day as they should be in another year.

    Whole months stay whole months. Anything else begins in the same month on the same day of the
    week, as near to the same date as that allows, and lasts as many days, at most to the end of
    the year.
    """
    if are_whole_months(starts, ends):
        return first_of(year, starts.month), last_of(year, ends.month)
    first = _same_weekday(starts, year)
    return first, min(first + (ends - starts), date(year, 12, 31))


def _same_weekday(day: date, year: int) -> date:
    near = date(year, day.month, min(day.day, monthrange(year, day.month)[1]))
    around = (near + timedelta(days=n) for n in range(1 - WEEK, WEEK))
    fits = (one for one in around if one.month == day.month and one.weekday() == day.weekday())
    return min(fits, key=lambda one: (abs(one - near), one))
