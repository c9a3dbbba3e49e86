"""Serving: what each part does, and that all of them start, stay and stop well together."""

import os
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from typing import Any

import pytest
from django.core import mail
from django.utils import timezone

from samverka.cast import Cast
from samverka.command import jobs
from samverka.command.demo import only_demo, start_over
from samverka.command.serve import need_free_port, parts
from samverka.command.turns import SLOW_LINES, Turns
from samverka.common.refusal import Refused
from samverka.record.models import Letter
from tests import own_data

ROOT = Path(__file__).resolve().parent.parent
BUSY = 90  # seconds that a part may need to start where browsers run beside it


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


# ---- The jobs part ----


def post(number: int) -> None:
    Letter.objects.create(to=f"{number}@example.org", language="sv", subject=str(number), body="x")


def test_no_letter_is_taken_that_is_not_sent_when_told_to_stop(cast: Cast) -> None:
    Letter.objects.all().delete()
    for number in range(3):
        post(number)

    jobs.send_letters(lambda: len(mail.outbox) == 2)

    assert [letter.to for letter in mail.outbox] == [
        ["0@example.org"],
        ["1@example.org"],
    ]
    assert list(Letter.objects.values_list("state", flat=True)) == ["sent", "sent", "waiting"]


def test_trouble_in_one_job_does_not_stop_the_others(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    done = list[str]()

    def fail(stopping: object) -> None:
        raise ValueError("no")

    due = [
        jobs.Job("first", 1, fail),
        jobs.Job("second", 1, lambda _: done.append("each")),
        jobs.Job("third", 1, lambda _: done.append("once"), for_each=False),
    ]
    jobs.do_each(due, lambda: False)

    assert done == ["each", "each", "once"]
    told = [record.getMessage() for record in caplog.records]
    assert told == ["first of psi went wrong", "first of grannlanet went wrong"]


def test_every_job_can_be_done(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path
    jobs.do_each(list(jobs.JOBS), lambda: False)
    jobs.beat()
    assert time.time() - (tmp_path / "jobs.heartbeat").stat().st_mtime < 60
    assert not Letter.objects.due(timezone.now()).exists()


# ---- The pages part ----


def ask(
    turns: Turns, body: BytesIO, length: int, sender: str = "192.0.2.1"
) -> tuple[list[str], list[bytes]]:
    statuses = list[str]()
    environ = {"wsgi.input": body, "CONTENT_LENGTH": str(length), "REMOTE_ADDR": sender}
    answer = turns(environ, lambda status, headers: statuses.append(status))  # type: ignore[arg-type]
    return statuses, list(answer)


def test_one_address_cannot_hold_every_line_with_bodies_that_never_come() -> None:
    turns = Turns(lambda environ, start: [b"answered"])
    turns.waiting["192.0.2.7"] = SLOW_LINES

    assert ask(turns, BytesIO(b"a=1"), 3, "192.0.2.7")[0] == ["503 Service Unavailable"]
    assert ask(turns, BytesIO(b"a=1"), 3, "192.0.2.8")[1] == [b"answered"]
    assert turns.waiting == {"192.0.2.7": SLOW_LINES}


def test_what_is_too_much_is_never_read() -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise AssertionError("nobody should wait for this")

    turns = Turns(lambda environ, start: [environ["wsgi.input"].read()])

    assert ask(turns, Endless(), 400_000_000)[1] == [b""]


def test_half_a_request_is_not_taken_for_a_whole_one() -> None:
    turns = Turns(lambda environ, start: [environ["wsgi.input"].read()])
    assert ask(turns, BytesIO(b"text=hej"), 8) == ([], [b"text=hej"])
    assert ask(turns, BytesIO(b"text=h"), 8) == (["400 Bad Request"], [b"Bad Request.\n"])


def test_a_slow_request_keeps_nobody_waiting() -> None:
    arrived = threading.Event()

    class Slow(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            arrived.wait(10)
            return super().read(size)

    turns = Turns(lambda environ, start: [environ["wsgi.input"].read()])
    answers = list[object]()
    slow = threading.Thread(target=lambda: answers.append(ask(turns, Slow(b"slow"), 4)[1]))
    slow.start()
    answers.append(ask(turns, BytesIO(b"fast"), 4)[1])
    arrived.set()
    slow.join()
    assert answers == [[b"fast"], [b"slow"]]


# ---- Serving ----


def test_a_machine_runs_what_it_is_asked_for() -> None:
    names = {
        part: [one.name for one in parts(part, "127.0.0.1", 80)]
        for part in (None, "pages", "live", "jobs")
    }
    assert names == {
        None: ["pages", "index", "live", "jobs", "sources"],
        "pages": ["pages", "index"],
        "live": ["live"],
        "jobs": ["jobs", "sources"],
    }


def test_a_taken_port_is_refused() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(Refused, match=rf"^127\.0\.0\.1:{port} cannot be used"):
            need_free_port("127.0.0.1", port)


def test_the_demo_touches_nobodys_real_data(tmp_path: Path, settings: Any) -> None:
    settings.INDEX_DIR = settings.STATIC_ROOT = tmp_path / "made"
    (tmp_path / "samverka.sqlite3").write_text("real")
    with pytest.raises(Refused, match="holds real data"), only_demo(tmp_path):
        pass
    (tmp_path / "samverka.sqlite3").unlink()
    with only_demo(tmp_path):
        with pytest.raises(Refused, match="is running already"), only_demo(tmp_path):
            pass
        (tmp_path / "samverka.sqlite3").write_text("demo")
        start_over(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["demo.lock", "made"]


# ---- As processes ----


@contextmanager
def running_demo(folder: Path, port: int) -> Iterator[tuple["subprocess.Popen[str]", str]]:
    command = [sys.executable, "-m", "samverka.command", "demo", "--port", str(port)]
    environment = own_data.environment(SAMVERKA_DATA=str(folder))
    with (
        (folder.parent / "demo.log").open("a") as log,
        subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=log, text=True
        ) as demo,
    ):
        assert demo.stdout is not None
        try:
            yield demo, demo.stdout.readline()
        finally:
            demo.kill()


def status_of(port: int, path: str) -> int:
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    finally:
        connection.close()


def parts_running(folder: Path) -> list[int]:
    """The process ids of everything that works on this folder."""
    mark = f"SAMVERKA_DATA={folder}\0".encode()
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                if mark in (entry / "environ").read_bytes():
                    found.append(int(entry.name))
            except OSError:  # it has just ended
                continue
    return found


def wait_until(reached: Any, seconds: float) -> float:
    started = time.monotonic()
    while not reached() and time.monotonic() - started < seconds:
        time.sleep(0.05)
    return time.monotonic() - started


def made_in(folder: Path) -> dict[str, object]:
    """What the first start makes: as it was, when a later start has made nothing anew."""
    database = folder / "samverka.sqlite3"
    with closing(sqlite3.connect(database)) as opened:
        rows = [
            opened.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
            for table, columns in (
                ("django_migrations", "name, applied"),
                ("people_person", "id, email, joined_at"),
                ("ideas_idea", "id, title, sent_at"),
            )
        ]
    static = {path: path.stat().st_mtime_ns for path in (folder / "static").rglob("*.*")}
    indexes = {path: path.read_text() for path in (folder / "index").glob("*/current")}
    return {
        "database": database.stat().st_ino,
        "rows": rows,
        "static": static,
        "indexes": indexes,
    }


@pytest.mark.slow
def test_the_demo_starts_keeps_its_data_and_stops_at_once(tmp_path: Path) -> None:
    folder, port = tmp_path / "data", free_port()
    line = f"Samverka is ready at http://127.0.0.1:{port}/\n"
    with running_demo(folder, port) as (demo, said):
        assert (said, status_of(port, "/sv/"), status_of(port, "/en/")) == (line, 200, 200)
        with running_demo(tmp_path / "other", port) as (second, unsaid):
            assert (second.wait(10), unsaid) == (1, "")
        demo.send_signal(signal.SIGINT)
        # Two seconds on a quiet machine; much more would mean that a part was waited for.
        assert wait_until(lambda: demo.poll() is not None, 20) < 10
        assert (demo.returncode, demo.stdout.read() if demo.stdout else "") == (0, "")
    assert parts_running(folder) == []

    made = made_in(folder)
    assert all(made.values())
    with running_demo(folder, port) as (demo, said):
        assert said == line
        demo.terminate()
        assert wait_until(lambda: demo.poll() is not None, 20) < 10
    assert made_in(folder) == made


@pytest.mark.slow
def test_a_part_that_dies_comes_back_and_a_killed_demo_takes_its_parts_along(
    tmp_path: Path,
) -> None:
    folder, port = tmp_path / "data", free_port()
    with running_demo(folder, port) as (demo, _):
        mine = {pid for pid in parts_running(folder) if pid != demo.pid}
        for pid in mine:
            os.kill(pid, signal.SIGKILL)

        def back() -> bool:
            now = set(parts_running(folder)) - {demo.pid}
            return not now & mine and len(now) >= len(mine)

        assert wait_until(back, BUSY) < BUSY
        assert wait_until(lambda: is_answering(port), BUSY) < BUSY
        demo.kill()
        assert wait_until(lambda: not parts_running(folder), BUSY) < BUSY


def is_answering(port: int) -> bool:
    try:
        return status_of(port, "/readyz") == 200
    except OSError:
        return False


class MailServer(ThreadingTCPServer):
    """Takes letters in, but does not say so before it is let."""

    daemon_threads = allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), MailConversation)
        self.taken = list[str]()
        self.may_answer = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        host, port = self.server_address[:2]
        return {
            "SAMVERKA_MAIL_HOST": str(host),
            "SAMVERKA_MAIL_PORT": str(port),
            "SAMVERKA_MAIL_TLS": "false",
        }


class MailConversation(StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 ready")
        to = ""
        while line := self.rfile.readline().decode().strip():
            if line.startswith("rcpt"):
                to = line.partition("<")[2].partition(">")[0]
            if line == "data":
                self.say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                self.server.taken.append(to)
                self.server.may_answer.wait(20)
            self.say("250 fine")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


LETTERS = """
from samverka.cast import gather_cast
from samverka.common.tenancy import scope
from samverka.record.models import Letter
with scope(gather_cast().partnership.pk):
    Letter.objects.all().delete()
    for one in "abc":
        Letter.objects.create(to=f"{one}@example.org", language="sv", subject=one, body=one)
"""


@pytest.mark.slow
def test_told_to_stop_while_a_letter_leaves_none_is_sent_twice_or_lost(tmp_path: Path) -> None:
    @contextmanager
    def samverka(*arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        environment = own_data.environment(SAMVERKA_DATA=str(tmp_path)) | server.environment
        command = [sys.executable, "-m", "samverka.command", *arguments]
        with subprocess.Popen(command, cwd=ROOT, env=environment) as process:
            try:
                yield process
            finally:
                process.terminate()

    with MailServer() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for prepare in (["migrate"], ["manage", "shell", "-v", "0", "-c", LETTERS]):
            with samverka(*prepare) as process:
                assert process.wait(180) == 0
        with samverka("serve", "jobs") as first:
            assert wait_until(lambda: bool(server.taken), BUSY) < BUSY
            first.terminate()
            time.sleep(1)
            assert (server.taken, first.poll()) == (["a@example.org"], None)
            server.may_answer.set()
            assert first.wait(10) == 0
            assert server.taken == ["a@example.org"]
        with samverka("serve", "jobs") as second:
            assert wait_until(lambda: len(server.taken) >= 3, BUSY) < BUSY
            time.sleep(1.5)
            second.terminate()
            assert second.wait(10) == 0
        assert server.taken == ["a@example.org", "b@example.org", "c@example.org"]
        server.shutdown()
