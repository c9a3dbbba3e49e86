"""Coordinators look after the sources of calls, and read how each reading went."""

from hashlib import sha256
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.calls.actions import sources as actions
from samverka.calls.forms.sources import OPTIONS, SourceForm, how_often, kinds
from samverka.calls.models import Call, CallSource, Run, Twins
from samverka.calls.readers import SECRET
from samverka.calls.rules import may_look_after_calls
from samverka.calls.telling.runs import in_short, refusals_of, took, trouble_of
from samverka.calls.telling.sources import is_alive, standing
from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.people.models import PersonRequest
from samverka.sources.kinds import KINDS

A_PAGE = 20


@only_for(may_look_after_calls)
def listing(request: PersonRequest) -> HttpResponse:
    sources = list(CallSource.objects.for_listing())
    runs = Run.objects.in_bulk([one.last_run for one in sources])
    rows = [(one, standing(one, runs.get(one.last_run))) for one in sources]
    context = {
        "rows": rows,
        "proposed": Call.objects.proposed().count(),
        "twins": Twins.objects.filter(state=Twins.State.PROPOSED).count(),
        "again": any(now.state == "now" for _one, now in rows),
    }
    return render(request, "calls/sources.html", context)


@only_for(may_look_after_calls)
def choose(request: PersonRequest) -> HttpResponse:
    """First which kind: each asks for other things."""
    return render(request, "calls/source_kinds.html", {"kinds": kinds()})


@only_for(may_look_after_calls)
def new(request: PersonRequest, kind: str) -> HttpResponse:
    if kind not in KINDS or kind not in OPTIONS:
        raise Http404
    form = SourceForm(request.POST if request.method == "POST" else None, kind=kind)
    source = tried(
        form, lambda told: actions.add_source(kind=kind, wanted=form.wanted, by=request.user)
    )
    if source:
        messages.success(request, _("The source is added. It is read within moments."))
        return redirect(source)
    context = {"form": form, "kind": CallSource.Kind(kind)}
    return render(request, "calls/source_form.html", context, status=422 if form.errors else 200)


@only_for(may_look_after_calls)
def edit(request: PersonRequest, slug: str) -> HttpResponse:
    source = _find(slug)
    form = SourceForm(
        request.POST if request.method == "POST" else None, kind=source.kind, source=source
    )
    done = tried(
        form,
        lambda told: actions.edit_source(
            source=source, wanted=form.wanted, by=request.user, seen=told["seen"]
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(done)
    context = {"form": form, "kind": CallSource.Kind(source.kind), "source": _find(slug)}
    return render(request, "calls/source_form.html", context, status=422 if form.errors else 200)


@only_for(may_look_after_calls)
def detail(request: PersonRequest, slug: str) -> HttpResponse:
    source = _find(slug)
    page = Paginator(Run.objects.filter(source=source).with_source().newest_first(), A_PAGE)
    runs = page.get_page(request.GET.get("page"))
    context = {
        **_now(source),
        "mark": mark_of(_piece(request, source)),
        "options": _shown(source),
        "often": how_often(source.every_hours),
        "page": runs,
        "lines": [(run, in_short(run), trouble_of(run)) for run in runs],
        "tells_of": _tells_of(source),
    }
    return render(request, "calls/source.html", context)


@only_for(may_look_after_calls)
def now(request: PersonRequest, slug: str) -> HttpResponse:
    """How it stands, as a piece of the page that looks for it again and again."""
    piece = _piece(request, _find(slug))
    mark = mark_of(piece)
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304)
    return HttpResponse(piece, headers={"ETag": mark})


def _piece(request: PersonRequest, source: CallSource) -> str:
    return render_to_string("calls/source_now.html", _now(source), request)


def _now(source: CallSource) -> dict[str, Any]:
    newest = Run.objects.filter(source=source).with_source().newest_first().first()
    now = standing(source, newest)
    trouble = trouble_of(newest) if newest and now.state == "stop" else None
    return {"source": source, "now": now, "newest": newest, "trouble": trouble}


def mark_of(piece: str) -> str:
    return f'"{sha256(piece.encode()).hexdigest()[:16]}"'


@only_for(may_look_after_calls)
def run(request: PersonRequest, slug: str, pk: int) -> HttpResponse:
    found = get_object_or_404(Run.objects.with_source(), pk=pk, source__slug=slug)
    going_on = found.state == Run.State.RUNNING
    context = {
        "run": found,
        "source": found.source,
        "in_short": in_short(found),
        "trouble": trouble_of(found),
        "refusals": refusals_of(found),
        "not_shown": found.refused - len(found.refusals),
        "alive": going_on and is_alive(found),
        "took": took(found),
    }
    return render(request, "calls/run.html", context)


@only_for(may_look_after_calls)
@require_POST
def pause(request: PersonRequest, slug: str) -> HttpResponse:
    source = actions.pause_source(source=_find(slug), by=request.user)
    messages.success(request, _("The source is paused. What it has told of stays."))
    return redirect(source)


@only_for(may_look_after_calls)
@require_POST
def resume(request: PersonRequest, slug: str) -> HttpResponse:
    source = actions.resume_source(source=_find(slug), by=request.user)
    messages.success(request, _("It is read again, the first time within moments."))
    return redirect(source)


@only_for(may_look_after_calls)
@require_POST
def read_now(request: PersonRequest, slug: str) -> HttpResponse:
    source = _find(slug)
    return pressed(
        request,
        lambda: actions.read_now(source=source, by=request.user),
        _("It is read within moments. This page shows how it goes."),
        source,
    )


def _tells_of(source: CallSource) -> int:
    """How many calls, or projects that got money before."""
    if source.tells_of_projects:
        return source.past_projects.count()
    return source.records.filter(gone_on=None).count()


def _find(slug: str) -> CallSource:
    return get_object_or_404(CallSource, slug=slug)


def _shown(source: CallSource) -> list[tuple[str, str]]:
    """What was chosen, by its label; secrets are only said to be there."""
    secret = SECRET.get(source.kind, frozenset())
    told = []
    for option in OPTIONS.get(source.kind, ()):
        value = str(source.options.get(option.name, ""))
        if value:
            names = {code: str(label) for code, label in option.choices}
            said = _("kept sealed") if option.name in secret else names.get(value, value)
            told.append((str(option.label), said))
    return told
