"""The door to the pages where an organisation looks after itself."""

from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from samverka.common.access import View, signed_in
from samverka.partnership import rules
from samverka.partnership.models import Organisation


def for_editors(view: View) -> View:
    """The view gets the organisation instead of its slug; to everybody else it does not exist."""

    @wraps(view)
    def guarded(request: HttpRequest, slug: str, **options: Any) -> HttpResponse:
        organisation = get_object_or_404(Organisation.objects.with_page(), slug=slug)
        if not rules.may_edit(request.user, organisation):
            raise Http404
        return view(request, organisation, **options)

    return signed_in(guarded)
