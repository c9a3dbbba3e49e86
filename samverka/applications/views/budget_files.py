"""The budget as a spreadsheet: out with live formulas, and back in after a look."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify

from samverka.applications.actions.cost_tables import keep_costs, rows_of, take_in_costs
from samverka.applications.budgeting.columns import COLUMNS
from samverka.applications.budgeting.counting import counted
from samverka.applications.budgeting.incoming import plan_of
from samverka.applications.budgeting.workbook import workbook_of
from samverka.applications.models import Application
from samverka.applications.views.budget import find_budget
from samverka.applications.views.doors import for_readers, for_writers
from samverka.common.refusal import Refused
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.forms.exchange import CarryOutForm, FileForm
from samverka.partnership.models import Import
from samverka.partnership.views.exchange import MEDIA_TYPES, XLSX, looked_at, tell_taken_in
from samverka.people.models import PersonRequest


@for_readers
def workbook(request: PersonRequest, application: Application) -> HttpResponse:
    content = workbook_of(counted(find_budget(application)))
    title = slugify(application.title)[:40] or "budget"
    name = f"budget-{title}-{timezone.localdate().isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=MEDIA_TYPES[XLSX], headers=headers)


@for_writers
def read(request: PersonRequest, application: Application) -> HttpResponse:
    """Send a file; nothing is written until its rows have been looked at."""
    budget = find_budget(application)
    form = FileForm(request.POST, request.FILES) if request.method == "POST" else FileForm()
    if form.is_valid():
        told = form.cleaned_data
        try:
            kept = keep_costs(
                budget=budget, table=told["table"], name=told["name"], by=request.user
            )
        except Refused as reason:
            form.add_error("file", str(reason))
        else:
            return redirect("applications:budget_look", application.pk, kept.pk)
    context = {"application": application, "form": form, "columns": COLUMNS}
    status = 422 if form.is_bound else 200
    return render(request, "applications/budget/import_file.html", context, status=status)


@for_writers
def look(request: PersonRequest, application: Application, kept: int) -> HttpResponse:
    """What each row would do, the wrong ones first; then all of it at once."""
    budget = find_budget(application)
    rows = Import.objects.of(rows_of(budget)).filter(by=request.user)
    found = get_object_or_404(rows, pk=kept)
    form = CarryOutForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            plan = take_in_costs(budget=budget, kept=found, seen=seen, by=request.user)
        except Refused as reason:
            form.add_error(None, str(reason))
        else:
            tell_taken_in(request, plan)
            return redirect(budget)
    plan = plan_of(table_of(found), counted(budget))
    context = {"application": application, **looked_at(request, found, form, plan)}
    status = 422 if form.is_bound else 200
    return render(request, "applications/budget/import.html", context, status=status)
