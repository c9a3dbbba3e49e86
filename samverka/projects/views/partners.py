"""Who takes part in a project: written down, changed, taken away."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.people.models import Person, PersonRequest
from samverka.projects import actions, work
from samverka.projects.forms.partners import PartnerForm, TakerForm
from samverka.projects.models import Project
from samverka.projects.views.doors import for_takers

ROLE = ("role", "since", "until")


@for_takers
def page(request: PersonRequest, project: Project) -> HttpResponse:
    posted = request.POST if request.method == "POST" else None
    form = PartnerForm(posted, project=project)
    tried(form, lambda told: _add(project, told, request.user))
    if posted is not None and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("projects:who", project.slug)
    context = {
        "project": project,
        "form": form,
        "takers": work.takers_of(project),
        "outsiders": work.outsiders_of(project),
    }
    status = 422 if posted is not None else 200
    return render(request, "projects/who.html", context, status=status)


@for_takers
def taker(request: PersonRequest, project: Project, taker: int) -> HttpResponse:
    found = get_object_or_404(project.takers.with_organisation(), pk=taker)
    posted = request.POST if request.method == "POST" else None
    form = TakerForm(posted, initial={name: getattr(found, name) for name in ROLE})
    tried(form, lambda told: actions.change_partner(taker=found, facts=told, by=request.user))
    if posted is not None and form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("projects:who", project.slug)
    context = {"project": project, "form": form, "taker": found}
    status = 422 if posted is not None else 200
    return render(request, "projects/taker.html", context, status=status)


@for_takers
@require_POST
def remove(request: PersonRequest, project: Project, taker: int) -> HttpResponse:
    found = get_object_or_404(project.takers.with_organisation(), pk=taker)
    return pressed(
        request,
        lambda: actions.remove_partner(
            project=project, organisation=found.organisation, by=request.user
        ),
        _("%(name)s does not take part any more.") % {"name": found.organisation.name},
        "projects:who",
        project.slug,
    )


@for_takers
@require_POST
def remove_outsider(request: PersonRequest, project: Project, outsider: int) -> HttpResponse:
    found = get_object_or_404(project.outsiders, pk=outsider)
    return pressed(
        request,
        lambda: actions.remove_outsider(outsider=found, by=request.user),
        _("%(name)s does not take part any more.") % {"name": found.name},
        "projects:who",
        project.slug,
    )


def _add(project: Project, told: dict[str, Any], by: Person) -> None:
    if told["organisation"]:
        actions.add_partner(
            project=project, organisation=told["organisation"], role=told["role"], by=by
        )
    else:
        facts = {name: told[name] for name in ("name", "country", "role")}
        actions.add_outsider(project=project, by=by, **facts)
