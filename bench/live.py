"""Many people type in one text: how long until the others see it, beside the reference server."""

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import psycopg

from bench.table import Table
from tests.run import POSTGRES, without_postgres
from tests.yjs import folder, missing, start

PEOPLE = 50
SECONDS = 15
EVERY = 400  # ms from one key to the next, on average
ROUNDS = 3
ORIGIN = "http://127.0.0.1:8000"
REFERENCE = "node_modules/@y/websocket-server/dist/server.cjs"
LISTENS_WITHIN = 30  # seconds
COLUMNS = ("server", "stores", "p50 ms", "p95 ms", "p99 ms", "worst ms", "arrived", "all the same")
GOAL = 200  # ms, p95


@dataclass(frozen=True)
class Row:
    """The same people on one kind of server, in several rounds."""

    what: str
    stores: str
    rounds: Sequence[dict[str, Any]]

    def cells(self) -> list[str]:
        times = [median(one[key] for one in self.rounds) for key in ("p50", "p95", "p99")]
        arrived = sum(one["deliveries"] for one in self.rounds)
        wanted = sum(one["wanted"] for one in self.rounds)
        return [
            self.what,
            self.stores,
            *(f"{time:.0f}" for time in times),
            f"{max(one['worst'] for one in self.rounds):.0f}",
            f"{arrived:,} of {wanted:,}",
            "yes" if all(one["same"] for one in self.rounds) else "no",
        ]


def run() -> Table:
    if why := missing():
        raise SystemExit(f"There is nobody to write: {why}")
    rows = [
        Row("@y/websocket-server, the reference", "nothing", _rounds(reference)),
        Row("ours", "SQLite", _rounds(lambda: ours(1))),
        Row("ours, two processes", "SQLite", _rounds(lambda: ours(2))),
    ]
    if not without_postgres():
        rows.append(Row("ours", "PostgreSQL", _rounds(lambda: ours(1, postgres=True))))
    return Table(
        "live",
        f"{PEOPLE} real Yjs clients in one Node process, each in a paragraph of its own of one"
        f" text, a key every {EVERY} ms on average for {SECONDS} s: from the key until each of the"
        " others has it in its document. Clients and server on the same two cores, the same"
        f" scripts for both servers; medians of {ROUNDS} rounds, worst of all. The reference keeps"
        " the text in memory and forgets it; ours has every key in the database before it passes"
        f" it on. Goal: p95 {GOAL} ms, everything arrives, and whoever comes afterwards reads the"
        " same.",
        COLUMNS,
        [row.cells() for row in rows],
    )


def _rounds(serve: Any) -> list[dict[str, Any]]:
    return [_round(serve, seed) for seed in range(ROUNDS)]


def _round(serve: Any, seed: int) -> dict[str, Any]:
    with serve() as asked:
        crowd = start(
            "crowd.mjs",
            **asked,
            origin=ORIGIN,
            people=PEOPLE,
            seconds=SECONDS,
            every=EVERY,
            seed=seed,
        )
        told, trouble = crowd.communicate(timeout=SECONDS + 150)
    if crowd.returncode:
        raise SystemExit(f"The crowd did not come to an end: {trouble}")
    found: dict[str, Any] = json.loads(told)
    return found


@contextmanager
def reference() -> Iterator[dict[str, Any]]:
    port = _free_port()
    environment = os.environ | {"HOST": "127.0.0.1", "PORT": str(port)}
    with _running(["node", REFERENCE], port, environment, cwd=folder()):
        yield {"urls": [f"ws://127.0.0.1:{port}/bench"], "cookies": [""], "stores": False}


@contextmanager
def ours(processes: int, *, postgres: bool = False) -> Iterator[dict[str, Any]]:
    with ExitStack() as stack:
        data = stack.enter_context(TemporaryDirectory(prefix="samverka-bench-"))
        environment = os.environ | {"SAMVERKA_DATA": data}
        environment.pop("DATABASE_URL", None)
        if postgres:
            environment["DATABASE_URL"] = stack.enter_context(_new_database())
        made = [sys.executable, "-m", "bench.live_people", str(PEOPLE)]
        people = subprocess.run(made, env=environment, check=True, stdout=subprocess.PIPE)
        found = json.loads(people.stdout)
        urls = []
        for _ in range(processes):
            port = _free_port()
            command = [sys.executable, "-m", "samverka.writing.tests.serve", str(port)]
            stack.enter_context(_running(command, port, environment))
            urls.append(f"ws://127.0.0.1:{port}/live/{found['text']}")
        yield {"urls": urls, "cookies": found["cookies"], "stores": True}


@contextmanager
def _running(
    command: list[str], port: int, environment: dict[str, str], cwd: Path | None = None
) -> Iterator[None]:
    """A server, from when it listens; ended without asking it."""
    with subprocess.Popen(command, env=environment, cwd=cwd, stdout=subprocess.DEVNULL) as server:
        try:
            last = time.monotonic() + LISTENS_WITHIN
            while not _listens(port):
                if time.monotonic() > last or server.poll() is not None:
                    raise SystemExit(f"It did not start: {' '.join(command)}")
                time.sleep(0.05)
            yield
        finally:
            server.kill()


def _listens(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), timeout=1).close()
    except OSError:
        return False
    return True


@contextmanager
def _new_database() -> Iterator[str]:
    name = f"bench_{uuid4().hex[:12]}"
    with psycopg.connect(POSTGRES, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            yield f"{POSTGRES.rpartition('/')[0]}/{name}"
        finally:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
