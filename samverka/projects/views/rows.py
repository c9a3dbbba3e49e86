"""One line of a project: written, changed, taken away, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.people.models import Person, PersonRequest
from samverka.projects import actions
from samverka.projects.forms.rows import ROW_FORMS, FileForm, RowForm
from samverka.projects.models import ROW_KINDS, Project, ProjectRow
from samverka.projects.telling import NAMES
from samverka.projects.views.doors import for_takers
from samverka.projects.views.writing import number_in


@for_takers
def add(request: PersonRequest, project: Project, kind: str) -> HttpResponse:
    """A new line of this kind; a document comes with its file."""
    _ask_kind(kind)
    is_posted = request.method == "POST"
    form = _new_form(kind)(
        request.POST if is_posted else None,
        request.FILES if is_posted else None,
        project=project,
        initial={
            name: request.GET[name] for name in ("indicator", "partner") if name in request.GET
        },
    )
    if tried(form, lambda told: _add(project, kind, told, request.user)):
        messages.success(request, _("It stands in the project."))
        return redirect("projects:work", project.slug)
    return _page(request, project, kind, form, None)


@for_takers
def change(request: PersonRequest, project: Project, kind: str, row: int) -> HttpResponse:
    found = find_row(project, kind, row)
    posted = request.POST if request.method == "POST" else None
    form = ROW_FORMS[kind](posted, project=project, row=found)
    seen = number_in(request, "seen")
    changed = tried(
        form,
        lambda told: actions.change_row(row=found, facts=told, by=request.user, seen=seen),
    )
    if changed:
        messages.success(request, _("Saved."))
        return redirect("projects:work", project.slug)
    return _page(request, project, kind, form, find_row(project, kind, row))


@for_takers
@require_POST
def remove(request: PersonRequest, project: Project, kind: str, row: int) -> HttpResponse:
    found = find_row(project, kind, row)
    return pressed(
        request,
        lambda: actions.remove_row(row=found, by=request.user),
        _("It is taken away. Take it back below if you want it."),
        "projects:work",
        project.slug,
    )


@for_takers
@require_POST
def restore(request: PersonRequest, project: Project, kind: str, row: int) -> HttpResponse:
    _ask_kind(kind)
    found = get_object_or_404(ROW_KINDS[kind]._default_manager, project=project, pk=row)
    return pressed(
        request,
        lambda: actions.restore_row(row=found, by=request.user),
        _("It stands in the project again."),
        "projects:work",
        project.slug,
    )


def find_row(project: Project, kind: str, pk: int) -> Any:
    """One that stands; 404 for everything else."""
    _ask_kind(kind)
    rows = ROW_KINDS[kind]._default_manager.filter(project=project, removed_at=None)
    return get_object_or_404(rows, pk=pk)


def _ask_kind(kind: str) -> None:
    if kind not in ROW_KINDS:
        raise Http404


def _new_form(kind: str) -> type[RowForm]:
    return FileForm if kind == "document" else ROW_FORMS[kind]


def _add(project: Project, kind: str, told: dict[str, Any], by: Person) -> ProjectRow:
    if kind != "document":
        return actions.add_row(project=project, kind=kind, facts=told, by=by)
    file = told["file"]
    return actions.add_document(
        project=project,
        title=told["title"],
        content=file.read(),
        name=file.name,
        is_public=told["is_public"],
        by=by,
    )


def _page(
    request: PersonRequest, project: Project, kind: str, form: RowForm, row: ProjectRow | None
) -> HttpResponse:
    context = {
        "project": project,
        "kind": kind,
        "kind_name": NAMES[kind],
        "form": form,
        "row": row,
    }
    status = 422 if form.is_bound else 200
    return render(request, "projects/row.html", context, status=status)
