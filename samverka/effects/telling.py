"""What became of it all: figures in groups, for a year or for all years, as one visitor sees them.

A sum that could tell about one or two rows which the visitor may not see is not told.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from samverka.counting.figure import Amounts, Point, by_year
from samverka.counting.figures import FIGURES
from samverka.counting.kept import Summaries, summaries
from samverka.counting.telling import figure_in_words
from samverka.partnership.rules import Belonging

FEW: Final = 3  # rows together tell of nobody
SUMS: Final = ("money", "hours")

GROUPS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("from-ideas", gettext_lazy("Ideas"), ("ideas", "answered", "waited", "led")),
    (
        "from-talks",
        gettext_lazy("Talks, and people who were reached"),
        ("talks", "visitors", "reached"),
    ),
    (
        "from-money",
        gettext_lazy("Applications and money"),
        ("applications", "granted", "brought", "grants", "given"),
    ),
    (
        "from-projects",
        gettext_lazy("Projects"),
        ("projects", "running", "ended", "hours", "put-in"),
    ),
    ("from-learning", gettext_lazy("What was learned"), ("experience", "engagements")),
)
NAMES: Final = tuple(name for _key, _title, names in GROUPS for name in names)


@dataclass(frozen=True)
class Effect:
    """A figure of a period; `value` is None where it is not told, and `text` says how it reads."""

    name: str
    title: str
    value: Amounts | None
    text: str
    note: str = ""

    @property
    def is_told(self) -> bool:
        return self.value is not None


@dataclass(frozen=True)
class Group:
    key: str
    title: str
    effects: list[Effect]


@dataclass
class Effects:
    """All figures of every year; `year` is the one that is looked at, None: all."""

    who: Belonging
    year: int | None = None
    _few: dict[str, set[int | None]] = field(default_factory=dict)

    @cached_property
    def counted(self) -> dict[str, Summaries]:
        return summaries(NAMES)

    @cached_property
    def years(self) -> list[int]:
        """Those in which something happened, the newest first; none of those to come."""
        now = timezone.localdate().year
        found = {year for one in self.counted.values() for year in one.years}
        return sorted((year for year in found if year <= now), reverse=True)

    @property
    def groups(self) -> list[Group]:
        return [
            Group(key, str(title), [self.effect(name, self.year) for name in self.told_in(names)])
            for key, title, names in GROUPS
        ]

    def told_in(self, names: Sequence[str]) -> Iterable[str]:
        """What is counted as it stands today belongs to no year."""
        return (name for name in names if not (self.year and FIGURES[name].is_of_today))

    def effect(self, name: str, year: int | None) -> Effect:
        figure = FIGURES[name]
        if year in self._not_told(name):
            return Effect(name, str(figure.title), None, "–")
        found = self.counted[name].of(year)
        text = figure_in_words(figure, found.amounts) or _("none")
        note = self._note(name, year, found.number)
        return Effect(name, str(figure.title), found.amounts, text, note)

    def _note(self, name: str, year: int | None, number: int) -> str:
        """Of the ideas that came in, how many per cent got so far; how many days are a median."""
        if name in ("answered", "led"):
            return _share(number, self.counted["ideas"].of(year).number)
        if name == "waited" and number:
            return _("half of them had an answer within so many days")
        return self._undated(name) if year is None else ""

    def _undated(self, name: str) -> str:
        """Why the years do not add up to all of them."""
        if FIGURES[name].is_of_today:
            return ""
        found = self.counted[name]
        left = found.whole.number - sum(one.number for one in found.years.values())
        if not left:
            return ""
        return ngettext(
            "the year of %(number)s of them is not known",
            "the years of %(number)s of them are not known",
            left,
        ) % {"number": left}

    def _not_told(self, name: str) -> set[int | None]:
        """Looked for once, and only of a figure that is told: each needs all rows of its kind."""
        if FIGURES[name].kind not in SUMS:
            return set()
        if name not in self._few:
            self._few[name] = periods_of_few(FIGURES[name].points(), self._seen(name))
        return self._few[name]

    def _seen(self, name: str) -> set[int]:
        rows = FIGURES[name].shown_to(self.who, None)
        return set(rows.order_by().values_list("pk", flat=True))


def periods_of_few(points: Iterable[Point], seen: set[int]) -> set[int | None]:
    """Years of which a sum would tell about one or two hidden rows; None: all years together.

    All years together are not told either, when that with the other years would tell of few.
    """
    found: set[int | None] = set()
    for unit in {one.unit for one in points}:
        there = by_year(one for one in points if one.unit == unit and one.pk not in seen)
        few = {year: len(rows) for year, rows in there.items() if len(rows) < FEW}
        found |= {year for year in few if year is not None}
        if few and sum(few.values()) < FEW:
            found.add(None)
    return found


def _share(number: int, of: int) -> str:
    if not of:
        return ""
    return _("%(share)s%% of those that came in") % {"share": round(100 * number / of)}
