"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.collaboration.models import Search, Team
from samverka.collaboration.rules import Standing
from samverka.common.access import View, signed_in


def for_partners(view: View) -> View:
    """For staff of partners, and coordinators."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if not Standing(request.user).takes_part:
            raise Http404
        return view(request, *args, **options)

    return signed_in(guarded)


def for_carers(view: Callable[..., HttpResponse]) -> View:
    """For those who care for the search that the address names, which the view is given."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        search = find_search(pk)
        if not Standing(request.user).may_care(search):
            raise Http404
        return view(request, search, **options)

    return signed_in(guarded)


def for_answerers(view: Callable[..., HttpResponse]) -> View:
    """For staff of partners that may answer the search, which the view is given with them."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        search, standing = find_search(pk), Standing(request.user)
        organisations = standing.answers_for(search)
        if not organisations or not standing.may_read(search):
            raise Http404
        return view(request, search, organisations, **options)

    return signed_in(guarded)


def for_members(view: Callable[..., HttpResponse]) -> View:
    """For those who see the team that the address names, which the view is given."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        team = get_object_or_404(Team.objects.select_related("idea", "call", "project"), pk=pk)
        if not Standing(request.user).may_see_team(team):
            raise Http404
        return view(request, team, **options)

    return signed_in(guarded)


def find_search(pk: int) -> Search:
    return get_object_or_404(Search.objects.with_listing().with_subject(), pk=pk)
