"""Who sends this request, as far as rate limits need to know, and how often."""

import time

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest

from samverka.common.secrets import fingerprint


def address_of(request: HttpRequest) -> str:
    """The network address; behind a proxy, the one that the proxy itself saw."""
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    return forwarded.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def mark_of(request: HttpRequest) -> str:
    return fingerprint(address_of(request))


def is_too_often(request: HttpRequest, *, what: str, a_minute: int) -> bool:
    """Has this address asked for this more than `a_minute` times in this minute?

    Counted in each process, so two workers let through at most twice as much.
    """
    key = f"often:{what}:{mark_of(request)}:{int(time.time() // 60)}"
    caches["process"].add(key, 0, timeout=90)
    return caches["process"].incr(key) > a_minute
