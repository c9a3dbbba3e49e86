"""Finds out whose pages the visitor is on, by host name or by the prefix /p/<slug>/."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager

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


@contextmanager
def working_for(partnership: Partnership, path: str | None = None) -> Iterator[None]:
    """Queries, pages and links in letters are this partnership's while the block lasts.

    `path` is where the visitor has found its pages, such as `p/east/`; without a visitor they
    are where they belong.
    """
    scheme = "https" if settings.HTTPS else "http"
    site = f"{scheme}://{partnership.host}" if partnership.host else settings.PUBLIC_URL
    if path is None:
        has_root = partnership.host or partnership.is_default
        path = "" if has_root else f"p/{partnership.slug}/"
    before = get_script_prefix()
    set_script_prefix(f"{before}{path}")
    try:
        with scope(partnership.pk, site=site):
            yield
    finally:
        set_script_prefix(before)


class PartnershipMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info in WITHOUT_PARTNERSHIP:
            return self.get_response(request)
        partnership, path = self.find(request)
        if partnership is None:
            return HttpResponseNotFound(NOBODY_HERE, content_type="text/plain")
        request.partnership = partnership  # type: ignore[attr-defined]
        with working_for(partnership, path):
            return self.get_response(request)

    def find(self, request: HttpRequest) -> tuple[Partnership | None, str]:
        """Whose pages these are, and the path that they lie under."""
        prefixed = PREFIX.match(request.path_info)
        if prefixed:
            slug, request.path_info = prefixed["slug"], prefixed["rest"]
            return Partnership.objects.filter(slug=slug).first(), f"p/{slug}/"
        host = request.get_host().partition(":")[0].lower()
        found = Partnership.objects.filter(Q(is_default=True) | Q(host=host))
        return max(found, key=lambda one: one.host == host, default=None), ""
