"""Who comes in where: to everybody else the page does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.common.access import View, only_for, signed_in
from samverka.people.models import PersonRequest
from samverka.projects import rules
from samverka.projects.models import Project

for_writers = only_for(rules.may_begin)
for_importers = only_for(rules.may_import)


def for_takers(view: Callable[..., HttpResponse]) -> View:
    """For those who take part in the project of the address, which the view is given."""

    @wraps(view)
    def guarded(request: PersonRequest, slug: str, **options: Any) -> HttpResponse:
        project = find_project(slug)
        if not rules.may_work_in(request.user, project):
            raise Http404
        return view(request, project, **options)

    return signed_in(guarded)


def find_project(slug: str) -> Project:
    return get_object_or_404(Project.objects.select_related("call"), slug=slug)
