"""Who sends this request, as far as rate limits need to know, and how often."""

import time
from collections.abc import Mapping
from ipaddress import ip_network
from typing import Any

from django.conf import settings
from django.core.cache import cache, caches
from django.http import HttpRequest

from samverka.common.secrets import fingerprint

# A room full of phones often has one address, so only wrong codes are counted.
WRONG_AN_HOUR = 60
AN_HOUR = 3600


def address_of(meta: Mapping[str, Any]) -> str:
    """The network address in a request's `META`; behind a proxy, the one that the proxy saw.

    Of an IPv6 address only the network: a household has billions of addresses.
    """
    forwarded = meta.get("HTTP_X_FORWARDED_FOR", "") if settings.BEHIND_PROXY else ""
    address = forwarded.rpartition(",")[2].strip() or meta.get("REMOTE_ADDR", "")
    try:
        return str(ip_network(f"{address}/64", strict=False)) if ":" in address else address
    except ValueError:
        return address


def mark_of(request: HttpRequest) -> str:
    return fingerprint(address_of(request.META))


def is_too_often(request: HttpRequest, *, what: str, a_minute: int) -> bool:
    """Has this address asked for this more than `a_minute` times in this minute?

    Counted in each process, so two workers let through at most twice as much.
    """
    key = f"often:{what}:{mark_of(request)}:{int(time.time() // 60)}"
    caches["process"].add(key, 0, timeout=90)
    return caches["process"].incr(key) > a_minute


def has_guessed_enough(request: HttpRequest, *, what: str) -> bool:
    """Has this address tried so many codes that open nothing that it has to wait?"""
    return bool(cache.get(_guesses(request, what), 0) >= WRONG_AN_HOUR)


def count_guess(request: HttpRequest, *, what: str) -> None:
    """The hour begins anew with each: counting in place would keep the cache's own short time."""
    guesses = _guesses(request, what)
    cache.set(guesses, cache.get(guesses, 0) + 1, timeout=AN_HOUR)


def _guesses(request: HttpRequest, what: str) -> str:
    return f"guesses:{what}:{mark_of(request)}"
