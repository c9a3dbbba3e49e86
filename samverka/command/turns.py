"""Slow lines keep nobody waiting: a request takes its turn when all of it has arrived."""

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.conf import settings

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
        return self.turns.submit(self._answer, environ, start_response).result()

    def _answer(
        self, environ: "WSGIEnvironment", start_response: "StartResponse"
    ) -> Iterable[bytes]:
        """The whole answer; making and closing it may ask the database, so it is done here."""
        answer: Any = self.application(environ, start_response)
        if not hasattr(answer, "close"):
            return list(answer)
        with closing(answer):
            return list(answer)


def _announced(environ: "WSGIEnvironment") -> int:
    length = environ.get("CONTENT_LENGTH", "")
    return int(length) if length.isascii() and length.isdecimal() else 0
