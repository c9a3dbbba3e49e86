"""A month in words and in a small picture: its days, and what stands on each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.template.defaultfilters import date as format_date
from django.utils import timezone

from samverka.calendars.happenings import Happening, Kind
from samverka.calendars.months import Month

CALLS_A_DAY: Final = 4  # last days that are shown before the rest is only counted
A_WEEK: Final = 7
MONDAY: Final = date(2024, 1, 1)


@dataclass(frozen=True)
class Day:
    """`left` is how many last days of calls are not among `happenings`, for there are so many."""

    date: date
    happenings: list[Happening]
    left: int = 0
    is_today: bool = False


@dataclass(frozen=True)
class Square:
    """A day in the picture; `number` is how many things are on it."""

    date: date
    number: int
    is_today: bool
    is_listed: bool  # stands in the list, so that one can go to it


@dataclass(frozen=True)
class Page:
    """`past` are days of this month that have been; everything else is in `coming`."""

    name: str
    past: list[Day]
    coming: list[Day]
    weekdays: list[date]  # some Monday to Sunday, for their names
    weeks: list[list[Square | None]]
    before: Month | None
    after: Month | None
    this: Month | None  # the month of today, where another one is shown


def page_of(month: Month, happenings: Iterable[Happening]) -> Page:
    today = timezone.localdate()
    found = list(happenings)
    days = _days(month, found, today)
    is_this = month == Month.of(today)
    return Page(
        name=format_date(month.span.first, "F Y"),
        past=[one for one in days if is_this and one.date < today],
        coming=[one for one in days if not is_this or one.date >= today],
        weekdays=[MONDAY + timedelta(days=n) for n in range(A_WEEK)],
        weeks=_weeks(month, found, days, today),
        before=month.before(today),
        after=month.after(today),
        this=None if is_this else Month.of(today),
    )


def _days(month: Month, found: list[Happening], today: date) -> list[Day]:
    """Each thing on its first day in the month; today too, with nothing on it."""
    first, last = month.span.first, month.span.last
    on: dict[date, list[Happening]] = {today: []} if first <= today <= last else {}
    for one in found:
        on.setdefault(max(first, one.first), []).append(one)
    return [_day(day, on[day], day == today) for day in sorted(on)]


def _day(day: date, happenings: list[Happening], is_today: bool) -> Day:
    in_order = sorted(happenings, key=lambda one: one.order)
    calls = [one for one in in_order if one.kind == Kind.CALL]
    rest = calls[CALLS_A_DAY:] if len(calls) > CALLS_A_DAY + 1 else []  # never “and 1 more”
    shown = [one for one in in_order if one not in rest]
    return Day(day, shown, len(rest), is_today)


def _weeks(
    month: Month, found: list[Happening], days: list[Day], today: date
) -> list[list[Square | None]]:
    numbers: dict[date, int] = {}
    for day in (day for one in found for day in _days_of(one, month)):
        numbers[day] = numbers.get(day, 0) + 1
    listed = {one.date for one in days}
    return [
        [
            Square(day, numbers.get(day, 0), day == today, day in listed) if day else None
            for day in week
        ]
        for week in month.weeks()
    ]


def _days_of(one: Happening, month: Month) -> list[date]:
    """Every day of what lasts a few; of what goes on for long only the first in the month."""
    first = max(one.first, month.span.first)
    if (one.last - one.first).days >= A_WEEK:
        return [first]
    last = min(one.last, month.span.last)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
