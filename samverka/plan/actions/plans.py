"""The plan itself: its fields, goals, indicators, and what those came to."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.plan.actions.asking import ask_preparer
from samverka.plan.models import (
    Goal,
    GoalIndicator,
    IndicatorFigure,
    StrategicField,
    WorkPlan,
)
from samverka.record.actions import write_history

Row = TypeVar("Row", WorkPlan, StrategicField, Goal, GoalIndicator)
Part = StrategicField | Goal | GoalIndicator


@transaction.atomic
def save_plan(*, plan: WorkPlan | None, facts: Mapping[str, Any], by: Person) -> WorkPlan:
    """Make a plan, or change it."""
    return _save(plan or WorkPlan(), facts, by)


@transaction.atomic
def save_field(
    *, plan: WorkPlan, field: StrategicField | None, facts: Mapping[str, Any], by: Person
) -> StrategicField:
    last = plan.fields.aggregate(last=Max("place"))["last"] or 0
    return _save(field or StrategicField(plan=plan, place=last + 1), facts, by)


@transaction.atomic
def save_goal(
    *, field: StrategicField, goal: Goal | None, facts: Mapping[str, Any], by: Person
) -> Goal:
    last = field.goals.aggregate(last=Max("place"))["last"] or 0
    return _save(goal or Goal(field=field, place=last + 1), facts, by)


@transaction.atomic
def save_indicator(
    *, goal: Goal, indicator: GoalIndicator | None, facts: Mapping[str, Any], by: Person
) -> GoalIndicator:
    last = goal.indicators.aggregate(last=Max("place"))["last"] or 0
    return _save(indicator or GoalIndicator(goal=goal, place=last + 1), facts, by)


def _save(row: Row, facts: Mapping[str, Any], by: Person) -> Row:
    ask_preparer(by)
    is_new = row.pk is None
    for name, value in facts.items():
        setattr(row, name, value)
    row.save()
    write_history(verb="added" if is_new else "changed", of=row, by=by)
    return row


@transaction.atomic
def remove_part(*, part: Part, by: Person) -> None:
    """Take away what nothing hangs on: so no work is lost, and it is soon written again."""
    ask_preparer(by)
    row = type(part).objects.select_for_update().get(pk=part.pk)
    if isinstance(row, StrategicField) and row.goals.exists():
        raise Refused(_("There are goals in this field. Remove them first."))
    if isinstance(row, Goal) and (row.activities.exists() or row.indicators.exists()):
        raise Refused(
            _("Activities or measures belong to this goal. Take it away from them first.")
        )
    if isinstance(row, GoalIndicator) and row.figures.exists():
        raise Refused(_("Figures are written for this measure. Take them away first."))
    write_history(verb="removed", of=row, by=by)
    row.delete()


@transaction.atomic
def tell_figure(
    *, indicator: GoalIndicator, year: int, value: Decimal, source: str, by: Person
) -> IndicatorFigure:
    """What the indicator came to in a year of its plan; a figure that is there is replaced."""
    ask_preparer(by)
    GoalIndicator.objects.select_for_update().get(pk=indicator.pk)
    if indicator.counts != GoalIndicator.Counts.TOLD:
        raise Refused(_("This is counted from what happened here, and not written by hand."))
    plan = indicator.goal.field.plan
    if not plan.since <= year <= plan.until:
        raise Refused(
            _("The plan is about %(since)s–%(until)s. Choose one of those years.")
            % {"since": plan.since, "until": plan.until}
        )
    figure, _new = IndicatorFigure.objects.update_or_create(
        indicator=indicator, year=year, defaults={"value": value, "source": source}
    )
    write_history(verb="figure_told", of=indicator, by=by, year=year)
    return figure


@transaction.atomic
def forget_figure(*, indicator: GoalIndicator, year: int, by: Person) -> None:
    """Take a figure away again."""
    ask_preparer(by)
    gone, _each = IndicatorFigure.objects.filter(indicator=indicator, year=year).delete()
    if gone:
        write_history(verb="figure_removed", of=indicator, by=by, year=year)
