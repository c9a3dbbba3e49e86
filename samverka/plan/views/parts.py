"""Those who prepare the plan write it: the plan, its fields, goals, measures and figures."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest
from samverka.plan import actions
from samverka.plan.forms import FieldForm, FigureForm, GoalForm, IndicatorForm, PlanForm
from samverka.plan.models import Goal, GoalIndicator, StrategicField, WorkPlan
from samverka.plan.rules import may_prepare

Facts = dict[str, Any]


@only_for(may_prepare)
def new_plan(request: PersonRequest) -> HttpResponse:
    return _edit_plan(request, None)


@only_for(may_prepare)
def edit_plan(request: PersonRequest, pk: int) -> HttpResponse:
    return _edit_plan(request, get_object_or_404(WorkPlan, pk=pk))


def _edit_plan(request: PersonRequest, plan: WorkPlan | None) -> HttpResponse:
    def save(facts: Facts) -> WorkPlan:
        return actions.save_plan(plan=plan, facts=facts, by=request.user)

    title = _("Change the plan") if plan else _("A new plan")
    return _written(request, PlanForm, save, title, plan=plan, row=plan)


@only_for(may_prepare)
def new_field(request: PersonRequest, pk: int) -> HttpResponse:
    return _edit_field(request, get_object_or_404(WorkPlan, pk=pk), None)


@only_for(may_prepare)
def field(request: PersonRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(StrategicField.objects.select_related("plan"), pk=pk)
    return _edit_field(request, row.plan, row)


def _edit_field(request: PersonRequest, plan: WorkPlan, row: StrategicField | None) -> HttpResponse:
    def save(facts: Facts) -> StrategicField:
        return actions.save_field(plan=plan, field=row, facts=facts, by=request.user)

    title = _("Change the field") if row else _("A new strategic field")
    return _written(request, FieldForm, save, title, plan=plan, row=row, remove="field_remove")


@only_for(may_prepare)
def new_goal(request: PersonRequest, pk: int) -> HttpResponse:
    fields = StrategicField.objects.select_related("plan")
    return _edit_goal(request, get_object_or_404(fields, pk=pk), None)


@only_for(may_prepare)
def goal(request: PersonRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Goal.objects.select_related("field__plan"), pk=pk)
    return _edit_goal(request, row.field, row)


def _edit_goal(request: PersonRequest, field: StrategicField, row: Goal | None) -> HttpResponse:
    def save(facts: Facts) -> Goal:
        return actions.save_goal(field=field, goal=row, facts=facts, by=request.user)

    title = _("Change the goal") if row else _("A new goal")
    return _written(request, GoalForm, save, title, plan=field.plan, row=row, remove="goal_remove")


@only_for(may_prepare)
def new_indicator(request: PersonRequest, pk: int) -> HttpResponse:
    goal = get_object_or_404(Goal.objects.select_related("field__plan"), pk=pk)
    return _edit_indicator(request, goal, None)


@only_for(may_prepare)
def indicator(request: PersonRequest, pk: int) -> HttpResponse:
    row = _indicator(pk)
    return _edit_indicator(request, row.goal, row)


def _edit_indicator(
    request: PersonRequest, goal: Goal, row: GoalIndicator | None, figure: FigureForm | None = None
) -> HttpResponse:
    def save(facts: Facts) -> GoalIndicator:
        return actions.save_indicator(goal=goal, indicator=row, facts=facts, by=request.user)

    return _written(
        request,
        IndicatorForm,
        save,
        _("Change the measure") if row else _("A new measure"),
        plan=goal.field.plan,
        row=row,
        remove="indicator_remove",
        template="plan/indicator.html",
        figure_form=figure or FigureForm(),
        figures=row.figures.all() if row else [],
        told=row is not None and row.counts == GoalIndicator.Counts.TOLD,
        wrong=figure,
    )


@only_for(may_prepare)
@require_POST
def figure(request: PersonRequest, pk: int) -> HttpResponse:
    row, form = _indicator(pk), FigureForm(request.POST)
    tried(form, lambda f: actions.tell_figure(indicator=row, by=request.user, **f))
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("plan:indicator", row.pk)
    return _edit_indicator(request, row.goal, row, form)


@only_for(may_prepare)
@require_POST
def figure_remove(request: PersonRequest, pk: int, year: int) -> HttpResponse:
    row = _indicator(pk)
    return pressed(
        request,
        lambda: actions.forget_figure(indicator=row, year=year, by=request.user),
        _("The figure of %(year)s is taken away.") % {"year": year},
        "plan:indicator",
        row.pk,
    )


@only_for(may_prepare)
@require_POST
def field_remove(request: PersonRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(StrategicField, pk=pk)
    return _removed(request, row, row.plan_id)


@only_for(may_prepare)
@require_POST
def goal_remove(request: PersonRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(Goal.objects.select_related("field"), pk=pk)
    return _removed(request, row, row.field.plan_id)


@only_for(may_prepare)
@require_POST
def indicator_remove(request: PersonRequest, pk: int) -> HttpResponse:
    row = _indicator(pk)
    return _removed(request, row, row.goal.field.plan_id)


def _indicator(pk: int) -> GoalIndicator:
    return get_object_or_404(GoalIndicator.objects.select_related("goal__field__plan"), pk=pk)


def _removed(
    request: PersonRequest, part: StrategicField | Goal | GoalIndicator, plan: int
) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.remove_part(part=part, by=request.user),
        _("“%(title)s” is removed.") % {"title": part},
        "plan:plan",
        plan,
    )


def _written(
    request: PersonRequest,
    kind: type[Form],
    save: Callable[[Facts], Any],
    title: str,
    *,
    plan: WorkPlan | None,
    row: Model | None,
    remove: str = "",
    template: str = "plan/write.html",
    **more: Any,
) -> HttpResponse:
    """The form of one part of a plan, and what becomes of it."""
    own = request.method == "POST" and not more.get("wrong")
    initial = {name: getattr(row, name) for name in kind.base_fields} if row else {}
    form = kind(request.POST if own else None, initial=initial)
    made = tried(form, save)
    if own and form.is_valid():
        messages.success(request, _("Saved."))
        to = made if isinstance(made, WorkPlan) else plan
        return redirect("plan:plan", to.pk if to else 0)
    context = {"form": form, "title": title, "plan": plan, "row": row, "remove": remove, **more}
    wrong = bool(form.errors) or more.get("wrong") is not None
    return render(request, template, context, status=422 if wrong else 200)
