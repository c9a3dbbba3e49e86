"""Organisations as a table: out for everybody, in by coordinators after a look."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.common import exchange
from samverka.common.json_tables import as_json
from samverka.common.refusal import Refused
from samverka.common.tables import as_csv, as_xlsx
from samverka.partnership import rules
from samverka.partnership.actions.imports import carry_out, keep_table
from samverka.partnership.exchange.columns import COLUMNS, as_row
from samverka.partnership.exchange.plan import plan_of, table_of
from samverka.partnership.forms.exchange import CarryOutForm, FileForm
from samverka.partnership.models import Import, Organisation
from samverka.partnership.views.care import for_coordinators
from samverka.people.models import PersonRequest

A_PAGE = 100
CSV, XLSX, JSON = "csv", "xlsx", "json"
MEDIA_TYPES = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    JSON: "application/json",
}


def table(request: HttpRequest, form: str) -> HttpResponse:
    """Partners as CSV or XLSX; coordinators get everybody who is or was here."""
    rows = Organisation.objects.partners()
    if rules.may_look_after_partners(request.user):
        rows = Organisation.objects.all()
    header = [column.name for column in COLUMNS]
    cells = map(as_row, rows.with_listing().prefetch_related("themes").order_by("name", "id"))
    return as_file(form, ("partners", _("Partners")), header, cells, [CSV, XLSX])


def as_file(
    form: str,
    called: tuple[str, str],
    header: Sequence[str],
    cells: Iterable[Sequence[object]],
    forms: Collection[str],
) -> HttpResponse:
    """A table to keep; `called` is its name as a file and as a sheet. 404 for other `forms`."""
    if form not in forms:
        raise Http404
    file, sheet = called
    content: bytes | str
    if form == CSV:
        content = as_csv(header, cells)
    elif form == XLSX:
        content = as_xlsx(sheet, header, cells)
    else:
        content = as_json(header, cells)
    name = f"{file}-{timezone.localdate().isoformat()}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[form], headers=headers)


@for_coordinators
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
            return redirect(kept)
    context = {"form": form, "columns": COLUMNS}
    status = 422 if form.is_bound else 200
    return render(request, "partnership/import_file.html", context, status=status)


@for_coordinators
def look(request: PersonRequest, pk: int) -> HttpResponse:
    """What each row would do, the wrong ones first; then all of it at once."""
    kept = get_object_or_404(Import.objects.of("organisation").filter(by=request.user), pk=pk)
    form = CarryOutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            plan = carry_out(kept=kept, seen=form.cleaned_data["seen"], by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell_taken_in(request, plan)
            return redirect("partnership:care")
    context = looked_at(request, kept, form, plan_of(table_of(kept)))
    status = 422 if form.is_bound else 200
    return render(request, "partnership/import.html", context, status=status)


def looked_at(
    request: HttpRequest, kept: Import, form: CarryOutForm, plan: exchange.Plan[Any]
) -> dict[str, Any]:
    """What a page shows of a plan: the rows that are wrong, and the good ones page by page."""
    good = Paginator([*plan.of("new"), *plan.of("changed")], A_PAGE)
    return {
        "kept": kept,
        "form": form,
        "plan": plan,
        "wrong": plan.of("wrong"),
        "page": good.get_page(request.GET.get("page")),
        "number": good.count,
    }


def tell_taken_in(request: HttpRequest, plan: exchange.Plan[Any]) -> None:
    number = len(plan.of("new")) + len(plan.of("changed"))
    said = ngettext("%(n)s row was taken in.", "%(n)s rows were taken in.", number)
    messages.success(request, said % {"n": number})
