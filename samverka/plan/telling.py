"""A year in words: when something is, what waits for a partner, goals beside activities."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.template.defaultfilters import date as format_date
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.partnership.models import Organisation
from samverka.plan.days import are_whole_months, first_of, last_of
from samverka.plan.models import ActivityList, Goal, ListedActivity

QUARTERS: Final = ((1, 3), (4, 6), (7, 9), (10, 12))
COMING: Final = 5


def when(starts: date, ends: date) -> str:
    """In words, without the year: “mars–april”, “3 mars”, “3–5 mars”, “28 mars–2 april”."""
    if are_whole_months(starts, ends):
        return _from_to(format_date(starts, "F"), format_date(ends, "F"))
    if (starts.year, starts.month) == (ends.year, ends.month):
        last = format_date(ends, _("j F"))
        return last if starts == ends else f"{starts.day}–{last}"
    return _from_to(format_date(starts, _("j F")), format_date(ends, _("j F")))


def _from_to(first: str, last: str) -> str:
    return first if first == last else f"{first}–{last}"


def coming_for(organisation: Organisation) -> list[ListedActivity]:
    """What a partner is to see to: decided, not told of yet, the nearest first."""
    return list(
        organisation.activities.standing()
        .filter(
            state=ListedActivity.State.DECIDED,
            activity_list__state=ActivityList.State.DECIDED,
        )
        .select_related("activity_list")
        .order_by("starts_on", "id")[:COMING]
    )


def is_late(activity: ListedActivity) -> bool:
    """Its last day has passed, and nobody has told what came of it."""
    return activity.can_be_told and activity.ends_on < timezone.localdate()


@dataclass(frozen=True)
class Quarter:
    """Three months of a year, and what of a goal falls in them."""

    name: str
    activities: list[ListedActivity]


@dataclass(frozen=True)
class GoalRow:
    """A goal, or None for what is for no goal, and its activities quarter by quarter."""

    goal: Goal | None
    quarters: list[Quarter]

    @property
    def is_gap(self) -> bool:
        return not any(quarter.activities for quarter in self.quarters)


def quarter_names(year: int) -> list[str]:
    return [when(first_of(year, first), last_of(year, last)) for first, last in QUARTERS]


def goals_and_activities(
    year: int, goals: Iterable[Goal], activities: Iterable[ListedActivity]
) -> list[GoalRow]:
    """Every goal with what is done for it; a last row for activities that are for none of them.

    What did not come to be is left out. Activities need their goals read beforehand.
    """
    shown = [one for one in activities if one.state != ListedActivity.State.DROPPED]
    of: dict[int | None, list[ListedActivity]] = {}
    known = list(goals)
    keys = {goal.pk for goal in known}
    for activity in shown:
        theirs: list[int | None] = [goal.pk for goal in activity.goals.all() if goal.pk in keys]
        for key in theirs or [None]:
            of.setdefault(key, []).append(activity)
    rows = [GoalRow(goal, _by_quarter(year, of.get(goal.pk, []))) for goal in known]
    return rows + ([GoalRow(None, _by_quarter(year, of[None]))] if None in of else [])


def _by_quarter(year: int, activities: list[ListedActivity]) -> list[Quarter]:
    """One that goes on over several quarters stands in each of them."""
    return [
        Quarter(name, [one for one in activities if _touches(one, year, first, last)])
        for name, (first, last) in zip(quarter_names(year), QUARTERS, strict=True)
    ]


def _touches(activity: ListedActivity, year: int, first: int, last: int) -> bool:
    return activity.starts_on <= last_of(year, last) and activity.ends_on >= first_of(year, first)
