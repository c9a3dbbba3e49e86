"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.common.access import View, signed_in
from samverka.references.models import Engagement
from samverka.references.rules import engagements_for, may_keep


def find_group(request: HttpRequest, pk: int) -> Engagement:
    """404 for what this visitor may not see."""
    rows = engagements_for(request.user).select_related("call", "project", "request")
    return get_object_or_404(rows, pk=pk)


def for_keepers(view: Callable[..., HttpResponse]) -> View:
    """For those who keep the group that the address names, which the view is given."""

    @wraps(view)
    def guarded(request: HttpRequest, pk: int, **options: Any) -> HttpResponse:
        group = find_group(request, pk)
        if not may_keep(request.user, group):
            raise Http404
        return view(request, group, **options)

    return signed_in(guarded)
