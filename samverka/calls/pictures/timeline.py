"""The months ahead: when each call is open, and its last days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.calls.models.call import LAST_DAYS
from samverka.common.templatetags.samverka import day as in_words

MONTHS: Final = 6
MOST: Final = 10  # calls; the list below has them all
WIDTH: Final = 960
TOP, ROW, BELOW = 62, 46, 30  # px: the first bar, from one to the next, under the last
LABEL_ABOVE: Final = 12  # px over the bar
LONGEST_TITLE: Final = 60  # letters
A_LETTER: Final = 8.0  # px, in the mean and a little more
EDGE: Final = 8  # px that a label keeps from the edge


@dataclass(frozen=True)
class Month:
    name: str
    x: float

    @property
    def text_x(self) -> float:
        return self.x + EDGE


@dataclass(frozen=True)
class Line:
    """One call: `bars` from x to x, `ends` its last days; `look` is soon, open or coming."""

    call: Call
    title: str
    when: str
    look: str
    y: int
    label_x: float
    bars: list[tuple[float, float]]
    ends: list[float]
    opens: date | None
    stops: list[date]

    @property
    def label_y(self) -> int:
        return self.y - LABEL_ABOVE


@dataclass(frozen=True)
class Timeline:
    months: list[Month]
    lines: list[Line]
    today: float
    width: int = WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * (len(self.lines) - 1) + BELOW

    @property
    def foot(self) -> int:
        return self.height - 4


class _Scale:
    """From days to places."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.firsts = [first_of_month(today, months_on) for months_on in range(MONTHS + 1)]
        self.start, self.end = self.firsts[0], self.firsts[-1] - timedelta(days=1)

    def x(self, day: date) -> float:
        share = (day - self.start).days / (self.end - self.start).days
        return round(min(max(share, 0.0), 1.0) * WIDTH, 1)


def timeline_of(calls: Iterable[Call], today: date) -> Timeline:
    """The first of these calls that have a last day in the months ahead."""
    scale = _Scale(today)
    months = [Month(_month(first, scale.start), scale.x(first)) for first in scale.firsts[:-1]]
    return Timeline(months, list(_lines(calls, scale)), scale.x(today))


def first_of_month(day: date, months_on: int) -> date:
    """The first day of the month that comes so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months_on, 12)
    return date(day.year + years, month + 1, 1)


def _lines(calls: Iterable[Call], scale: _Scale) -> Iterator[Line]:
    y = TOP
    for call in calls:
        stops = list(call.opening.stops(scale.today, scale.end))
        if call.is_closed or not stops:
            continue
        yield _line(call, stops, scale, y)
        y += ROW
        if y == TOP + MOST * ROW:
            return


def _line(call: Call, stops: list[date], scale: _Scale, y: int) -> Line:
    runs = list(call.opening.runs(scale.start, scale.end))
    bars = [(scale.x(first), scale.x(last or scale.end)) for first, last in runs]
    title, when = _cut(call.title), _when(call, stops[0])
    starts = scale.x(call.opens_next or scale.today) if call.is_coming else bars[0][0]
    room = WIDTH - EDGE - A_LETTER * (len(title) + len(when) + 2)
    soon = (stops[0] - scale.today).days <= LAST_DAYS
    return Line(
        call=call,
        title=title,
        when=when,
        look="coming" if call.is_coming else "soon" if soon else "open",
        y=y,
        label_x=round(max(EDGE, min(starts, room)), 1),
        bars=bars,
        ends=[scale.x(stop) for stop in stops],
        opens=call.opens_next if call.is_coming else call.opens_on,
        stops=stops,
    )


def _when(call: Call, stop: date) -> str:
    if call.is_coming:
        return _("opens %(first)s, last day %(last)s") % {
            "first": in_words(call.opens_next),
            "last": in_words(stop),
        }
    return _("until %(day)s") % {"day": in_words(stop)}


def _month(first: date, start: date) -> str:
    told_year = first.month == 1 and first != start
    return format_date(first, _("M Y") if told_year else _("M"))


def _cut(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"
