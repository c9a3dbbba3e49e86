"""How far it is, in one look: what is missing, the steps to the last day, what has happened."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.applications import actions
from samverka.applications.forms.sections import NewStepForm, StepForm
from samverka.applications.missing import Overview
from samverka.applications.models import Application, Step
from samverka.applications.rules import Standing
from samverka.applications.telling.story import story_of
from samverka.applications.views.doing import number_in
from samverka.applications.views.doors import for_leaders, for_readers, for_writers
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.people.models import PersonRequest


@for_readers
def page(request: PersonRequest, application: Application) -> HttpResponse:
    return _page(request, application)


def _page(
    request: PersonRequest, application: Application, status: int = 200, **bound: Form
) -> HttpResponse:
    standing = Standing(request.user)
    context = {
        "application": application,
        "overview": Overview(application),
        "story": story_of(application),
        "leads": standing.may_lead(application),
        "writes": standing.may_write(application) and application.is_being_written,
        "own": standing.keys,
        "new_form": NewStepForm(application=application),
        **bound,
    }
    return render(request, "applications/status.html", context, status=status)


def _address(application: Application) -> str:
    return reverse("applications:status", args=[application.pk])


@for_leaders
@require_POST
def add(request: PersonRequest, application: Application) -> HttpResponse:
    form = NewStepForm(request.POST, application=application)
    tried(
        form,
        lambda _told: actions.add_step(
            application=application, wanted=form.wanted, by=request.user
        ),
    )
    if form.is_valid():
        messages.success(request, _("Added."))
        return redirect(_address(application))
    return _page(request, application, status=422, new_form=form)


@for_leaders
def change(request: PersonRequest, application: Application, step: int) -> HttpResponse:
    found = _find(application, step)
    start = {
        "owner": found.owner_id,
        "writer": found.who_id,
        "due_on": found.due_on,
        "title": found.title,
    }
    form = StepForm(application=application, initial=start)
    if request.method == "POST":
        form = StepForm(request.POST, application=application)
        tried(
            form,
            lambda told: actions.change_step(
                step=found, wanted=form.wanted, by=request.user, seen=told["seen"]
            ),
        )
        if form.is_valid():
            messages.success(request, _("Saved."))
            return redirect(_address(application))
        found = _find(application, step)
    context = {"application": application, "step": found, "form": form}
    return render(request, "applications/step.html", context, status=422 if form.errors else 200)


@for_writers
@require_POST
def move(request: PersonRequest, application: Application, step: int) -> HttpResponse:
    found, to = _find(application, step), request.POST.get("to", "")
    return pressed(
        request,
        lambda: actions.move_step(
            step=found, to=to, by=request.user, seen=number_in(request, "seen")
        ),
        _("Saved."),
        _address(application),
    )


@for_leaders
@require_POST
def remove(request: PersonRequest, application: Application, step: int) -> HttpResponse:
    found = _find(application, step)
    return pressed(
        request,
        lambda: actions.remove_step(step=found, by=request.user),
        _("Taken away."),
        _address(application),
    )


def _find(application: Application, step: int) -> Step:
    return get_object_or_404(application.steps.with_owner(), pk=step)
