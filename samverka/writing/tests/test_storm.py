"""Real Yjs clients in Node write wildly while lines break and the server is killed."""

import json
import random
import threading
import time
from contextlib import ExitStack
from typing import Any

import pytest

from samverka.cast import Cast
from samverka.writing.actions.storing import derive_late
from samverka.writing.models import SharedText, Update
from samverka.writing.prose import plain_of
from samverka.writing.tests.served import ORIGIN, Process, live_process, session_of
from samverka.writing.tests.story import a_text
from tests.yjs import need_node, start

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

EDITS = 3_000
WRITERS = 5
KILLS = 4
LONGEST, PATIENCE = 240, 60  # seconds


def text_and_cookies(cast: Cast) -> tuple[SharedText, list[str]]:
    people = [cast.elsa, cast.nils, cast.amina, cast.rut, cast.petra]
    text = a_text(**{person.email: "write" for person in people})
    return text, [f"sessionid={session_of(person)}" for person in people]


def kill_now_and_then(live: Process, over: threading.Event) -> None:
    chance = random.Random(7)
    for _ in range(KILLS):
        if over.wait(chance.uniform(0.8, 2.0)):
            return
        live.kill()
        live.start()
        live.wait()


@pytest.mark.parametrize("processes", [1, 2])
def test_whatever_happens_all_read_the_same_and_nothing_acknowledged_is_lost(
    cast: Cast, processes: int
) -> None:
    """With two, the writers are in both, and one of them is killed again and again."""
    need_node()
    text, cookies = text_and_cookies(cast)
    with ExitStack() as stack:
        lives = [stack.enter_context(live_process()) for _ in range(processes)]
        storm = start(
            "storm.mjs",
            urls=[f"{live.address}/{text.pk}" for live in lives],
            cookies=cookies,
            origin=ORIGIN,
            edits=EDITS,
            seed=2026,
        )
        assert storm.stderr
        assert storm.stderr.readline() == "writing\n"
        over = threading.Event()
        killing = threading.Thread(target=kill_now_and_then, args=(lives[0], over))
        killing.start()
        try:
            out, trouble = storm.communicate(timeout=LONGEST)
        finally:
            over.set()
            killing.join()
            storm.kill()
        assert storm.returncode == 0, trouble
        answer: dict[str, Any] = json.loads(out)

        assert answer["edits"] >= EDITS
        assert answer["acknowledged"] > EDITS / 10  # on a busy machine more wait for the process
        assert min(answer["lost"], answer["vanished"]) > 0
        told = {key: answer[key] for key in ("same", "missing", "undead")}
        assert told == {"same": True, "missing": [], "undead": []}
        assert _derived(text, answer["text"]) == answer["text"]
    assert Update.objects.of(text.pk).count() < answer["edits"]  # stored together


def _derived(text: SharedText, wanted: str) -> str:
    """What the pages show, a second or two after; without the ends of lines.

    What a part that was stopped left over is derived by the jobs, ten seconds after.
    """
    ends = time.monotonic() + PATIENCE
    while time.monotonic() < ends:
        derive_late()
        text.refresh_from_db()
        if text.plain.replace("\n", "") == wanted:
            break
        time.sleep(0.1)
    assert plain_of(text.content) == text.plain
    return text.plain.replace("\n", "")
