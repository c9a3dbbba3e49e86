"""Requests from here to another server: never to a machine that the internet cannot reach.

Whoever can name an address for us to fetch could otherwise let us knock on doors inside; see
`samverka.sources.guard`. `SAMVERKA_PRIVATE_HOSTS` names those inside that may be asked.
"""

from collections.abc import Mapping
from typing import Any

from django.conf import settings

from samverka.sources import Trouble, guard
from samverka.sources.web import Web

SECONDS = 8.0
MOST_BYTES = 512 * 1024


class Unreachable(Exception):
    """The other server could not be asked, or did not answer as it should."""


def may_be_called(address: str) -> bool:
    """https, and http only to the hosts that the operator lets us reach inside."""
    return guard.may_be_called(address, settings.PRIVATE_HOSTS)


def web(**options: Any) -> Web:
    """A way to the world that says who we are; `options` are those of `Web`."""
    return Web(agent=f"Samverka (+{settings.PUBLIC_URL})", inside=settings.PRIVATE_HOSTS, **options)


def fetch_json(
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Ask with GET, or send a form with POST; raises `Unreachable` for all but a JSON object.

    Somebody waits for it, and secrets are sent: one try, and no redirects.
    """
    once = {"pause": 0.0, "seconds": SECONDS, "tries": 1, "most_redirects": 0}
    told = {"Accept": "application/json", **(headers or {})}
    try:
        with web(most_bytes=MOST_BYTES, **once) as way:
            answer = (
                way.get(address, headers=told)
                if form is None
                else way.post(address, form=form, headers=told)
            )
            found = answer.json()
    except Trouble as trouble:
        raise Unreachable(str(trouble)) from None
    if not isinstance(found, dict):
        raise Unreachable(f"{address} did not answer with an object")
    return found
