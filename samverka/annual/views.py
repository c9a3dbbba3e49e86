"""The report of a year: read, taken as a file, followed to the rows behind it, published."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.annual.papers import report_paper
from samverka.annual.rules import may_read, may_record
from samverka.annual.telling import report_of, rows_of
from samverka.applications.views.files import PAPERS, given_file
from samverka.common.access import only_for
from samverka.common.acting import pressed
from samverka.common.papers import as_file
from samverka.people.models import PersonRequest
from samverka.plan import actions
from samverka.plan.models import ActivityList


def _readable(request: HttpRequest, year: int) -> ActivityList:
    listed = get_object_or_404(ActivityList, year=year)
    if not may_read(request.user, listed):
        raise Http404
    return listed


def report(request: HttpRequest, year: int) -> HttpResponse:
    listed = _readable(request, year)
    context = {
        "listed": listed,
        "report": report_of(listed),
        "records": may_record(request.user),
        "going_on": timezone.localdate().year <= year,
    }
    return render(request, "annual/report.html", context)


def paper(request: HttpRequest, year: int, kind: str) -> HttpResponse:
    """The same as `docx` or `pdf`."""
    listed = _readable(request, year)
    if kind not in PAPERS:
        raise Http404
    name: str = request.partnership.name  # type: ignore[attr-defined]
    return given_file(as_file(report_paper(report_of(listed), name, timezone.now()), kind))


def rows(request: HttpRequest, year: int, what: str) -> HttpResponse:
    """What a figure counts; what the visitor may not see is a number without a name."""
    listed = _readable(request, year)
    found = rows_of(what, year, request.user)
    if found is None:
        raise Http404
    return render(request, "annual/rows.html", {"listed": listed, "rows": found})


@only_for(may_record)
@require_POST
def publish(request: PersonRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(ActivityList, year=year)
    return pressed(
        request,
        lambda: actions.publish_report(activity_list=listed, by=request.user),
        _("The report is published. Everybody can read it."),
        "annual:report",
        year,
    )


@only_for(may_record)
@require_POST
def take_back(request: PersonRequest, year: int) -> HttpResponse:
    listed = get_object_or_404(ActivityList, year=year)
    return pressed(
        request,
        lambda: actions.take_report_back(activity_list=listed, by=request.user),
        _("The report is taken back. Only partners read it."),
        "annual:report",
        year,
    )
