"""Slow lines keep nobody waiting: a request takes its turn when all of it has arrived."""

from collections.abc import Iterable
from io import BytesIO
from threading import Semaphore
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

AT_ONCE = 1


class Turns:
    """Waits for the body in any of many threads, and lets `AT_ONCE` of them into the application.

    The server hands over a request as soon as its head is there. With one thread, a phone that
    sends its text slowly or vanishes half-way would hold the whole worker. With many threads at
    work SQLite loses half of its writes a second to waiting (docs/decisions has the figures).
    """

    def __init__(self, application: "WSGIApplication") -> None:
        self.application = application
        self.turn = Semaphore(AT_ONCE)

    def __call__(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        length = _announced(environ)
        if 0 < length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            body = environ["wsgi.input"].read(length)
            if len(body) < length:  # gone half-way: half a text is not what they meant to send
                start_response("400 Bad Request", [("Content-Length", "0")])
                return []
            environ["wsgi.input"] = BytesIO(body)
        with self.turn:
            return self.application(environ, start_response)


def _announced(environ: "WSGIEnvironment") -> int:
    length = environ.get("CONTENT_LENGTH", "")
    return int(length) if length.isascii() and length.isdecimal() else 0
