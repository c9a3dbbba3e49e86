"""Projects as a table: out for everybody, in by coordinators after a look, from CORDIS too."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.refusal import Refused
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.forms.exchange import CarryOutForm, FileForm
from samverka.partnership.models import Import
from samverka.partnership.views.exchange import CSV, XLSX, as_file, looked_at, tell_taken_in
from samverka.people.models import PersonRequest
from samverka.projects.actions.imports import WHAT, carry_out, keep_from_cordis, keep_table
from samverka.projects.exchange.columns import COLUMNS, as_row
from samverka.projects.exchange.plan import plan_of
from samverka.projects.narrowing import narrowed
from samverka.projects.views.doors import for_importers


def table(request: HttpRequest, form: str) -> HttpResponse:
    """Those that the list shows, as CSV or XLSX."""
    _narrowing, projects = narrowed(request)
    header = [column.name for column in COLUMNS]
    cells = map(as_row, projects.prefetch_related("themes"))
    return as_file(form, ("projects", _("Projects")), header, cells, [CSV, XLSX])


@for_importers
def read(request: PersonRequest) -> HttpResponse:
    """Send a file; nothing is written until its rows have been looked at."""
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        told = form.cleaned_data
        try:
            kept = keep_table(table=told["table"], name=told["name"], by=request.user)
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            return redirect("projects:import", kept.pk)
    context = {"form": form, "columns": COLUMNS}
    status = 422 if form.is_bound else 200
    return render(request, "projects/import_file.html", context, status=status)


@for_importers
@require_POST
def cordis(request: PersonRequest) -> HttpResponse:
    """What CORDIS has told of our own, to be looked at like any table."""
    try:
        kept = keep_from_cordis(by=request.user)
    except Refused as reason:
        messages.error(request, str(reason))
        return redirect("projects:import_file")
    return redirect("projects:import", kept.pk)


@for_importers
def look(request: PersonRequest, pk: int) -> HttpResponse:
    """What each row would do, the wrong ones first; then all of it at once."""
    kept = get_object_or_404(Import.objects.of(WHAT).filter(by=request.user), pk=pk)
    form = CarryOutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan = carry_out(kept=kept, seen=form.cleaned_data["seen"], by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell_taken_in(request, plan)
            return redirect("projects:list")
    context = looked_at(request, kept, form, plan_of(table_of(kept)))
    status = 422 if form.is_bound else 200
    # All of it or nothing.
    return render(request, "projects/import.html", {**context, "whole": True}, status=status)
