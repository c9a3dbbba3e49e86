"""A server of embeddings on this machine, that says what a test wants."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any


@dataclass
class Reply:
    body: str
    status: int = 200
    wait: float = 0.0  # seconds before anything is said
    piece: float = 0.0  # seconds between the letters, which come one by one


def vectors(texts: list[str]) -> Reply:
    """Rows [length of the text, 1], the last one first."""
    rows = [{"index": n, "embedding": [len(text), 1]} for n, text in enumerate(texts)]
    return Reply(json.dumps({"object": "list", "data": rows[::-1]}))


class EmbeddingsServer(ThreadingHTTPServer):
    """Replays what such a server says; remembers what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.reply: Callable[[list[str]], Reply] = vectors
        self.asked: list[tuple[str, str | None, dict[str, Any]]] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/v1"

    def handle_error(self, *_: object) -> None:
        """Who has stopped waiting hangs up; that is no error here."""


class Conversation(BaseHTTPRequestHandler):
    server: EmbeddingsServer

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers["Authorization"], asked))
        reply = self.server.reply(asked["input"])
        time.sleep(reply.wait)
        self.send_response(reply.status)
        self.send_header("Location", self.server.address + "/elsewhere")
        self.end_headers()
        if not reply.piece:
            self.wfile.write(reply.body.encode("utf-8", "surrogateescape"))
            return
        for letter in reply.body:
            self.wfile.write(letter.encode())
            time.sleep(reply.piece)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def serving() -> Iterator[EmbeddingsServer]:
    with EmbeddingsServer() as running:
        Thread(target=running.serve_forever, args=(0.01,), daemon=True).start()
        yield running
        running.shutdown()
