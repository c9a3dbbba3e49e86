"""Who comes in to the pages of a meeting."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404

from samverka.common.access import View, only_for, signed_in
from samverka.meetings import rules
from samverka.meetings.models import Meeting
from samverka.people.models import PersonRequest

for_preparers = only_for(rules.may_prepare)


def for_those_who_see(view: Callable[..., HttpResponse]) -> View:
    """The meeting, for whom it exists; to others who are signed in it does not."""

    @wraps(view)
    def guarded(request: PersonRequest, pk: int, *args: Any, **options: Any) -> HttpResponse:
        return view(request, find(rules.meetings_for(request.user), pk), *args, **options)

    return signed_in(guarded)


def for_its_preparers(view: Callable[..., HttpResponse]) -> View:
    """The meeting, for those who prepare meetings."""

    @wraps(view)
    def guarded(request: PersonRequest, pk: int, *args: Any, **options: Any) -> HttpResponse:
        return view(request, find(Meeting.objects.all(), pk), *args, **options)

    return for_preparers(guarded)


def find(meetings: QuerySet[Meeting], pk: int) -> Meeting:
    rows = meetings.select_related("municipality", "chair", "secretary", "activity", "minutes")
    return get_object_or_404(rows, pk=pk)
