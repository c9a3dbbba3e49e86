"""Sources of calls read by real processes: on the command line, side by side, killed half-way."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest
from django.utils import timezone

from samverka.calls.models import Run
from samverka.calls.readers import sealed
from samverka.calls.tests.reading import a_source, at_funder, csv
from samverka.cast import Cast
from samverka.command import calls
from samverka.command.arguments import parser
from samverka.command.fetch import LANES, Wanted, fetch_sources, in_turn, read_each
from samverka.command.life import Stopping
from samverka.common.refusal import Refused
from samverka.common.tenancy import scope
from samverka.sources.tests.conftest import funder
from samverka.sources.tests.replay import Asked, Replay, Told, json_told
from samverka.sources.tests.told import GDP_CALL
from tests import own_data

__all__ = ["funder"]
ROOT = Path(__file__).resolve().parent.parent
ROWS = "1;One;;2027-03-03;5\n2;Two;;2027-04-04;"
MANY = 250
PATIENCE = 180.0  # seconds; a busy machine takes its time


@pytest.fixture(autouse=True)
def may_reach_this_machine(settings: Any) -> None:
    settings.PRIVATE_HOSTS = ["127.0.0.1"]


# ---- On the command line ----


def asked(**told: Any) -> Namespace:
    usual = {"action": "fetch", "source": None, "partnership": None}
    return Namespace(**usual | told)


def test_fetching_tells_of_each_source_and_of_each_trouble(
    cast: Cast, funder: Replay, capsys: pytest.CaptureFixture[str]
) -> None:
    at_funder(funder, ROWS)
    a_source("Gone", slug="gone", options={"address": f"{funder.address}/nothing"})
    a_source("Paused", active=False)

    code = calls.run(asked())

    told = capsys.readouterr()
    assert (code, told.out) == (1, "Kitchens: 2 new.\n")
    assert told.err == (
        "Gone: There is nothing at the address any more (error 404). Look up the new address on"
        " the funder’s site and change it here.\n"
        "Kitchens: [########################] 2 of 2\n"
    )
    assert calls.run(asked(source="kitchens")) == 0


def test_what_is_not_there_is_said_in_one_sentence(cast: Cast) -> None:
    with pytest.raises(Refused, match=r"^There is no source of calls yet: a coordinator adds"):
        calls.run(asked())
    a_source("Kitchens")
    with pytest.raises(Refused, match=r"^No source is called x: say --source with one of these:"):
        calls.run(asked(source="x"))


def test_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse_args(["calls"])
    assert left.value.code == 2


# ---- The sources part ----


def test_every_partnership_is_read_when_it_is_time(cast: Cast, funder: Replay) -> None:
    now = timezone.now()
    at_funder(funder, ROWS, next_at=now)
    a_source("Broken", kind="gdp", options={}, next_at=now)
    with scope(cast.neighbour.pk):
        at_funder(funder, ROWS, next_at=now)

    read_each(in_turn, lambda: False)
    read_each(in_turn, lambda: False)

    states = Run._base_manager.order_by("pk").values_list("source__name", "state")
    assert list(states) == [("Broken", "failed"), ("Kitchens", "done"), ("Kitchens", "done")]


def test_what_is_asked_for_does_not_hold_up_what_is_due(cast: Cast) -> None:
    a_source("Asked")
    a_source("Due", next_at=timezone.now())

    assert [[one.name for one in lane()] for lane in LANES] == [["Due"], *[["Asked"]] * 3]


def test_a_lane_that_breaks_ends_the_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever started it starts it anew; the other lanes would hide that one is gone."""

    def lane(wanted: Wanted, stopping: Stopping) -> None:
        if wanted is in_turn:
            raise ZeroDivisionError
        until(stopping)

    monkeypatch.setattr("samverka.command.fetch.keep_reading", lane)

    with pytest.raises(ZeroDivisionError):
        fetch_sources(lambda: False)


# ---- Processes of their own ----


class House:
    """An installation of its own, with one source that tells page by page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.environment = own_data.environment(
            SAMVERKA_DATA=str(folder), SAMVERKA_PRIVATE_HOSTS="127.0.0.1"
        )

    def found(self) -> None:
        """Tables, and a partnership with somebody who coordinates it."""
        self.run("migrate")
        names = ("--name-sv", "Väst", "--name-en", "West")
        self.run(
            *("partnership", "create", "--slug", "vast", *names),
            *("--default", "--coordinator", "maja@example.org"),
        )

    def add(
        self, kind: str, name: str, options: dict[str, str], next_at: str | None = None
    ) -> None:
        self.ask(
            "INSERT INTO calls_callsource (partnership_id, slug, name, kind, options, level,"
            " funder, every_hours, active, memory, failures, named, version, made_at, next_at)"
            " VALUES (1, ?, ?, ?, ?, 'national', '', 24, 1, '{}', 0, '[]', 1, '2026-01-01', ?)",
            *(name.lower(), name, kind, json.dumps(options), next_at),
        )

    def begin(self, *arguments: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, "-m", "samverka.command", *arguments],
            cwd=ROOT,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        with self.begin(*arguments) as process:
            out, err = process.communicate(timeout=PATIENCE)
        return process.returncode, out + err

    def ask(self, statement: str, *values: Any) -> list[Any]:
        with closing(sqlite3.connect(self.folder / "samverka.sqlite3", timeout=20)) as database:
            found = database.execute(statement, values).fetchall()
            database.commit()
        return found


@pytest.fixture(scope="module")
def founded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of an installation where nothing has happened yet: made once, then copied."""
    folder = tmp_path_factory.mktemp("founded")
    House(folder).found()
    return folder


