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

pytestmark = pytest.mark.slow  # starts processes of its own

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

# The same, in the place of everything there is.
REBUILDER = WRITER.replace("matcher.add", "matcher.replace")

# Adds one document after the other and names each that is in.
BUSY_WRITER = """
say("ready")
for n in range(int(sys.argv[2]), 10_000):
    word = "".join("abcdefghij"[int(digit)] for digit in f"{n:04}")
    matcher.add([Document(f"talk:{n}", "talk", "Körsång", f"med {word}")])
    say(n)
"""

# Kills itself when it has written so many files of the shelf.
DOOMED_WRITER = """
import os, signal
say("ready")
left = int(sys.argv[2])
really = os.fdatasync
def deadly(file):
    global left
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
    really(file)
os.fdatasync = deadly
matcher.add([Document("talk:1", "talk", "Mumlande pingviner", "pingvinerna sjunger")])
"""


@contextmanager
def process(code: str, index: Path, *more: int) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", PREPARE + code, str(index), *map(str, more)]
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


def test_a_process_killed_while_building_anew_leaves_what_was_before(tmp_path: Path) -> None:
    index = tmp_path / "index"
    open_matcher(index).add(COLLECTION)

    with process(READER, index) as reader, process(REBUILDER, index) as writer:
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        assert [ask(reader, "pingviner"), ask(reader, "cykel")] == ["nothing", "partner:bikes"]

    open_matcher(index).replace([Document("talk:1", "talk", "Pingviner")])
    left = sorted(path.name for path in index.iterdir() if path.is_dir())
    assert left == [(index / "current").read_text()]


@pytest.mark.slow
def test_what_was_added_before_a_process_was_killed_is_there(tmp_path: Path) -> None:
    index = tmp_path / "index"
    matcher = open_matcher(index)
    added = 0
    for moment in (0.0, 0.004, 0.009, 0.017):
        with process(BUSY_WRITER, index, added) as writer:
            added += [int(answer(writer)) for _ in range(8)][-1] - added + 1
            time.sleep(moment)
            os.kill(writer.pid, signal.SIGKILL)
            writer.wait()
            assert writer.stdout
            told = writer.stdout.read().split()  # what it did in that moment
            added = max([added, *(int(n) + 1 for n in told)])
            found = {match.id for match in matcher.match("körsång", limit=1_000)}
            assert found >= {f"talk:{n}" for n in range(added)}
            assert len(found) <= added + 1  # one may be in that it could not tell of


@pytest.mark.slow
@pytest.mark.parametrize("files", range(1, 8))
def test_whichever_file_a_killed_process_wrote_last_the_next_one_mends_it(
    tmp_path: Path, files: int
) -> None:
    index = tmp_path / "index"
    matcher = open_matcher(index)
    matcher.add(COLLECTION)
    with process(DOOMED_WRITER, index, files) as writer:
        assert writer.wait(30) == -signal.SIGKILL
    assert matcher.match("pingviner") == []

    matcher.add([Document("talk:2", "talk", "Körsång", "för alla som mumlar")])
    matcher.add([Document("talk:3", "talk", "Pingviner", "och andra fåglar")])

    for one in (matcher, open_matcher(index)):
        found = {
            text: [match.id for match in one.match(text)]
            for text in ("cykel", "körsång", "pingviner", "fåglarna", "körsångg")
        }
        assert found == {
            "cykel": ["partner:bikes"],
            "körsång": ["talk:2"],
            "pingviner": ["talk:3"],
            "fåglarna": ["talk:3"],
            "körsångg": ["talk:2"],
        }


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
    start = time.process_time()
    open_matcher(tmp_path / "index")
    assert time.process_time() - start < 0.1
