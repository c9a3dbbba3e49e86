"""What stands beside the plan: person-months, the way from problem to effect, an earlier plan."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.applications import actions
from samverka.applications.forms.plan import EffortForm
from samverka.applications.models import Application, ChangeStep
from samverka.applications.pictures.theory import loose_ends, theory_of
from samverka.applications.planning.gathering import plan_of
from samverka.applications.planning.state import plans_to_copy, removed_from
from samverka.applications.rules import Standing
from samverka.applications.views.doors import for_readers, for_writers
from samverka.applications.views.plan import THEORY, svg
from samverka.common.acting import tried
from samverka.common.forms import LONGEST_KEY
from samverka.common.refusal import Refused
from samverka.people.models import PersonRequest


@for_writers
def efforts(request: PersonRequest, application: Application) -> HttpResponse:
    """Person-months of each member in each work package."""
    data = request.POST if request.method == "POST" else None
    form = EffortForm(data, plan=plan_of(application))
    if data is not None:
        tried(
            form,
            lambda _told: actions.set_efforts(
                application=application, months=form.months, before=form.before, by=request.user
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect("applications:plan", application.pk)
    context = {"application": application, "form": form}
    status = 422 if form.errors else 200
    return render(request, "applications/plan/efforts.html", context, status=status)


@for_readers
def theory(request: PersonRequest, application: Application) -> HttpResponse:
    """From the problem to the effects: the picture, and the same as a list."""
    plan = plan_of(application)
    writes = application.is_being_written and Standing(request.user).may_write(application)
    loose = {one.pk for one in loose_ends(plan)}
    context = {
        "application": application,
        "plan": plan,
        "picture": svg(theory_of(plan)),
        "columns": [
            (kind.label, [(one, one.pk in loose) for one in plan.steps if one.kind == kind])
            for kind in ChangeStep.Kind
        ],
        "removed": removed_from(application, only=THEORY) if writes else [],
        "writes": writes,
    }
    return render(request, "applications/plan/theory.html", context)


@for_writers
def copy(request: PersonRequest, application: Application) -> HttpResponse:
    """Choose an earlier application whose plan this one begins with."""
    others = plans_to_copy(Standing(request.user).applications_seen(), application)
    if request.method == "POST":
        key = request.POST.get("from", "")
        known = key.isascii() and key.isdecimal() and len(key) <= LONGEST_KEY
        source = get_object_or_404(others, pk=int(key) if known else 0)
        try:
            actions.copy_plan(source=source, into=application, by=request.user)
        except Refused as reason:
            messages.error(request, str(reason))
        else:
            messages.success(request, _("The plan is taken over. Look through the days."))
            return redirect("applications:plan", application.pk)
    context = {"application": application, "others": others}
    return render(request, "applications/plan/copy.html", context)