@pytest.fixture
def house(tmp_path: Path, funder: Replay, founded: Path) -> House:
    copytree(founded, tmp_path, dirs_exist_ok=True)
    house = House(tmp_path)
    house.add("gdp", "Agency", sealed("gdp", {"address": funder.address, "key": "a-key"}))
    return house


def pages(asked: Asked) -> Told:
    offset, limit = int(asked.params["offset"]), int(asked.params["limit"])
    numbers = range(offset, min(offset + limit, MANY))
    told = [GDP_CALL | {"diarienummer": f"EX-2026/{n}", "titel": f"Exempel {n}"} for n in numbers]
    return json_told(told, headers={"X-TotalRecords": str(MANY)})


STATES = (
    "SELECT name, state FROM calls_run JOIN calls_callsource ON calls_callsource.id = source_id"
    " ORDER BY name"
)
FIRST = Asked("GET", "/utlysningar", {"offset": "0", "limit": "100"}, {})


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come to that in time"
        time.sleep(0.02)


@contextmanager
def ended(process: "subprocess.Popen[str]") -> Iterator[None]:
    try:
        yield
    finally:
        process.kill()
        process.communicate()


@pytest.mark.slow
def test_killed_in_the_middle_the_next_one_goes_on_and_every_call_is_there_once(
    house: House, funder: Replay
) -> None:
    funder.at("/utlysningar", pages)
    reading = house.begin("calls", "fetch")
    with ended(reading):
        until(lambda: funder.times("/utlysningar") == 2)
        reading.send_signal(signal.SIGKILL)

    assert house.run("calls", "fetch") == (
        1,
        "Agency: another process is reading it just now, try later.\n",
    )
    house.ask("UPDATE calls_run SET alive_at = '2026-01-01 00:00:00'")  # five minutes go by
    code, told = house.run("calls", "fetch")

    assert (code, told.splitlines()[0]) == (0, "Agency: 250 new.")
    assert house.ask("SELECT state, resumed, lease, new FROM calls_run") == [("done", 1, 2, 250)]
    count = "SELECT count(*), count(DISTINCT reference) FROM calls_call"
    assert house.ask(count) == [(MANY, MANY)]
    offsets = [one.params["offset"] for one in funder.asked]
    assert offsets == ["0", "100", "100", "200"]


@pytest.mark.slow
def test_two_at_once_one_reads(house: House, funder: Replay) -> None:
    funder.at("/utlysningar", replace(pages(FIRST), headers={"X-TotalRecords": "100"}, delay=3.0))
    first, second = house.begin("calls", "fetch"), house.begin("calls", "fetch")
    with ended(first), ended(second):
        told = [process.communicate(timeout=PATIENCE) for process in (first, second)]

    assert sorted([first.returncode, second.returncode]) == [0, 1]
    assert funder.times("/utlysningar") == 1
    assert "another process is reading it" in "".join(err for _, err in told)
    assert house.ask("SELECT state, new FROM calls_run") == [("done", 100)]


@pytest.mark.slow
def test_told_to_stop_it_stops_at_once_and_leaves_the_rest_to_the_next(
    house: House, funder: Replay
) -> None:
    funder.at("/utlysningar", lambda asked: replace(pages(asked), delay=1.0))
    part = house.begin("role", "sources")
    with ended(part):
        until(lambda: house.ask("SELECT new FROM calls_run WHERE new > 0") != [])
        part.terminate()
        part.wait(timeout=PATIENCE)

    assert house.ask("SELECT state FROM calls_run") == [("running",)]
    assert funder.times("/utlysningar") < 3
    assert house.run("calls", "fetch")[0] == 0
    assert house.ask("SELECT state, new FROM calls_run") == [("done", MANY)]


@pytest.mark.slow
def test_nobody_waits_behind_a_source_that_does_not_answer(house: House, funder: Replay) -> None:
    funder.at("/utlysningar", Told(delay=PATIENCE))
    funder.at("/slow.csv", Told(delay=PATIENCE))
    funder.at("/calls.csv", csv(ROWS))
    house.add("table", "Due", {"address": f"{funder.address}/slow.csv"}, next_at="2026-01-01")
    part = house.begin("role", "sources")
    with ended(part):
        until(lambda: bool(funder.times("/utlysningar") and funder.times("/slow.csv")))
        house.add("table", "Quick", {"address": f"{funder.address}/calls.csv"})
        until(lambda: ("Quick", "done") in house.ask(STATES))

    assert house.ask(STATES) == [("Agency", "running"), ("Due", "running"), ("Quick", "done")]
    assert funder.times("/calls.csv") == 1
