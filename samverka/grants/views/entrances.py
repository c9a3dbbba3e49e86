"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt

from samverka.common.access import View, closed_door, only_for, signed_in
from samverka.grants.models import GrantApplication, Round
from samverka.grants.rules import Standing
from samverka.people.models import PersonRequest

for_planners = only_for(lambda visitor: Standing(visitor).may_prepare)


def for_its_preparers(view: Callable[..., HttpResponse]) -> View:
    """For coordinators and the officers of the round that the address names."""

    @wraps(view)
    def guarded(request: PersonRequest, slug: str, **options: Any) -> HttpResponse:
        turn = _round(slug)
        if not Standing(request.user).may_change(turn):
            raise Http404
        return view(request, turn, **options)

    return signed_in(guarded)


def for_who_has_the_key(view: Callable[..., HttpResponse]) -> View:
    """The address is the key: no cookie has any authority there, so none can be borrowed."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, key: str, **options: Any) -> HttpResponse:
        rows = GrantApplication.objects.select_related(
            "round__edition", "round__host", "municipality", "idea", "continues", "joint"
        )
        return closed_door(view(request, get_object_or_404(rows, key=key), **options))

    return guarded


def find_round(request: HttpRequest, slug: str) -> Round:
    """What is not published is there for those who prepare it, and for its panel."""
    turn = _round(slug)
    standing = Standing(request.user)
    if not (turn.is_public or standing.may_change(turn) or standing.sits_in(turn)):
        raise Http404
    return turn


def _round(slug: str) -> Round:
    rows = Round.objects.select_related("call", "edition__template", "host")
    return get_object_or_404(rows, slug=slug)
