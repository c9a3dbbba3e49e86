"""Slow lines keep nobody waiting: a request takes its turn when all of it has arrived."""

from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings

from samverka.common.visitors import address_of

SLOW_LINES = 24  # bodies that one address may be sending at the same time, in each worker

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment


class Turns:
    """Waits for bodies in the server's many threads, and runs the application in one of its own.

    The server hands over a request as soon as its head is there. With a single thread, a phone
    that sends its text slowly or vanishes half-way would hold the whole worker. With many at
    work, SQLite loses half of its writes a second to waiting, and each opens a connection of its
    own. So there is one thread, with one connection, and nobody on the line.
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.turns = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pages")
        self.waiting: Counter[str] = Counter()
        self.lock = Lock()

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        length = _announced(environ)
        if environ.get("HTTP_TRANSFER_ENCODING"):
            return _refuse(start_response, "411 Length Required")
        if length > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            environ["wsgi.input"] = BytesIO()  # not read; the application says it is too much
        elif length:
            body = self._body(environ, length)
            if body is None:
                return _refuse(start_response, "503 Service Unavailable")
            if len(body) < length:  # gone half-way: half a text is not what they meant to send
                return _refuse(start_response, "400 Bad Request")
            environ["wsgi.input"] = BytesIO(body)
        return self.turns.submit(self._answer, environ, start_response).result()

    def _body(self, environ: "WSGIEnvironment", length: int) -> bytes | None:
        """What was sent; None when this address already has its share of slow lines open."""
        sender = address_of(environ)
        with self.lock:
            if self.waiting[sender] >= SLOW_LINES:
                return None
            self.waiting[sender] += 1
        try:
            return bytes(environ["wsgi.input"].read(length))
        finally:
            with self.lock:
                self.waiting[sender] -= 1
                self.waiting += Counter()  # forget who waits for nothing

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The whole answer; making and closing it may ask the database, so it is done here."""
        answer: Any = self.application(environ, start_response)
        if not hasattr(answer, "close"):
            return list(answer)
        with closing(answer):
            return list(answer)


def _refuse(start_response: "StartResponse", status: str) -> list[bytes]:
    """Before anything is read, and without asking the application."""
    text = f"{status[4:]}.\n".encode()
    headers = [("Content-Type", "text/plain"), ("Content-Length", str(len(text)))]
    start_response(status, [*headers, ("Connection", "close")])
    return [text]


def _announced(environ: "WSGIEnvironment") -> int:
    length = environ.get("CONTENT_LENGTH", "")
    return int(length) if length.isascii() and length.isdecimal() else 0
