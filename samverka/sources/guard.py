"""Which machines may be asked: those that the whole internet can reach, and no others.

Whoever can name an address for us to fetch could otherwise let us knock on doors inside. A name is
looked up once, everything it stands for is looked at, and one of those very addresses is called,
so that the name cannot point elsewhere a moment later.
"""

import socket
import ssl
import time
from collections.abc import Collection, Iterable
from concurrent.futures import Future
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import httpcore

from samverka.sources.trouble import Trouble

NAME_SECONDS = 10.0  # that a name server has, however long the rest may take

# Networks in which an old address (IPv4) is written as a part of a new one, and where it begins.
TRANSLATED = ((IPv6Network("64:ff9b::/96"), 0), (IPv6Network("2002::/16"), 80))
TUNNELS = (IPv6Network("64:ff9b:1::/48"), IPv6Network("2001::/32"))  # lead we cannot know where


def may_be_called(address: str, inside: Collection[str]) -> bool:
    """https, and http only to hosts inside that we were told of; never with a password in it."""
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname, parts.port
    except ValueError:
        return False
    plain = bool(host) and parts.username is None and parts.password is None
    return plain and (parts.scheme == "https" or (parts.scheme == "http" and host in inside))


def is_public(number: str) -> bool:
    """Whether an address, written in numbers, belongs to the internet."""
    try:
        address = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    if isinstance(address, IPv6Address):
        if any(address in tunnel for tunnel in TUNNELS):
            return False
        address = _within(address) or address
    if isinstance(address, IPv6Address) and address.is_site_local:
        return False  # out of use, and still inside where somebody has it
    return address.is_global and not address.is_multicast and not address.is_reserved


def _within(address: IPv6Address) -> IPv4Address | None:
    """The old address that a new one stands for."""
    if address.ipv4_mapped:
        return address.ipv4_mapped
    for network, shift in TRANSLATED:
        if address in network:
            return IPv4Address(int(address) >> shift & 0xFFFFFFFF)
    return None


def numbers_of(
    host: str, port: int, inside: Collection[str], seconds: float = NAME_SECONDS
) -> list[str]:
    """The addresses of a host in numbers; raises `Trouble` when any of them is not public, and
    `httpcore.ConnectTimeout` when nobody has told them in time."""
    try:
        found = _asked(host, port, min(seconds, NAME_SECONDS))
    except (OSError, UnicodeError):
        raise Trouble("unreachable", host, why="name") from None
    numbers = list(dict.fromkeys(str(one[4][0]) for one in found))
    if host not in inside and not all(map(is_public, numbers)):
        raise Trouble("not_allowed", host)
    return numbers


def _asked(host: str, port: int, seconds: float) -> list[Any]:
    """What the system says of a name. It has no limit of its own: a name server that never answers
    would hold us for minutes, so somebody else waits for it."""
    told: Future[list[Any]] = Future()

    def ask() -> None:
        try:
            told.set_result(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except Exception as error:
            told.set_exception(error)

    Thread(target=ask, name="name", daemon=True).start()
    try:
        return told.result(seconds)
    except TimeoutError:
        raise httpcore.ConnectTimeout(f"nobody tells the address of {host}") from None


class Guard(httpcore.NetworkBackend):
    """Connects only where it may, and lets nothing take longer than `until`, in monotonic seconds.

    A server that sends a byte now and then would otherwise hold us for ever.
    """

    def __init__(self, inside: Collection[str]) -> None:
        self.inside, self.until = inside, float("inf")
        self._network = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        trouble: Exception | None = None
        for number in numbers_of(host, port, self.inside, self.left(timeout)):
            try:
                stream = self._network.connect_tcp(number, port, self.left(timeout))
                return _Timed(stream, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                trouble = error
        raise trouble or httpcore.ConnectError(f"{host} has no address")

    def left(self, timeout: float | None) -> float:
        left = self.until - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout
        return min(left, timeout or left)


class _Timed(httpcore.NetworkStream):
    """A connection on which nothing goes on beyond the guard's time."""

    def __init__(self, stream: httpcore.NetworkStream, guard: Guard) -> None:
        self._stream, self._guard = stream, guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._guard.left(timeout)
        return _Timed(self._stream.start_tls(ssl_context, server_hostname, left), self._guard)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
