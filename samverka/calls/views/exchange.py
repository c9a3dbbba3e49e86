"""Calls as a table: out for everybody, in by coordinators after a look."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.calls import rules
from samverka.calls.actions.imports import WHAT, carry_out, keep_table, table_of
from samverka.calls.exchange.columns import COLUMNS, HEADER, as_row
from samverka.calls.exchange.plan import plan_of
from samverka.calls.forms.exchange import CallFileForm
from samverka.calls.models import Call
from samverka.common.access import only_for
from samverka.common.refusal import Refused
from samverka.common.tables import as_csv, as_xlsx
from samverka.partnership.forms.exchange import CarryOutForm
from samverka.partnership.models import Import
from samverka.people.models import PersonRequest

A_PAGE = 100
CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
for_coordinators = only_for(rules.may_look_after_calls)


def table(request: HttpRequest, form: str) -> HttpResponse:
    """Calls as CSV, XLSX or JSON; coordinators get also those that are not shown."""
    calls = Call.objects.public()
    if rules.may_look_after_calls(request.user):
        calls = Call.objects.exclude(state=Call.State.MERGED)
    cells = map(as_row, calls.prefetch_related("themes").order_by("pk"))
    content: bytes | str
    if form == "csv":
        content, kind = as_csv(HEADER, cells), CSV
    elif form == "xlsx":
        content, kind = as_xlsx(_("Calls"), HEADER, cells), XLSX
    elif form == "json":
        content, kind = _as_json(cells), "application/json"
    else:
        raise Http404
    name = f"calls-{timezone.localdate().isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)


def _as_json(rows: Iterable[Sequence[object]]) -> str:
    named = [dict(zip(HEADER, map(_plain, row), strict=True)) for row in rows]
    return json.dumps(named, ensure_ascii=False, indent=1)


def _plain(cell: object) -> object:
    return cell if isinstance(cell, int | str) or cell is None else str(cell)


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
            number = len(plan.of("new")) + len(plan.of("changed"))
            said = ngettext("%(n)s row was taken in.", "%(n)s rows were taken in.", number)
            messages.success(request, said % {"n": number})
            return redirect("calls:list")
    status = 422 if form.is_bound else 200
    return render(request, "calls/import.html", _looked_at(request, kept, form), status=status)


def _looked_at(request: PersonRequest, kept: Import, form: CarryOutForm) -> dict[str, Any]:
    plan = plan_of(table_of(kept))
    good = Paginator([*plan.of("new"), *plan.of("changed")], A_PAGE)
    return {
        "kept": kept,
        "form": form,
        "plan": plan,
        "wrong": plan.of("wrong"),
        "whole": True,  # all of it or nothing
        "page": good.get_page(request.GET.get("page")),
        "number": good.count,
    }
