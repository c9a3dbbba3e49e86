"""The page of one call."""

from collections.abc import Callable
from typing import Any

from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from samverka.calls import feeds, rules
from samverka.calls.eligibility import may_apply, terms_of
from samverka.calls.models import Call
from samverka.calls.telling.asked import asked
from samverka.calls.telling.linked import linked_facts
from samverka.calls.telling.origin import origins, records_of, summary_of_source
from samverka.calls.telling.past import funded_before
from samverka.calls.telling.story import changes_of
from samverka.partnership.models import Organisation
from samverka.partnership.rules import Visitor, organisations_of, stands_for_a_partner

CALENDAR = "text/calendar; charset=utf-8"
Page = Callable[[Call], HttpResponse]


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    return shown_or_moved(request, slug, lambda call: call_page(request, call))


def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Its last days, for the reader's own calendar."""
    return shown_or_moved(request, slug, _calendar_file)


def _calendar_file(call: Call) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{call.slug}.ics"'}
    content = feeds.calendar([call], name=call.title, today=timezone.localdate())
    return HttpResponse(content, content_type=CALENDAR, headers=headers)


def shown_or_moved(request: HttpRequest, slug: str, page: Page) -> HttpResponse:
    """The page of a call that the reader may see; of one that was merged, the way to the other."""
    call = get_object_or_404(Call.objects.select_related("merged_into"), slug=slug)
    if call.state == Call.State.MERGED and call.merged_into:
        if rules.may_read(request.user, call.merged_into):
            return redirect(call.merged_into)
        raise Http404
    if not rules.may_read(request.user, call):
        raise Http404
    return page(call)


def call_page(
    request: HttpRequest, call: Call, template: str = "calls/detail.html", **more: Any
) -> HttpResponse:
    """What everybody sees; apps that stand higher show `more` with a template of their own."""
    records = records_of(call)
    context = {
        "call": call,
        "themes": call.themes.all(),
        "funded_before": funded_before(call),
        "verdicts": [] if call.is_closed else _verdicts(call, request.user),
        "asked": asked(terms_of(call)),
        "there": _partners_of(call.needed_kinds),
        "origins": origins(records),
        "said_by_source": summary_of_source(call, records),
        "changes": changes_of(call),
        "may_seek": not call.is_closed and stands_for_a_partner(request.user),
        "linked": linked_facts(call) if call.state == Call.State.PUBLISHED else None,
        "looks_after": rules.may_look_after_calls(request.user),
        **more,
    }
    return render(request, template, context)


def _verdicts(call: Call, visitor: Visitor) -> list[tuple[Organisation, Any]]:
    """May they apply? For each organisation that the reader belongs to."""
    return [(one, may_apply(call, one)) for one in organisations_of(visitor).order_by("name")]


def _partners_of(kinds: list[str]) -> list[tuple[str, int]]:
    """How many partners there are of each kind that has to take part, where there are any."""
    if not kinds:
        return []
    rows = Organisation.objects.partners().filter(kind__in=kinds).values("kind")
    return list(rows.annotate(number=Count("pk")).order_by("kind").values_list("kind", "number"))
