"""Coordinators look at what a source is not sure of, and at calls that may be the same."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.actions import proposals as actions
from samverka.calls.actions import twins as of_twins
from samverka.calls.models import Call, Twins
from samverka.calls.rules import may_look_after_calls
from samverka.common.access import only_for
from samverka.common.acting import pressed
from samverka.people.models import PersonRequest
from samverka.record.models import History

A_PAGE = 20
LATELY = 10


@only_for(may_look_after_calls)
def proposed(request: PersonRequest) -> HttpResponse:
    waiting = Call.objects.proposed().order_by("-id").prefetch_related("records__source")
    context = {
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "decided": _decided_lately(),
    }
    return render(request, "calls/proposed.html", context)


def _decided_lately() -> list[Call]:
    """The latest first, as long as nothing else has happened to them."""
    verbs = (actions.SHOWN, actions.LEFT_OUT)
    rows = History.objects.filter(kind="call", verb__in=verbs).order_by("-id")[: 2 * LATELY]
    keys = list(dict.fromkeys(row.object_id for row in rows))
    calls = Call.objects.filter(state__in=(Call.State.PUBLISHED, Call.State.HIDDEN)).in_bulk(keys)
    return [calls[key] for key in keys if key in calls][:LATELY]


@only_for(may_look_after_calls)
@require_POST
def show(request: PersonRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, actions.show_proposal, _("Everybody sees “%(title)s” now."))


@only_for(may_look_after_calls)
@require_POST
def leave_out(request: PersonRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, actions.leave_out_proposal, _("“%(title)s” is left out."))


@only_for(may_look_after_calls)
@require_POST
def take_back(request: PersonRequest, pk: int) -> HttpResponse:
    return _decide(request, pk, actions.take_back_proposal, _("“%(title)s” waits again."))


def _decide(request: PersonRequest, pk: int, act: Callable[..., Call], done: str) -> HttpResponse:
    call = get_object_or_404(Call, pk=pk)
    said = done % {"title": call.title}
    return pressed(request, lambda: act(call=call, by=request.user), said, "calls:proposed")


@only_for(may_look_after_calls)
def twins(request: PersonRequest) -> HttpResponse:
    pairs = Twins.objects.select_related("first", "second").prefetch_related(
        "first__records__source", "second__records__source"
    )
    waiting = pairs.filter(state=Twins.State.PROPOSED)
    for side in ("first", "second"):
        waiting = waiting.exclude(**{f"{side}__state": Call.State.MERGED})
    context = {
        "page": Paginator(waiting, A_PAGE).get_page(request.GET.get("page")),
        "decided": pairs.exclude(state=Twins.State.PROPOSED).order_by("-id")[:LATELY],
    }
    return render(request, "calls/twins.html", context)


@only_for(may_look_after_calls)
@require_POST
def same(request: PersonRequest, pk: int) -> HttpResponse:
    return _of_twins(request, pk, of_twins.are_the_same, _("They are one call now."))


@only_for(may_look_after_calls)
@require_POST
def different(request: PersonRequest, pk: int) -> HttpResponse:
    return _of_twins(request, pk, of_twins.are_different, _("They stay two calls."))


@only_for(may_look_after_calls)
@require_POST
def part(request: PersonRequest, pk: int) -> HttpResponse:
    return _of_twins(request, pk, of_twins.take_back_twins, _("They are two calls again."))


def _of_twins(
    request: PersonRequest, pk: int, act: Callable[..., object], done: str
) -> HttpResponse:
    pair = get_object_or_404(Twins, pk=pk)
    return pressed(request, lambda: act(twins=pair, by=request.user), done, "calls:twins")
