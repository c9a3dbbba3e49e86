"""Asks other servers: slowly, telling who we are, and never inside our own network."""

import json as json_text
import ssl
import time
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any, Self
from urllib.parse import urljoin, urlsplit

import httpcore
import httpx

from samverka.sources.guard import Guard, may_be_called
from samverka.sources.trouble import Trouble

LONGEST_WAIT = 60.0  # seconds that we wait when a server asks us to
MOST_SECONDS = 10.0**9  # more than anybody means
LONGEST_MARK = 1_000  # characters of an etag
REDIRECTS = (301, 302, 303, 307, 308)
BUSY, BROKEN = (429, 503), (500, 502, 503, 504)
CHUNK = 64 * 1024
EITHER_GZIP_OR_ZLIB = 47  # zlib's way to say so


@dataclass(frozen=True)
class Answer:
    """What a server said. `address` is where it said it, after redirects; header names are small
    letters."""

    address: str
    body: bytes
    headers: Mapping[str, str] = field(default_factory=dict)
    not_modified: bool = False

    def json(self) -> Any:
        """Raises `Trouble` for anything that is not JSON."""
        try:
            return json_text.loads(self.body)
        except (ValueError, RecursionError):
            raise Trouble("not_readable", self.address, expected="JSON") from None


class _Transport(httpx.HTTPTransport):
    """httpx lets nobody choose how it connects; the pool under it does."""

    def __init__(self, guard: Guard) -> None:
        super().__init__(verify=_trust(), trust_env=False)
        self._pool = httpcore.ConnectionPool(ssl_context=_trust(), network_backend=guard)


@cache
def _trust() -> ssl.SSLContext:
    """Whom we believe that they are who they say; reading it takes longer than most answers."""
    return httpx.create_ssl_context(trust_env=False)


