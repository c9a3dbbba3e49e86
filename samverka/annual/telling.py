"""The report of a year in words: its figures, the rows that each counts, goals and targets."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from django.db.models import Prefetch
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.counting.figure import Line
from samverka.counting.figures import FIGURES
from samverka.counting.meetings import decisions
from samverka.counting.plan import decided
from samverka.counting.talks import came
from samverka.counting.telling import figure_in_words
from samverka.partnership.rules import Belonging, Visitor
from samverka.plan.models import (
    ActivityList,
    Goal,
    GoalIndicator,
    IndicatorFigure,
    ListedActivity,
    WorkPlan,
)


@dataclass(frozen=True)
class YearFigure:
    """A figure of the report; `name` is that of the list of rows that it counts."""

    name: str
    title: str
    value: int
    note: str = ""


@dataclass(frozen=True)
class Rows:
    """What a figure counts, as one visitor sees it: `hidden` are counted and not named."""

    title: str
    shown: list[Line]
    hidden: int

    @property
    def number(self) -> int:
        return len(self.shown) + self.hidden


@dataclass(frozen=True)
class Reached:
    """What an indicator came to; `value` is None where nobody has written a figure."""

    indicator: GoalIndicator
    value: Decimal | None
    rows: str

    @property
    def is_reached(self) -> bool | None:
        """None where there is nothing to compare."""
        if self.value is None or self.indicator.target is None:
            return None
        return self.value >= self.indicator.target


@dataclass(frozen=True)
class GoalOfYear:
    goal: Goal
    reached: list[Reached]


@dataclass(frozen=True)
class Report:
    """All that the report tells, for the page and for the files."""

    listed: ActivityList
    figures: list[YearFigure]
    goals: list[GoalOfYear]
    activities: list[ListedActivity]

    @property
    def year(self) -> int:
        return self.listed.year

    @property
    def title(self) -> str:
        return _("Annual report %(year)s") % {"year": self.year}


# In this order; each leads to its rows.
TOLD: Final = (
    *("activities", "talks", "meetings", "decisions", "ideas", "answered"),
    *("applications", "granted", "projects"),
)


def report_of(listed: ActivityList) -> Report:
    activities = decided().filter(activity_list=listed).with_listing()
    year = listed.year
    return Report(listed, list(figures_of(year)), goals_of(year), list(activities))


def figures_of(year: int) -> Iterator[YearFigure]:
    for name in TOLD:
        figure = FIGURES[name]
        yield YearFigure(name, str(figure.title), int(figure.number(year)), _note(name, year))


def _note(name: str, year: int) -> str:
    match name:
        case "activities":
            listed = decided().filter(activity_list__year=year)
            return _("of %(number)s on the list") % {"number": listed.count()}
        case "talks":
            return came(int(FIGURES["visitors"].number(year)))
        case "decisions":
            return _still_open(decisions().filter(paragraph__year=year).open().count())
        case "answered":
            return _waited(FIGURES["waited"].amounts(year).get(""))
        case "granted":
            return figure_in_words(FIGURES["brought"], FIGURES["brought"].amounts(year))
    return ""


def _still_open(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(n)s is not done", "%(n)s are not done", number) % {"n": number}


def _waited(days: Decimal | None) -> str:
    if days is None:
        return ""
    told = figure_in_words(FIGURES["waited"], {"": days})
    return _("half of them within %(days)s days") % {"days": told}


COUNTED_BY: Final = {"visitors": "talks"}  # the list of rows, where it has another name


def goals_of(year: int) -> list[GoalOfYear]:
    """Goals of the plans that hold in the year, with what their indicators came to."""
    figures = IndicatorFigure.objects.filter(year=year)
    indicators = GoalIndicator.objects.prefetch_related(Prefetch("figures", queryset=figures))
    goals = Goal.objects.filter(field__plan__in=WorkPlan.objects.in_year(year).order_by())
    told = goals.select_related("field").prefetch_related(
        Prefetch("indicators", queryset=indicators)
    )
    counted = _Counted(year)
    return [
        GoalOfYear(goal, [_reached(one, counted) for one in goal.indicators.all()]) for goal in told
    ]


class _Counted(dict[str, Decimal]):
    """What each figure came to in the year, counted when it is first asked for."""

    def __init__(self, year: int) -> None:
        self.year = year

    def __missing__(self, name: str) -> Decimal:
        self[name] = FIGURES[name].number(self.year)
        return self[name]


def _reached(indicator: GoalIndicator, counted: _Counted) -> Reached:
    if indicator.counts == GoalIndicator.Counts.TOLD:
        value = next((one.value for one in indicator.figures.all()), None)
        return Reached(indicator, value, "")
    counts = str(indicator.counts)
    return Reached(indicator, counted[counts], COUNTED_BY.get(counts, counts))


def rows_of(name: str, year: int, visitor: Visitor) -> Rows | None:
    """The rows that a figure counts; None for a name that no figure has."""
    if name not in TOLD:
        return None
    figure, who = FIGURES[name], Belonging(visitor)
    shown = list(figure.shown_to(who, year))
    hidden = figure.rows_in(year).count() - len(shown)
    return Rows(str(figure.title), figure.lines(shown, who), hidden)
