"""All of a round as one file: asked for, waited for, fetched."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed
from samverka.common.files import given
from samverka.common.papers import TYPES
from samverka.common.polling import unless_seen
from samverka.grants.actions import taking_out as actions
from samverka.grants.models import Round, RoundArchive
from samverka.grants.rules import Standing
from samverka.grants.views.doors import for_the_panel
from samverka.people.models import PersonRequest


@for_the_panel
def page(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    return render(request, "grants/handling/archive.html", _context(request, turn))


@for_the_panel
def now(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    """The part of the page that changes while it is made."""
    context = _context(request, turn)
    make = lambda: render(request, "grants/handling/archive_now.html", context)  # noqa: E731
    return unless_seen(request, context["seen"], make)


@require_POST
@for_the_panel
def ask(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    act = lambda: actions.ask_for_archive(turn=turn, by=request.user)  # noqa: E731
    said = _("It is being made. You can leave the page and come back.")
    return pressed(request, act, said, "grants:archive", turn.slug)


@for_the_panel
def fetch(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    archive = _latest(request, turn)
    if archive is None or not actions.may_be_fetched(archive):
        raise Http404
    name = actions.archive_name(archive)
    content = bytes(RoundArchive.objects.values_list("content", flat=True).get(pk=archive.pk))
    return given(content, name=name, media_type=TYPES["zip"])


def _latest(request: PersonRequest, turn: Round) -> RoundArchive | None:
    """The person's own; a ready one that holds what they may no longer open is not there."""
    own = RoundArchive.objects.filter(round=turn, by=request.user).defer("content")
    archive = own.select_related("round", "by").first()
    shut = archive is not None and archive.state == RoundArchive.State.READY
    return None if archive and shut and not actions.may_be_fetched(archive) else archive


def _context(request: PersonRequest, turn: Round) -> dict[str, Any]:
    archive = _latest(request, turn)
    mark = f"{archive.pk}-{archive.state}-{archive.done}" if archive else "none"
    return {
        "round": turn,
        "archive": archive,
        "seen": f'"{mark}"',
        "days": actions.KEPT.days,
    }