@dataclass
class Web:
    """A polite way to the world; close it, or use it with `with`.

    `agent` is how we call ourselves. `inside` names hosts that may be reached although they are
    not on the internet, also with http. Between two requests to one host at least `pause` seconds
    go by; no answer is read beyond `most_bytes`, packed or unpacked, nor longer than `seconds`.
    """

    agent: str
    inside: Collection[str] = ()
    pause: float = 1.0
    most_bytes: int = 32 * 1024 * 1024
    seconds: float = 30.0
    tries: int = 3
    most_redirects: int = 5
    sleep: Callable[[float], None] = time.sleep

    def __post_init__(self) -> None:
        self._guard = Guard(self.inside)
        self._transport = _Transport(self._guard)
        self._asked_at: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.close()

    def close(self) -> None:
        self._transport.close()

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
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        told = {**(headers or {}), **{name: said for name, said in known.items() if _fits(said)}}
        return self._ask("GET", address, told, params=params)

    def post(
        self,
        address: str,
        *,
        json: Any = None,
        form: Mapping[str, str] | None = None,
        parts: Mapping[str, Any] | None = None,
        params: Mapping[str, str] | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answer:
        """Send JSON, a form, or `parts` of one that are each JSON themselves; raises `Trouble`."""
        content: dict[str, Any] = {"json": json} if json is not None else {}
        if form is not None:
            content = {"data": dict(form)}
        if parts is not None:
            content["files"] = {
                name: (None, json_text.dumps(part), "application/json")
                for name, part in parts.items()
            }
        return self._ask("POST", address, dict(headers or {}), params=params, **content)

    def _ask(self, method: str, address: str, headers: dict[str, str], **content: Any) -> Answer:
        """Follow where we are sent; secrets stay with the host that they are for."""
        for _hop in range(self.most_redirects + 1):
            found = self._tried(method, address, headers, content)
            if isinstance(found, Answer):
                return found
            status, there = found
            if status == 303 or (method == "POST" and status in (301, 302)):
                method, content = "GET", {}
            content = {name: value for name, value in content.items() if name != "params"}
            if urlsplit(there).netloc != urlsplit(address).netloc:
                headers = {n: v for n, v in headers.items() if n.lower() != "authorization"}
            address = there
        raise Trouble("unreachable", address, why="redirects")

    def _tried(
        self, method: str, address: str, headers: dict[str, str], content: dict[str, Any]
    ) -> Answer | tuple[int, str]:
        """The answer, or where to ask instead; what may be better in a moment is tried again."""
        for attempt in range(1, self.tries + 1):
            try:
                return self._once(method, address, headers, content)
            except _Wait as wait:
                if attempt == self.tries or wait.seconds > LONGEST_WAIT:
                    raise wait.trouble from None
                self.sleep(max(wait.seconds, self.pause * 2**attempt))
        raise AssertionError("the last try ends here")

    def _once(
        self, method: str, address: str, headers: dict[str, str], content: dict[str, Any]
    ) -> Answer | tuple[int, str]:
        if not may_be_called(address, self.inside):
            raise Trouble("not_allowed", address)
        self._pace(urlsplit(address).hostname or "")
        ours = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate", "Accept": "*/*"}
        self._guard.until = time.monotonic() + self.seconds
        timeouts = dict.fromkeys(("connect", "read", "write", "pool"), self.seconds)
        try:
            request = httpx.Request(
                method, address, headers={**ours, **headers}, extensions={"timeout": timeouts},
                **content,
            )  # fmt: skip
            response = self._transport.handle_request(request)
            try:
                return self._read(address, response)
            finally:
                response.close()
        except httpx.TimeoutException:
            raise _Wait(Trouble("unreachable", address, why="timeout")) from None
        except (httpx.TransportError, httpcore.ReadTimeout, OSError) as error:
            why = "certificate" if "CERTIFICATE" in str(error) else "connection"
            raise _Wait(Trouble("unreachable", address, why=why)) from None
        except (httpx.InvalidURL, UnicodeError, ValueError):
            raise Trouble("not_allowed", address) from None

    def _read(self, address: str, response: httpx.Response) -> Answer | tuple[int, str]:
        status, headers = response.status_code, {n.lower(): v for n, v in response.headers.items()}
        if status == 304:
            return Answer(address, b"", headers, not_modified=True)
        if status in REDIRECTS and headers.get("location"):
            return status, urljoin(address, headers["location"])
        if status in BUSY and "retry-after" in headers:
            seconds = _seconds(headers["retry-after"])
            raise _Wait(Trouble("too_many", address, seconds=round(seconds)), seconds)
        if status in (429, *BROKEN):
            trouble = Trouble("status", address, status=status)
            raise _Wait(Trouble("too_many", address, seconds=0) if status == 429 else trouble)
        if not 200 <= status < 300:
            raise Trouble("status", address, status=status)
        return Answer(address, self._body(address, response, headers), headers)

    def _body(self, address: str, response: httpx.Response, headers: Mapping[str, str]) -> bytes:
        packed = headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("identity", "", "gzip", "x-gzip", "deflate"):
            raise Trouble("not_readable", address, expected="gzip")
        raw = self._within_limits(address, response.iter_raw(CHUNK))
        if packed in ("identity", ""):
            return b"".join(raw)
        return b"".join(self._within_limits(address, _unpacked(address, raw)))

    def _within_limits(self, address: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
        read = 0
        for piece in pieces:
            read += len(piece)
            if read > self.most_bytes:
                raise Trouble("too_large", address, bytes=self.most_bytes)
            yield piece

    def _pace(self, host: str) -> None:
        """Wait until this host has had its rest."""
        rest = self._asked_at.get(host, -self.pause) + self.pause - time.monotonic()
        if rest > 0:
            self.sleep(rest)
        self._asked_at[host] = time.monotonic()


class _Wait(Exception):
    """It may go better in so many seconds; if it does not, this is the trouble."""

    def __init__(self, trouble: Trouble, seconds: float = 0.0) -> None:
        super().__init__(str(trouble))
        self.trouble, self.seconds = trouble, seconds


def _unpacked(address: str, raw: Iterator[bytes]) -> Iterator[bytes]:
    """Piece by piece: a few bytes may stand for more than there is room for."""
    unpacker = zlib.decompressobj(EITHER_GZIP_OR_ZLIB)
    try:
        for piece in raw:
            yield unpacker.decompress(piece, CHUNK)
            while unpacker.unconsumed_tail:
                yield unpacker.decompress(unpacker.unconsumed_tail, CHUNK)
            if unpacker.eof:
                return
    except zlib.error:
        raise Trouble("not_readable", address, expected="gzip") from None
    raise Trouble("not_readable", address, expected="gzip")


def _fits(said: str) -> bool:
    """Whether it can be said back; a server may have told anything, or a whole book."""
    return bool(said) and said.isascii() and said.isprintable() and len(said) <= LONGEST_MARK


def _seconds(told: str) -> float:
    """How long a server wants us to wait: so many seconds, or until a time."""
    if told.strip().isascii() and told.strip().isdigit():
        return min(float(told), MOST_SECONDS)
    try:
        return max(0.0, parsedate_to_datetime(told).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return 0.0
