"""Asks other servers: slowly, telling who we are, and never inside our own network."""

import json as json_text
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from samverka.sources.source import Trouble


@dataclass(frozen=True)
class Answer:
    """What a server said. `address` is where it said it, after redirects."""

    address: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    not_modified: bool = False

    def json(self) -> Any:
        """Raises `Trouble` for anything that is not JSON."""
        try:
            return json_text.loads(self.body)
        except ValueError:
            raise Trouble("not_readable", self.address, expected="JSON") from None


@dataclass
class Web:
    """A polite way to the world.

    `agent` is how we call ourselves. `inside` names hosts that may be reached although they are
    not on the internet, also with http. Between two requests to one host at least `pause` seconds
    go by; no answer is read beyond `most_bytes`, unpacked.
    """

    agent: str
    inside: Collection[str] = ()
    pause: float = 1.0
    most_bytes: int = 32 * 1024 * 1024
    seconds: float = 30.0
    sleep: Callable[[float], None] = time.sleep

    def get(
        self,
        address: str,
        *,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
        etag: str = "",
        modified: str = "",
    ) -> Answer:
        """Raises `Trouble`; with `etag` or `modified` of an earlier answer it may be unchanged."""
        raise NotImplementedError

    def post(
        self,
        address: str,
        *,
        json: Any = None,
        parts: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send JSON, or `parts` of a form that are each JSON themselves; raises `Trouble`."""
        raise NotImplementedError
