"""Who comes in from the decision on; to others the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.csrf import csrf_exempt

from samverka.common.access import View, closed_door
from samverka.grants.models import Grant, GrantApplication, Panelist
from samverka.grants.rules import Standing
from samverka.grants.views.doors import for_all_of_it
from samverka.people.models import PersonRequest


def for_its_readers(view: Callable[..., HttpResponse]) -> View:
    """For those of its panel who may open it; the view gets their standing too."""

    @wraps(view)
    def guarded(
        request: PersonRequest, application: GrantApplication, place: Panelist, **options: Any
    ) -> HttpResponse:
        return view(request, Standing(request.user), application, **options)

    return for_all_of_it(guarded)


def for_grant_readers(view: Callable[..., HttpResponse]) -> View:
    """The same for what was granted."""

    @wraps(view)
    def guarded(
        request: PersonRequest, standing: Standing, application: GrantApplication, **options: Any
    ) -> HttpResponse:
        return view(request, standing, grant_of(application), **options)

    return for_its_readers(guarded)


def by_key(view: Callable[..., HttpResponse]) -> View:
    """For whoever has the key; it acts for nobody who is signed in."""

    @csrf_exempt
    @wraps(view)
    def guarded(request: HttpRequest, key: str, **options: Any) -> HttpResponse:
        rows = GrantApplication.objects.select_related("round__host", "decision")
        application = get_object_or_404(rows, key=key)
        return closed_door(view(request, application, **options))

    return guarded


def by_key_of_grant(view: Callable[..., HttpResponse]) -> View:
    @wraps(view)
    def guarded(
        request: HttpRequest, application: GrantApplication, **options: Any
    ) -> HttpResponse:
        return view(request, grant_of(application), **options)

    return by_key(guarded)


def grant_of(application: GrantApplication) -> Grant:
    grant = get_object_or_404(
        Grant.objects.select_related("decision", "ending", "project"), application=application
    )
    grant.application = application
    return grant
