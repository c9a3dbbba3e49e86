"""Finds out whose pages the visitor is on, by host name or by the prefix /p/<slug>/."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import get_script_prefix, set_script_prefix

from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership

PREFIX = re.compile(r"^/p/(?P<slug>[-\w]+)(?P<rest>/.*)$")
WITHOUT_PARTNERSHIP = ("/healthz", "/readyz")
NOBODY_HERE = (
    "There is no partnership at this address. Make one with: samverka partnership create\n"
)


class PartnershipRequest(HttpRequest):
    partnership: Partnership


def working_for(partnership: Partnership) -> AbstractContextManager[None]:
    """Queries and links in letters are this partnership's while the block lasts."""
    scheme = "https" if settings.HTTPS else "http"
    site = f"{scheme}://{partnership.host}" if partnership.host else settings.PUBLIC_URL
    return scope(partnership.pk, site=site)


class PartnershipMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in WITHOUT_PARTNERSHIP:
            return self.get_response(request)
        partnership = self.find(request)
        if partnership is None:
            return HttpResponseNotFound(NOBODY_HERE, content_type="text/plain")
        request.partnership = partnership  # type: ignore[attr-defined]
        with working_for(partnership):
            return self.get_response(request)

    def find(self, request: HttpRequest) -> Partnership | None:
        prefixed = PREFIX.match(request.path_info)
        if prefixed:
            request.path_info = prefixed["rest"]
            set_script_prefix(f"{get_script_prefix()}p/{prefixed['slug']}/")
            return Partnership.objects.filter(slug=prefixed["slug"]).first()
        host = request.get_host().partition(":")[0].lower()
        found = Partnership.objects.filter(Q(is_default=True) | Q(host=host))
        return max(found, key=lambda one: one.host == host, default=None)
