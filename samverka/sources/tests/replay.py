"""A real server on this machine that answers as it is told, and remembers what it was asked.

with Replay() as server:
    server.say("/search", json={"results": []})         # the last answer is given again
    server.say("/search", status=500)                   # the next one
    web = server.web()
    web.get(f"{server.address}/search")
    server.asked[0].headers["user-agent"]
"""

import json as json_text
import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from email.parser import BytesParser
from email.policy import HTTP
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

from samverka.sources.web import Web

INSIDE = "127.0.0.1"


@dataclass(frozen=True)
class Said:
    """One answer. `body` may be pieces without end; `cut_after` bytes the connection breaks off;
    `drip` seconds go by before each piece."""

    status: int = 200
    body: bytes | Iterable[bytes] = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    delay: float = 0.0
    drip: float = 0.0
    cut_after: int | None = None


@dataclass(frozen=True)
class Asked:
    """One request; header names are small letters, `params` those of the address."""

    method: str
    path: str
    params: Mapping[str, str]
    headers: Mapping[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json_text.loads(self.body)

    @property
    def parts(self) -> dict[str, tuple[str, Any]]:
        """Of a form in parts: the type of each and what it holds, read as JSON."""
        head = f"Content-Type: {self.headers['content-type']}\r\n\r\n".encode()
        found: Any = BytesParser(policy=HTTP).parsebytes(head + self.body)
        return {
            str(part.get_param("name", header="content-disposition")): (
                part.get_content_type(),
                json_text.loads(part.get_payload(decode=True)),
            )
            for part in found.iter_parts()
        }


class Replay:
    """Answers by path, in the order they were said; the last of them again and again.

    With `params` an answer is only for requests that carry these.
    """

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self._said: dict[tuple[str, tuple[tuple[str, str], ...]], deque[Said]] = defaultdict(deque)
        self._server = ThreadingHTTPServer((INSIDE, 0), _handler(self))
        self._server.daemon_threads = True
        self.address = f"http://{INSIDE}:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._server.shutdown()
        self._server.socket.close()  # not server_close, which waits for answers without end

    def web(self, **options: Any) -> Web:
        """A way to ask this server that loses no time."""
        return Web(**{"agent": "test", "inside": (INSIDE,), "pause": 0.0, **options})

    def say(
        self,
        path: str,
        *,
        json: Any = None,
        params: Mapping[str, str] | None = None,
        **answer: Any,
    ) -> None:
        if json is not None:
            answer["body"] = json_text.dumps(json).encode()
            answer["headers"] = {"Content-Type": "application/json", **answer.get("headers", {})}
        self._said[path, tuple(sorted((params or {}).items()))].append(Said(**answer))

    def answer(self, asked: Asked) -> Said:
        self.asked.append(asked)
        for (path, params), answers in sorted(self._said.items(), key=lambda one: -len(one[0][1])):
            if path == asked.path and set(params) <= set(asked.params.items()):
                return answers.popleft() if len(answers) > 1 else answers[0]
        return Said(status=404)


def _handler(replay: Replay) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self._answer()

        def _answer(self) -> None:
            parts = urlsplit(self.path)
            body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
            params = {name: values[0] for name, values in parse_qs(parts.query).items()}
            headers = {name.lower(): value for name, value in self.headers.items()}
            said = replay.answer(Asked(self.command, parts.path, params, headers, body))
            time.sleep(said.delay)
            try:
                self._say(said)
            except OSError:
                self.close_connection = True  # whoever asked has heard enough

        def _say(self, said: Said) -> None:
            whole = isinstance(said.body, bytes)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if isinstance(said.body, bytes):
                self.send_header("Content-Length", str(len(said.body)))
            else:
                self.send_header("Connection", "close")
            self.end_headers()
            if said.status != 304:
                self._send([said.body] if isinstance(said.body, bytes) else said.body, said)
            self.close_connection = not whole or said.cut_after is not None

        def _send(self, pieces: Iterable[bytes], said: Said) -> None:
            for piece in pieces:
                time.sleep(said.drip)
                self.wfile.write(piece[: said.cut_after])
                if said.cut_after is not None:
                    return

        def log_message(self, format: str, *args: Any) -> None:
            """Tests are quiet."""

    return Handler
