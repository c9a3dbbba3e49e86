"""The live part for tests: in this process, or in one of its own that can be killed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

from django.db import connection
from django.test import Client

from samverka.people.models import Person
from samverka.writing.live.server import House
from samverka.writing.live.watch import watch

ORIGIN = "http://127.0.0.1:8000"


def session_of(person: Person) -> str:
    client = Client()
    client.force_login(person)
    return client.session.session_key or ""


@asynccontextmanager
async def served() -> AsyncIterator[str]:
    """Its address; the house is in this process."""
    house = House()
    server = await house.listen("127.0.0.1", 0)
    watching = asyncio.ensure_future(watch(house, lambda: None))
    port = server.sockets[0].getsockname()[1]
    try:
        yield f"ws://127.0.0.1:{port}/live"
    finally:
        watching.cancel()
        await house.end(server)


class Process:
    """The live part on a port of its own; killed without warning, and started again."""

    def __init__(self, database: str = "") -> None:
        self.database = database or _database()
        with socket.create_server(("127.0.0.1", 0)) as trial:
            self.port = trial.getsockname()[1]
        self.address = f"ws://127.0.0.1:{self.port}/live"
        self.start()

    def start(self) -> None:
        command = [sys.executable, "-m", "samverka.writing.tests.serve", str(self.port)]
        self.process = subprocess.Popen(command, env=os.environ | {"DATABASE_URL": self.database})

    def wait(self, seconds: float = 20) -> None:
        last = time.monotonic() + seconds
        while time.monotonic() < last:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise AssertionError("the live part does not listen")

    def kill(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@contextmanager
def live_process() -> Iterator[Process]:
    process = Process()
    try:
        process.wait()
        yield process
    finally:
        process.kill()


def _database() -> str:
    """The database of the tests, as its address."""
    found = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{found['NAME']}"
    secret = f":{found['PASSWORD']}" if found["PASSWORD"] else ""
    return f"postgresql://{found['USER']}{secret}@{found['HOST']}:{found['PORT']}/{found['NAME']}"
