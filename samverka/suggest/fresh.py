"""Pages that are the same for everybody are made once, until something in the index changes."""

import time
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers

from samverka.common.tenancy import current_partnership_id
from samverka.suggest.index import matcher

View = Callable[..., HttpResponse]
SECONDS = 60  # what changes without the index, such as the number of days left, is seen by then


def same_for_everybody(view: View) -> View:
    """Answer visitors without a session from memory, and with 304 where nothing has changed."""

    @wraps(view)
    def remembered(request: HttpRequest, *args: Any, **options: Any) -> HttpResponse:
        if request.method not in ("GET", "HEAD") or _has_session(request):
            return view(request, *args, **options)
        key = _key(request)
        body = caches["process"].get(key)
        if body is None:
            made = view(request, *args, **options)
            if made.status_code != 200 or made.cookies:
                return made
            body = made.content
            caches["process"].set(key, body, SECONDS)
        return _answer(request, body, key)

    return remembered


def _has_session(request: HttpRequest) -> bool:
    return settings.SESSION_COOKIE_NAME in request.COOKIES or "messages" in request.COOKIES


def _key(request: HttpRequest) -> str:
    parts = (
        current_partnership_id(),
        request.path,
        request.get_host(),
        matcher().version,
        int(time.time() // SECONDS),
    )
    return f"page:{sha256(repr(parts).encode()).hexdigest()}"


def _answer(request: HttpRequest, body: bytes, key: str) -> HttpResponse:
    etag = f'"{key[-32:]}"'
    response = HttpResponse(body)
    response["ETag"] = etag
    response["Cache-Control"] = "private, max-age=0, must-revalidate"
    patch_vary_headers(response, ["Cookie"])
    return get_conditional_response(request, etag=etag, response=response) or response
