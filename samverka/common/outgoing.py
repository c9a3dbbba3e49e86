"""Requests from here to another server: never to a machine that the internet cannot reach.

Whoever can name an address for us to fetch could otherwise let us knock on doors inside. The
address is looked up once, checked, and that very address is called, so that a name cannot point
elsewhere a moment later. No redirects, no proxies, a limit for time and size.
"""

import http.client
import json
import socket
import ssl
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings

SECONDS = 8.0
MOST_BYTES = 512 * 1024


class Unreachable(Exception):
    """The other server could not be asked, or did not answer as it should."""


def may_be_called(address: str) -> bool:
    """https, and http only to the hosts that the operator lets us reach inside."""
    parts = urlsplit(address)
    inside = parts.hostname in settings.PRIVATE_HOSTS
    plain = not parts.username and bool(parts.hostname)
    return plain and (parts.scheme == "https" or (parts.scheme == "http" and inside))


def fetch_json(
    address: str,
    *,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """Ask with GET, or send a form with POST; raises `Unreachable` for all but a JSON object."""
    if not may_be_called(address):
        raise Unreachable(f"{address} may not be called")
    try:
        body = _ask(address, form, dict(headers or {}))
        found = json.loads(body)
    except (OSError, http.client.HTTPException, ValueError) as trouble:
        raise Unreachable(f"{address}: {type(trouble).__name__}: {trouble}") from None
    if not isinstance(found, dict):
        raise Unreachable(f"{address} did not answer with an object")
    return found


def _ask(address: str, form: Mapping[str, str] | None, headers: dict[str, str]) -> bytes:
    parts = urlsplit(address)
    connection = _connection(parts.scheme, parts.hostname or "", parts.port)
    path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
    headers |= {"Accept": "application/json"}
    try:
        if form is None:
            connection.request("GET", path, headers=headers)
        else:
            headers |= {"Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", path, body=urlencode(form), headers=headers)
        answer = connection.getresponse()
        body = answer.read(MOST_BYTES + 1)
        if answer.status != http.HTTPStatus.OK:
            raise ValueError(f"status {answer.status}")
        if len(body) > MOST_BYTES:
            raise ValueError("the answer is too long")
        return body
    finally:
        connection.close()


def _connection(scheme: str, host: str, port: int | None) -> http.client.HTTPConnection:
    connection: http.client.HTTPConnection
    if scheme == "https":
        context = ssl.create_default_context()
        connection = http.client.HTTPSConnection(host, port, timeout=SECONDS, context=context)
    else:
        connection = http.client.HTTPConnection(host, port, timeout=SECONDS)
    connection._create_connection = _reach  # type: ignore[attr-defined]
    return connection


def _reach(address: tuple[str, int], timeout: float, *rest: Any) -> socket.socket:
    """Connect to the first address of the host; refused when any of them is inside."""
    host, port = address
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    numbers = [str(one[4][0]) for one in found]
    if host not in settings.PRIVATE_HOSTS and not all(map(_is_public, numbers)):
        raise OSError(f"{host} is not on the public internet")
    trouble: OSError | None = None
    for number in numbers:
        try:
            return socket.create_connection((number, port), timeout)
        except OSError as error:
            trouble = error
    raise trouble or OSError(f"{host} has no address")


def _is_public(number: str) -> bool:
    address = ip_address(number.partition("%")[0])
    mapped = getattr(address, "ipv4_mapped", None) or address
    return mapped.is_global and not mapped.is_multicast
