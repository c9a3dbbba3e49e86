"""A real OpenID Connect provider on this machine, and somebody who signs in at it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import httpx
from django.test import Client

from samverka.people.actions import believe_provider
from samverka.people.models import SignInProvider

DOMAIN = "example.org"


@dataclass
class AtWork:
    """The organisation's own sign-in: who is there, and what it says about them."""

    issuer: str
    row: SignInProvider

    def knows(self, sub: str, **claims: Any) -> None:
        httpx.put(f"{self.issuer}/users/{sub}", json=claims).raise_for_status()

    def sign_in(self, address: str, sub: str) -> str:
        """Say who one is on the page at the address; returns where it sends the browser."""
        answer = httpx.post(address, data={"sub": sub})
        assert answer.status_code == 302, answer.text
        return answer.headers["Location"]

    def deny(self, address: str) -> str:
        return httpx.post(address, data={"action": "deny"}).headers["Location"]


@contextmanager
def running_provider() -> Iterator[str]:
    """In a process of its own; gives its issuer."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-m",
        "oidc_provider_mock",
        "--require-nonce",
        "true",
    ]
    with subprocess.Popen(
        [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as process:
        try:
            issuer = f"http://localhost:{port}"
            _wait_for(issuer)
            yield issuer
        finally:
            process.terminate()


def _wait_for(address: str) -> None:
    for _ in range(300):
        try:
            httpx.get(address)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    raise TimeoutError(address)


def believed(issuer: str) -> AtWork:
    """The installation believes it for example.org."""
    row = believe_provider(
        name="Grönskans konto",
        issuer=issuer,
        client_id="samverka",
        secret="hemligt & svårt",
        domains=[DOMAIN],
    )
    return AtWork(issuer, row)


def begin(client: Client, row: SignInProvider, next: str = "") -> str:
    """Press the button that leads there; returns the address at the provider."""
    answer = client.get(f"/en/account/login/with/{row.pk}/", {"next": next} if next else {})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def come_back(client: Client, location: str) -> Any:
    parts = urlsplit(location)
    told = dict(parse_qsl(parts.query))
    return client.get(parts.path, told, headers={"accept-language": "en"})
