"""The report of a year in words: its figures, the rows that each counts, goals and targets."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.db.models import Prefetch, QuerySet
from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.annual import counting
from samverka.annual.counting import Year
from samverka.applications.rules import Standing
from samverka.common.templatetags.samverka import money
from samverka.ideas.models import Idea
from samverka.meetings.rules import meetings_for
from samverka.partnership.rules import Visitor, may_care_for_ideas
from samverka.plan.models import (
    ActivityList,
    Goal,
    GoalIndicator,
    IndicatorFigure,
    ListedActivity,
    WorkPlan,
)
from samverka.plan.telling import when
from samverka.plan.templatetags.plan import figure as as_read


@dataclass(frozen=True)
class Figure:
    """A figure of the report; `name` is that of the list of rows that it counts."""

    name: str
    title: str
    value: int
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One of the rows that a figure counts; `url` is empty where there is no page to read."""

    title: str
    note: str = ""
    url: str = ""
    example: bool = False


@dataclass(frozen=True)
class Rows:
    """What a figure counts, as one visitor sees it: `hidden` are counted and not named."""

    title: str
    shown: list[Row]
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
    figures: list[Figure]
    goals: list[GoalOfYear]
    activities: list[ListedActivity]

    @property
    def year(self) -> int:
        return self.listed.year

    @property
    def title(self) -> str:
        return _("Annual report %(year)s") % {"year": self.year}


def report_of(listed: ActivityList) -> Report:
    year = counting.count(listed.year)
    activities = counting.activities_in(listed.year).with_listing()
    return Report(listed, figures_of(year), goals_of(year), list(activities))


def figures_of(year: Year) -> list[Figure]:
    return [
        Figure(
            "activities",
            _("Activities done"),
            year.done,
            _("of %(number)s on the list") % {"number": year.activities},
        ),
        Figure("talks", _("Community Talks held"), year.talks, _people(year.visitors)),
        Figure("meetings", _("Assembly meetings held"), year.meetings),
        Figure("ideas", _("Ideas that came in"), year.ideas),
        Figure("answered", _("Ideas that got an answer"), year.answered, _waited(year)),
        Figure("applications", _("Joint applications sent"), year.applications),
        Figure("granted", _("Joint applications granted"), year.granted, _amounts(year)),
        Figure("projects", _("Projects that began"), year.projects),
    ]


def _people(number: int) -> str:
    if not number:
        return ""
    return ngettext("%(n)s person came", "%(n)s people came", number) % {"n": number}


def _waited(year: Year) -> str:
    if year.median_days is None:
        return ""
    return _("half of them within %(days)s days") % {"days": as_read(year.median_days)}


def _amounts(year: Year) -> str:
    return " + ".join(money(amount, currency) for currency, amount in year.amounts.items())


COUNTED_BY: Final = {"visitors": "talks"}  # the list of rows, where it has another name


def goals_of(year: Year) -> list[GoalOfYear]:
    """Goals of the plans that hold in the year, with what their indicators came to."""
    figures = IndicatorFigure.objects.filter(year=year.year)
    indicators = GoalIndicator.objects.prefetch_related(Prefetch("figures", queryset=figures))
    goals = Goal.objects.filter(field__plan__in=WorkPlan.objects.in_year(year.year).order_by())
    told = goals.select_related("field").prefetch_related(
        Prefetch("indicators", queryset=indicators)
    )
    return [
        GoalOfYear(goal, [_reached(one, year) for one in goal.indicators.all()]) for goal in told
    ]


def _reached(indicator: GoalIndicator, year: Year) -> Reached:
    if indicator.counts == GoalIndicator.Counts.TOLD:
        value = next((one.value for one in indicator.figures.all()), None)
        return Reached(indicator, value, "")
    counts = str(indicator.counts)
    value = Decimal(year.counted(counts))
    return Reached(indicator, value, COUNTED_BY.get(counts, counts))


def rows_of(name: str, year: int, visitor: Visitor) -> Rows | None:
    """The rows that a figure counts; None for a name that no figure has."""
    if name not in LISTS:
        return None
    titles = {figure.name: figure.title for figure in figures_of(counting.count(year))}
    shown, hidden = LISTS[name](year, visitor)
    return Rows(titles[name], shown, hidden)


Shown = tuple[list[Row], int]


def _activities(year: int, visitor: Visitor) -> Shown:
    rows = counting.activities_done(year)
    return [
        Row(one.title, when(one.starts_on, one.ends_on), one.get_absolute_url(), one.example)
        for one in rows
    ], 0


def _talks(year: int, visitor: Visitor) -> Shown:
    return [
        Row(talk.title, _with_people(talk), talk.get_absolute_url(), talk.example)
        for talk in counting.with_visitors(counting.talks_held(year))
    ], 0


def _with_people(talk: Any) -> str:
    return " · ".join(filter(None, (_on(talk.starts_at), _people(talk.people or 0))))


def _meetings(year: int, visitor: Visitor) -> Shown:
    held = counting.meetings_held(year)
    seen = set(meetings_for(visitor).filter(pk__in=held.order_by()).values_list("pk", flat=True))
    found = [
        Row(one.title, _on(one.starts_at), one.get_absolute_url(), one.example)
        for one in held
        if one.pk in seen
    ]
    return found, held.count() - len(found)


def _ideas(year: int, visitor: Visitor) -> Shown:
    return _shown_ideas(counting.ideas_in(year), visitor)


def _answered(year: int, visitor: Visitor) -> Shown:
    return _shown_ideas(counting.ideas_answered(year), visitor)


def _shown_ideas(ideas: QuerySet[Idea], visitor: Visitor) -> Shown:
    """Published ones by name; the others only for those who take care of them."""
    cares = may_care_for_ideas(visitor)
    found = [
        Row(
            idea.title,
            _on(idea.sent_at),
            idea.get_absolute_url() if idea.is_public else idea.care_url,
            idea.example,
        )
        for idea in ideas
        if idea.is_public or (cares and not idea.erased_at)
    ]
    return found, ideas.count() - len(found)


def _applications(year: int, visitor: Visitor) -> Shown:
    return _shown_applications(counting.applications_sent(year), visitor)


def _granted(year: int, visitor: Visitor) -> Shown:
    return _shown_applications(counting.applications_granted(year), visitor)


def _shown_applications(rows: QuerySet[Any], visitor: Visitor) -> Shown:
    """By name for those who see the application itself."""
    seen = set(Standing(visitor).applications_seen().values_list("pk", flat=True))
    found = []
    for one in rows:
        if one.application_id in seen:
            amount = money(one.amount, one.application.currency) if one.amount else ""
            note = " · ".join(filter(None, (_on(one.sent_at), amount)))
            url = one.application.get_absolute_url()
            found.append(Row(one.application.title, note, url, one.application.example))
    return found, rows.count() - len(found)


def _projects(year: int, visitor: Visitor) -> Shown:
    rows = counting.projects_begun(year)
    return [Row(one.title, "", one.get_absolute_url(), one.example) for one in rows], 0


LISTS: Final[dict[str, Callable[[int, Visitor], Shown]]] = {
    "activities": _activities,
    "talks": _talks,
    "meetings": _meetings,
    "ideas": _ideas,
    "answered": _answered,
    "applications": _applications,
    "granted": _granted,
    "projects": _projects,
}


def _on(moment: Any) -> str:
    return format_date(timezone.localtime(moment), _("j F")) if moment else ""
