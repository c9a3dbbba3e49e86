"""Who may come in where a talk is prepared; to others the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.common.access import only_for, signed_in
from samverka.people.models import PersonRequest
from samverka.talks.models import Talk
from samverka.talks.rules import may_prepare_talk, may_prepare_talks

for_planners = only_for(may_prepare_talks)


def for_preparers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view gets the talk that the address names."""

    @signed_in
    @wraps(view)
    def guarded(request: PersonRequest, slug: str, **options: Any) -> HttpResponse:
        rows = Talk.objects.select_related("theme", "introduced_by", "municipality", "activity")
        talk = get_object_or_404(rows, slug=slug)
        if not may_prepare_talk(request.user, talk):
            raise Http404
        return view(request, talk, **options)

    return guarded
