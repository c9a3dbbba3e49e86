"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.applications.models import Application
from samverka.applications.rules import Standing
from samverka.common.access import View, only_for, signed_in

for_staff = only_for(lambda visitor: Standing(visitor).takes_part)


def for_readers(view: Callable[..., HttpResponse]) -> View:
    """For those who see the application that the address names, which the view is given."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        application = find_application(pk)
        if not Standing(request.user).may_see(application):
            raise Http404
        return view(request, application, **options)

    return signed_in(guarded)


def for_writers(view: Callable[..., HttpResponse]) -> View:
    """For those who write in it; actions ask again, with the rows locked."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        application = find_application(pk)
        if not Standing(request.user).may_write(application):
            raise Http404
        return view(request, application, **options)

    return signed_in(guarded)


def for_leaders(view: Callable[..., HttpResponse]) -> View:
    """For those who lead it."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        application = find_application(pk)
        if not Standing(request.user).may_lead(application):
            raise Http404
        return view(request, application, **options)

    return signed_in(guarded)


def find_application(pk: int) -> Application:
    return get_object_or_404(Application.objects.with_listing(), pk=pk)
