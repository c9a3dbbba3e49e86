"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from samverka.common.access import View, signed_in
from samverka.radar.rules import Standing


def for_staff(view: Callable[..., HttpResponse]) -> View:
    """For those who work at the partner that the address names, which the view is given."""

    @wraps(view)
    def guarded(request: HttpRequest, organisation: str, **options: Any) -> HttpResponse:
        found = Standing(request.user).find(organisation)
        if found is None:
            raise Http404
        return view(request, found, **options)

    return signed_in(guarded)
