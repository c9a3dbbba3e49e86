"""The plan: one page with all of it, and a form for each line."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.plan import PLAN_FORMS, PlanForm, QuickForm
from samverka.applications.models import PLAN_KINDS, Application, PlanRow
from samverka.applications.pictures.drawing import Drawing, as_svg
from samverka.applications.pictures.gantt import gantt_of
from samverka.applications.planning.calendar import by_month
from samverka.applications.planning.gathering import efforts_of, plan_of
from samverka.applications.planning.state import plan_state, removed_from
from samverka.applications.planning.telling import NAMES, plan_story
from samverka.applications.rules import Standing
from samverka.applications.views.doing import number_in
from samverka.applications.views.doors import for_readers, for_writers
from samverka.common.acting import pressed, tried
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import PersonRequest

THEORY = ("step", "indicator")


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


@for_writers
@require_POST
def quick(request: PersonRequest, application: Application) -> HttpResponse:
    """An activity in three fields, from the page itself."""
    form = QuickForm(request.POST, plan=plan_of(application))
    tried(
        form,
        lambda told: actions.add_to_plan(
            application=application, kind="activity", facts=told, by=request.user
        ),
    )
    if form.is_valid():
        messages.success(request, _("It stands in the plan."))
        return redirect("applications:plan", application.pk)
    return _page(request, application, status=422, quick_form=form)


@for_writers
def add(request: PersonRequest, application: Application, kind: str) -> HttpResponse:
    """A new line of this kind."""
    data = request.POST if request.method == "POST" else None
    form = _form_of(kind)(data, plan=plan_of(application))
    if data is not None:
        tried(
            form,
            lambda told: actions.add_to_plan(
                application=application, kind=kind, facts=told, by=request.user
            ),
        )
        if form.is_valid():
            messages.success(request, _("It stands in the plan."))
            return redirect(_back(kind), application.pk)
    return _line(request, application, kind, form, None)


@for_writers
def change(request: PersonRequest, application: Application, kind: str, row: int) -> HttpResponse:
    found = _row(application, kind, row)
    data = request.POST if request.method == "POST" else None
    form = _form_of(kind)(data, plan=plan_of(application), row=found)
    if data is not None:
        seen = number_in(request, "seen") or 0
        tried(
            form,
            lambda told: actions.change_in_plan(row=found, facts=told, by=request.user, seen=seen),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_back(kind), application.pk)
        found = _row(application, kind, row)
    return _line(request, application, kind, form, found)


@for_writers
@require_POST
def move(request: PersonRequest, application: Application, kind: str, row: int) -> HttpResponse:
    found = _row(application, kind, row)
    earlier = request.POST.get("to") == "earlier"
    return pressed(
        request,
        lambda: actions.move_in_plan(row=found, earlier=earlier, by=request.user),
        "",
        _back(kind),
        application.pk,
    )


@for_writers
@require_POST
def remove(request: PersonRequest, application: Application, kind: str, row: int) -> HttpResponse:
    found = _row(application, kind, row)
    try:
        seen = number_in(request, "seen") or 0
        actions.remove_from_plan(row=found, by=request.user, seen=seen)
    except Outdated as reason:
        messages.error(request, str(reason))
        return redirect("applications:plan_line", application.pk, kind, row)
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, _("It is taken away. Take it back below if you want it."))
    return redirect(_back(kind), application.pk)


@for_writers
@require_POST
def restore(request: PersonRequest, application: Application, kind: str, row: int) -> HttpResponse:
    found = get_object_or_404(_model(kind)._default_manager, application=application, pk=row)
    return pressed(
        request,
        lambda: actions.restore_to_plan(row=found, by=request.user),
        _("It stands in the plan again."),
        _back(kind),
        application.pk,
    )


def svg(drawing: Drawing | None) -> SafeString:
    """For the page. Everything that people wrote is escaped where it is drawn."""
    return mark_safe(as_svg(drawing, paper=False)) if drawing else SafeString()


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: object
) -> HttpResponse:
    plan = plan_of(application)
    writes = application.is_being_written and Standing(request.user).may_write(application)
    context = {
        "application": application,
        "plan": plan,
        "picture": svg(gantt_of(plan, timezone.localdate())),
        "months": by_month(plan),
        "efforts": efforts_of(plan) if plan.efforts else None,
        "state": plan_state(application, plan),
        "removed": removed_from(application, but=THEORY) if writes else [],
        "story": plan_story(application),
        "writes": writes,
        "quick_form": QuickForm(plan=plan),
        **bound,
    }
    return render(request, "applications/plan/page.html", context, status=status)


def _line(
    request: PersonRequest,
    application: Application,
    kind: str,
    form: PlanForm,
    row: PlanRow | None,
) -> HttpResponse:
    context = {
        "application": application,
        "kind": kind,
        "kind_name": NAMES[kind],
        "form": form,
        "row": row,
        "back": _back(kind),
    }
    status = 422 if form.errors else 200
    return render(request, "applications/plan/line.html", context, status=status)


def _model(kind: str) -> type[PlanRow]:
    if kind not in PLAN_KINDS:
        raise Http404
    return PLAN_KINDS[kind]


def _form_of(kind: str) -> type[PlanForm]:
    _model(kind)
    return PLAN_FORMS[kind]


def _row(application: Application, kind: str, pk: int) -> PlanRow:
    rows = _model(kind)._default_manager.filter(application=application, removed_at=None)
    return get_object_or_404(rows, pk=pk)


def _back(kind: str) -> str:
    return "applications:theory" if kind in THEORY else "applications:plan"
