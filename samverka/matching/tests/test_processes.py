"""Several processes and threads share one index."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest

import samverka
from samverka.matching import Document, IndexBusyError, Matcher, store
from samverka.matching.tests.conftest import COLLECTION, open_matcher

ROOT = Path(samverka.__file__).parents[1]

PREPARE = """
import sys, time
from pathlib import Path
from samverka.matching import Document
from samverka.matching.tests.conftest import open_matcher
matcher = open_matcher(Path(sys.argv[1]))
def say(word): print(word, flush=True)
"""

# Answers every line with the ids that are found for it.
READER = """
say("ready")
for line in sys.stdin:
    say(" ".join(match.id for match in matcher.match(line)) or "nothing")
"""

# Adds endless documents in one go, so that nothing is ever committed.
WRITER = """
def endless():
    n = 0
    while True:
        yield Document("partner:bikes", "partner", f"Halvfärdig {n}", "mumlar om pingviner " * 50)
        n += 1
        if n == 2000:
            say("writing")
matcher.add(endless())
"""


@contextmanager
def process(code: str, index: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PREPARE + code, str(index)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as running:
        try:
            assert answer(running) in ("ready", "writing")
            yield running
        finally:
            running.kill()


def answer(running: subprocess.Popen[str]) -> str:
    assert running.stdout
    return running.stdout.readline().strip()


def ask(running: subprocess.Popen[str], text: str) -> str:
    assert running.stdin
    running.stdin.write(text + "\n")
    running.stdin.flush()
    return answer(running)


def test_readers_in_other_processes_see_a_write_at_once(matcher: Matcher, tmp_path: Path) -> None:
    index = tmp_path / "index"
    with process(READER, index) as first, process(READER, index) as second:
        assert [ask(first, "körsång"), ask(second, "cykel")] == ["nothing", "partner:bikes"]

        for n in range(20):
            matcher.add([Document(f"talk:{n}", "talk", "Körsång")])
            matcher.remove([f"talk:{n - 1}"])
            assert [ask(first, "körsång"), ask(second, "körsång")] == [f"talk:{n}"] * 2


def test_a_process_killed_while_writing_leaves_the_last_good_state(tmp_path: Path) -> None:
    index = tmp_path / "index"
    open_matcher(index).add(COLLECTION)

    with process(WRITER, index) as writer:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()

    matcher = open_matcher(index)
    assert matcher.match("pingviner") == []
    assert [match.id for match in matcher.match("cykel")] == ["partner:bikes"]
    matcher.add([Document("talk:1", "talk", "Pingviner")])
    assert [match.id for match in matcher.match("pingviner")] == ["talk:1"]


def test_who_has_waited_long_enough_for_another_writer_is_told(
    matcher: Matcher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "_PATIENCE", 0.1)

    with process(WRITER, tmp_path / "index"):
        with pytest.raises(IndexBusyError, match="Another process has been writing"):
            matcher.remove(["partner:bikes"])
        assert [match.id for match in matcher.match("cykel")] == ["partner:bikes"]


def test_threads_read_while_one_writes(matcher: Matcher) -> None:
    def read(_: int) -> set[str]:
        return {match.id for _ in range(50) for match in matcher.match("laga en cykel")}

    with ThreadPoolExecutor(5) as threads:
        answers = threads.map(read, range(4))
        for n in range(10):
            matcher.add([Document(f"talk:{n}", "talk", f"Körsång {n}")])

    assert list(answers) == [{"partner:bikes"}] * 4


def test_threads_wait_for_each_other_to_write(matcher: Matcher) -> None:
    def write(n: int) -> None:
        matcher.add([Document(f"talk:{n}", "talk", "Körsång")])

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(write, range(12)))

    assert len(matcher.match("körsång", limit=20)) == 12


def test_an_index_opens_quickly(matcher: Matcher, tmp_path: Path) -> None:
    start = time.perf_counter()
    open_matcher(tmp_path / "index")
    assert time.perf_counter() - start < 0.1
