"""Reports: written by key, read by those who handle the grant."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.common.files import given
from samverka.grants.actions.reporting import (
    add_file,
    approve_report,
    hand_in_report,
    return_report,
    save_report,
    take_file_out,
)
from samverka.grants.comparing import compared
from samverka.grants.forms.applying import FileForm
from samverka.grants.forms.granting import ReturnForm
from samverka.grants.forms.reporting import ReportForm
from samverka.grants.models import Enclosure, Grant, GrantReport
from samverka.grants.outcome import outcome_of
from samverka.grants.rules import Standing
from samverka.grants.views.grant_page import as_seen, press
from samverka.grants.views.granted_doors import by_key_of_grant, for_grant_readers
from samverka.people.models import PersonRequest


@for_grant_readers
def report(request: PersonRequest, standing: Standing, grant: Grant, report: int) -> HttpResponse:
    return _read(request, standing, _handed_in(grant, report))


@for_grant_readers
@require_POST
def approve(request: PersonRequest, standing: Standing, grant: Grant, report: int) -> HttpResponse:
    _ask_handler(standing, grant)
    found = _handed_in(grant, report)
    return press(
        request,
        grant,
        lambda: approve_report(report=found, by=request.user),
        _("The report is approved, and the applicant has got a letter."),
    )


@for_grant_readers
@require_POST
def send_back(
    request: PersonRequest, standing: Standing, grant: Grant, report: int
) -> HttpResponse:
    _ask_handler(standing, grant)
    found = _handed_in(grant, report)
    form = ReturnForm(request.POST)

    def do(told: dict[str, Any]) -> object:
        return return_report(report=found, by=request.user, **told)

    tried(form, lambda told: as_seen(request, grant, lambda: do(told)))
    if form.is_valid():
        messages.success(request, _("It goes back, and the applicant has got a letter."))
        return redirect("grants:grant", grant.application.number)
    return _read(request, standing, found, 422, form)


@by_key_of_grant
def own_enclosure(request: HttpRequest, grant: Grant, mark: str) -> HttpResponse:
    """`mark` is the hash of the file."""
    of = (Enclosure.Of.REPORT, Enclosure.Of.AGREEMENT)
    rows = grant.application.enclosures.filter(of__in=of, sha256=mark)
    found = rows.first()
    if found is None:
        raise Http404
    return given(bytes(found.content), name=found.name, media_type=found.kind)


@by_key_of_grant
def write(request: HttpRequest, grant: Grant, report: int) -> HttpResponse:
    """The applicant writes: saved as often as they like, then handed in."""
    found = _of(grant, report)
    if request.method != "POST":
        return _write(request, found, ReportForm(report=found))
    hands_in = "hand_in" in request.POST
    form = ReportForm(request.POST, report=found, hands_in=hands_in)
    act = hand_in_report if hands_in else save_report
    tried(form, lambda told: act(report=found, told=form.told, seen=told["version"]))
    if not form.is_valid():
        return _write(request, _of(grant, report), form, 422)
    key = grant.application.key
    if hands_in:
        messages.success(request, _("Thank you. The report is handed in."))
        return redirect("grants:mine", key)
    messages.success(request, _("It is kept. You can go on when you like."))
    return redirect("grants:own_report", key, found.pk)


@by_key_of_grant
@require_POST
def add_own_file(request: HttpRequest, grant: Grant, report: int) -> HttpResponse:
    found = _of(grant, report)
    file = FileForm(request.POST, request.FILES, auto_id="file_%s")

    def do(told: dict[str, Any]) -> object:
        chosen = told["file"]
        return add_file(report=found, content=chosen.read(), name=chosen.name)

    tried(file, do)
    if file.is_valid():
        messages.success(request, _("The file is kept."))
        return redirect("grants:own_report", grant.application.key, found.pk)
    return _write(request, found, ReportForm(report=found), 422, file)


@by_key_of_grant
@require_POST
def take_own_file_out(request: HttpRequest, grant: Grant, report: int, file: int) -> HttpResponse:
    found = _of(grant, report)
    its = get_object_or_404(found.files.defer("content"), pk=file)
    act = lambda: take_file_out(report=found, file=its)  # noqa: E731
    said = _("The file is taken away.")
    return pressed(request, act, said, "grants:own_report", grant.application.key, report)


def _of(grant: Grant, pk: int) -> GrantReport:
    found = get_object_or_404(grant.reports.prefetch_related("costs__line"), pk=pk)
    found.grant = grant
    return found


def _handed_in(grant: Grant, pk: int) -> GrantReport:
    """Nobody reads what is still being written."""
    found = _of(grant, pk)
    if found.state == GrantReport.State.DUE:
        raise Http404
    return found


def _ask_handler(standing: Standing, grant: Grant) -> None:
    if not standing.may_handle_grant(grant.application):
        raise Http404


def _read(
    request: PersonRequest,
    standing: Standing,
    report: GrantReport,
    status: int = 200,
    form: ReturnForm | None = None,
) -> HttpResponse:
    grant = report.grant
    context = {
        **_shown(report),
        "enclosures": report.files.handed_in().defer("content"),
        "form": form or ReturnForm(),
        "handles": standing.may_handle_grant(grant.application) and grant.is_running,
    }
    return render(request, "grants/report.html", context, status=status)


def _write(
    request: HttpRequest,
    report: GrantReport,
    form: ReportForm,
    status: int = 200,
    file: FileForm | None = None,
) -> HttpResponse:
    context = {
        **_shown(report),
        "enclosures": report.files.defer("content"),
        "removable": set(report.files.not_handed_in().values_list("pk", flat=True)),
        "form": form,
        "file_form": file or FileForm(auto_id="file_%s"),
        "writes": report.grant.is_running and report.can_move(GrantReport.State.SENT),
    }
    return render(request, "grants/own_report.html", context, status=status)


def _shown(report: GrantReport) -> dict[str, Any]:
    application = report.grant.application
    return {
        "report": report,
        "grant": report.grant,
        "application": application,
        "turn": application.round,
        "lines": compared(report),
        "outcome": outcome_of(report),
        "right": outcome_of(report).right(report.grant.amount),
    }
