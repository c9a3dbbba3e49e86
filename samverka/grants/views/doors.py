"""Who comes in where applications are handled; to others the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from samverka.common.access import View, signed_in
from samverka.grants.models import Panelist, Round
from samverka.grants.models.applying import GrantApplicationQuerySet
from samverka.grants.rules import Standing
from samverka.people.models import PersonRequest


def for_the_panel(view: Callable[..., HttpResponse]) -> View:
    """The view gets the standing of the visitor, and the round that the address names."""

    @wraps(view)
    def guarded(request: PersonRequest, slug: str, **options: Any) -> HttpResponse:
        standing = Standing(request.user)
        turn = get_object_or_404(Round, slug=slug)
        if not standing.sits_in(turn):
            raise Http404
        return view(request, standing, turn, **options)

    return signed_in(guarded)


def for_officers_of_the_round(view: Callable[..., HttpResponse]) -> View:
    @wraps(view)
    def guarded(
        request: PersonRequest, standing: Standing, turn: Round, **options: Any
    ) -> HttpResponse:
        if not standing.is_officer(turn):
            raise Http404
        return view(request, standing, turn, **options)

    return for_the_panel(guarded)


def for_its_panel(*roles: Panelist.Role) -> Callable[[Callable[..., HttpResponse]], View]:
    """The view gets the application, for those of its panel who may open it.

    With `roles` for those only. Whoever has not declared meets the question whether they have an
    interest; whoever has one meets what everybody meets who asks for a number that never was.
    """

    def door(view: Callable[..., HttpResponse]) -> View:
        @wraps(view)
        def guarded(request: PersonRequest, number: str, **options: Any) -> HttpResponse:
            standing = Standing(request.user)
            application = open_cases(standing).filter(number=number).first()
            if application is None:
                known = get_object_or_404(standing.known().select_related("round"), number=number)
                return redirect("grants:declare", known.round.slug)
            place = standing.places[application.round_id]
            if roles and place.role not in roles:
                raise Http404
            return view(request, application, place, **options)

        return signed_in(guarded)

    return door


def open_cases(standing: Standing) -> GrantApplicationQuerySet:
    return standing.open().select_related(
        *("round__host", "round__edition", "municipality", "organisation", "decision"),
        *("continues", "joint", "idea"),
    )


for_officers = for_its_panel(Panelist.Role.OFFICER)
for_assessors = for_its_panel(Panelist.Role.ASSESSOR)
for_all_of_it = for_its_panel()
