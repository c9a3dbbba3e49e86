"""Calls as a table: out for everybody, in by coordinators after a look."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from samverka.calls import rules
from samverka.calls.actions.imports import WHAT, carry_out, keep_table
from samverka.calls.exchange.columns import COLUMNS, HEADER, as_row
from samverka.calls.exchange.plan import plan_of
from samverka.calls.forms.exchange import CallFileForm
from samverka.calls.models import Call
from samverka.common.access import only_for
from samverka.common.refusal import Refused
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.forms.exchange import CarryOutForm
from samverka.partnership.models import Import
from samverka.partnership.views.exchange import (
    CSV,
    JSON,
    XLSX,
    as_file,
    looked_at,
    tell_taken_in,
)
from samverka.people.models import PersonRequest

for_coordinators = only_for(rules.may_look_after_calls)


def table(request: HttpRequest, form: str) -> HttpResponse:
    """Calls as CSV, XLSX or JSON; coordinators get also those that are not shown."""
    calls = Call.objects.public()
    if rules.may_look_after_calls(request.user):
        calls = Call.objects.exclude(state=Call.State.MERGED)
    cells = map(as_row, calls.prefetch_related("themes").order_by("pk"))
    return as_file(form, ("calls", _("Calls")), HEADER, cells, [CSV, XLSX, JSON])


@for_coordinators
def read(request: PersonRequest) -> HttpResponse:
    """Send a file; nothing is written until its rows have been looked at."""
    form = CallFileForm(request.POST, request.FILES) if request.method == "POST" else CallFileForm()
    if form.is_valid():
        told = form.cleaned_data
        try:
            kept = keep_table(table=told["table"], name=told["name"], by=request.user)
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            return redirect("calls:import", kept.pk)
    context = {"form": form, "columns": COLUMNS}
    status = 422 if form.is_bound else 200
    return render(request, "calls/import_file.html", context, status=status)


@for_coordinators
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
            return redirect("calls:list")
    context = looked_at(request, kept, form, plan_of(table_of(kept)))
    status = 422 if form.is_bound else 200
    # All of it or nothing.
    return render(request, "calls/import.html", {**context, "whole": True}, status=status)
