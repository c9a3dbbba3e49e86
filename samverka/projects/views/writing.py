"""A project is written down, changed, and moved on."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.languages import reader_language
from samverka.people.models import Person, PersonRequest
from samverka.projects import actions, rules
from samverka.projects.forms.facts import NewProjectForm, ProjectForm
from samverka.projects.models import Project
from samverka.projects.views.doors import for_takers, for_writers


@for_writers
def new(request: PersonRequest) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = NewProjectForm(posted, leads=rules.leads_for(request.user))
    project = tried(form, lambda told: _begun(told, request.user))
    if project:
        messages.success(request, _("The project stands here. Now write what belongs to it."))
        return redirect("projects:work", project.slug)
    status = 422 if posted is not None else 200
    return render(request, "projects/new.html", {"form": form}, status=status)


@for_takers
def edit(request: PersonRequest, project: Project) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = ProjectForm(posted, project=project, people=rules.people_in(project))
    seen = number_in(request, "seen")
    saved = tried(
        form,
        lambda told: actions.edit_project(project=project, facts=told, by=request.user, seen=seen),
    )
    if saved:
        messages.success(request, _("Saved."))
        return redirect("projects:work", project.slug)
    project.refresh_from_db()
    status = 422 if posted is not None else 200
    return render(request, "projects/edit.html", {"form": form, "project": project}, status=status)


@for_takers
@require_POST
def move(request: PersonRequest, project: Project) -> HttpResponse:
    """How it stands now: planned, running, ended, stopped."""
    to = request.POST.get("to", "")
    return pressed(
        request,
        lambda: actions.move_project(project=project, to=to, by=request.user),
        _("Saved."),
        "projects:work",
        project.slug,
    )


def number_in(request: PersonRequest, name: str) -> int:
    """A number that a hidden field carries; 0 for anything else."""
    value = request.POST.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _begun(told: dict[str, Any], by: Person) -> Project:
    what = actions.Beginning(
        title=told["title"],
        summary=told["summary"],
        language=reader_language(),
        starts_on=told["starts_on"],
        ends_on=told["ends_on"],
    )
    return actions.write_down(what=what, lead=told["lead"], by=by)
