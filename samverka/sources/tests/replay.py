"""A funder on this machine: a real HTTP server that answers what a story has it answer.

    def test_something(funder: Replay) -> None:                 # the fixture of conftest.py
        funder.at("/search", json_told({"hits": []}), Told(status=500), json_told({"hits": [1]}))
        funder.at("/pages", lambda asked: json_told(page(asked.params["pageNumber"])))
        list(Source(funder.address + "/search").read(polite(), {}))
        assert [one.params for one in funder.asked] == [{"page": "1"}, {"page": "1"}]
        assert funder.asked[0].headers["user-agent"] == AGENT   # names in small letters

The answers of a path are told in their order, and the last one again and again. An answer may be a
function of what was asked. A path without answers is not found (404).

`Told` holds the troubles too: `delay` seconds before anything is said; `cut` so many bytes of the
body are sent, then the line goes dead; a body that is a function gives pieces without telling how
many (`forever` never ends), `drip` seconds apart.

`polite()` is a `Web` that reaches this server and does not wait; what it would have waited is in
`.slept`. Hand it arguments of `Web` to change any of that.
"""

import json
import socket
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from samverka.sources.web import Web

AGENT = "Samverka (+https://samverka.example)"

Pieces = Callable[[], Iterator[bytes]]


@dataclass(frozen=True)
class Told:
    """One answer."""

    body: bytes | Pieces = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    cut: int | None = None


@dataclass(frozen=True)
class Asked:
    """One request; the names of `headers` are in small letters."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes = b""

    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode()))

    @property
    def parts(self) -> dict[str, tuple[str, str]]:
        """The parts of a multipart form by name: what type each has, and its text."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        whole = BytesParser(policy=HTTP).parsebytes(head + self.body)
        return {
            str(part.get_param("name", header="content-disposition")): (
                part.get_content_type(),
                bytes(part.get_payload(decode=True) or b"").decode(),
            )
            for part in whole.iter_parts()
        }


Answer = Told | Callable[[Asked], Told]


def json_told(value: Any, **facts: Any) -> Told:
    """JSON, with whatever else `Told` holds."""
    headers = {"Content-Type": "application/json", **facts.pop("headers", {})}
    return Told(json.dumps(value).encode(), headers=headers, **facts)


def html_told(text: str, **facts: Any) -> Told:
    headers = {"Content-Type": "text/html; charset=utf-8", **facts.pop("headers", {})}
    return Told(text.encode(), headers=headers, **facts)


def forever(piece: bytes) -> Pieces:
    def pieces() -> Iterator[bytes]:
        while True:
            yield piece

    return pieces


@dataclass
class Slept:
    """Stands in for the clock: sleeps no time at all, and remembers how long it should have."""

    slept: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(round(seconds, 1))


def polite(**choices: Any) -> Web:
    """A `Web` for these stories: it may reach this machine, and waits for nothing."""
    plain: dict[str, Any] = {
        "agent": AGENT,
        "inside": ("127.0.0.1",),
        "pause": 0.0,
        "sleep": Slept(),
    }
    return Web(**plain | choices)


class Replay:
    """The server. Use it with `with`, or take the fixture `funder`."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._answers: dict[str, list[Answer]] = {}
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()
        self.over = threading.Event()
        self._server = _Server(self)
        self.port: int = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def at(self, path: str, *answers: Answer) -> None:
        """What is answered at a path from now on."""
        with self._lock:
            self._answers[path], self._counts[path] = list(answers), 0

    def answer(self, asked: Asked) -> Told:
        with self._lock:
            self.asked.append(asked)
            answers = self._answers.get(asked.path)
            if not answers:
                return Told(b"nothing here", 404)
            number = min(self._counts[asked.path], len(answers) - 1)
            self._counts[asked.path] += 1
        answer = answers[number]
        return answer if isinstance(answer, Told) else answer(asked)

    def times(self, path: str) -> int:
        """How often a path was asked."""
        return sum(one.path == path for one in self.asked)


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, replay: Replay) -> None:
        self.replay = replay
        super().__init__(("127.0.0.1", 0), _Handler)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Whoever asks may hang up; that is no failure of the server."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        self._replay()

    def do_POST(self) -> None:
        self._replay()

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing is told of what is asked here."""

    def _replay(self) -> None:
        parts = urlsplit(self.path)
        asked = Asked(
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )
        told = self.server.replay.answer(asked)
        if told.delay:
            self.server.replay.over.wait(told.delay)
        try:
            self._tell(told)
        except OSError:
            self.close_connection = True

    def _tell(self, told: Told) -> None:
        self.send_response(told.status)
        for name, value in told.headers.items():
            self.send_header(name, value)
        if callable(told.body):
            self.send_header("Connection", "close")
            self.end_headers()
            for piece in told.body():
                self.wfile.write(piece)
                if self.server.replay.over.wait(told.drip) if told.drip else self._is_over():
                    break
            return
        if told.status not in (204, 304):
            self.send_header("Content-Length", str(len(told.body)))
        self.end_headers()
        self.wfile.write(told.body[: told.cut])
        if told.cut is not None:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
            self.close_connection = True

    def _is_over(self) -> bool:
        return self.server.replay.over.is_set()
