"""Calls from a funder's pages into the database: the first reading, and the same again."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.table import Table
from samverka.sources.tests.eu_pages import portal, sweep
from samverka.sources.tests.replay import Replay

ROOT = Path(__file__).resolve().parent.parent
PAGES = 14
SEARCH, TOPICS = "/search", "/topics"
# In a process of its own: its memory is that of a reading and nothing else.
READ = """
import json, resource, sys, time
import django
django.setup()
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from samverka.calls.actions.running import read_source
from samverka.calls.models import CallSource, Run
from samverka.common import outgoing
from samverka.common.tenancy import scope
from samverka.partnership.models import Partnership
from samverka.sources.kinds import KINDS

keep, pause, options = sys.argv[1] == "keep", float(sys.argv[2]), json.loads(sys.argv[3])
memory = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
began, seen = time.perf_counter(), []
with scope(Partnership.objects.get().pk), outgoing.web(pause=pause) as web:
    if keep:
        source, _new = CallSource.objects.get_or_create(
            slug="eu", defaults={"name": "EU", "kind": "eu", "options": options})
        connection.force_debug_cursor = True
        writes = 0
        def show(run):
            global writes
            told = [q["sql"] for q in connection.queries]
            writes += sum(s.startswith(("INSERT", "UPDATE", "DELETE")) and "calls_run" not in s
                          and "calls_callsource" not in s for s in told)
            reset_queries()
            seen.append(memory())
        run = read_source(source=source, web=web, show=show)
        told = {"new": run.new, "unchanged": run.unchanged, "writes": writes, "state": run.state}
    else:
        told = {"records": 0}
        for reading in KINDS["eu"].from_options(options).read(web, {}):
            told["records"] += len(reading.records)
            seen.append(memory())
seconds = time.perf_counter() - began
told |= {"seconds": seconds, "third": seen[2], "last": seen[-1]}
print(json.dumps(told))
"""


def run() -> Table:
    with tempfile.TemporaryDirectory() as folder, Replay() as funder:
        funder.at(SEARCH, portal(sweep(PAGES)))
        environment = _installed(Path(folder))
        options = {"address": funder.address, "topics": funder.address + TOPICS, "details": "0"}
        only = _read(environment, "only", options)
        first = _read(environment, "keep", options)
        again = _read(environment, "keep", options)
        polite = _read(environment, "keep", options, pause=1.0)
    rows = [
        _row("read only, nothing kept", only, only),
        _row("first reading, all new", first, only),
        _row("the same again", again, only),
        _row("the same again, a second between requests", polite, only),
    ]
    return Table(
        title="calls",
        how=(
            f"{PAGES} pages of 100 calls in the shape of the EU's portal, from a server on this"
            " machine, read into SQLite by a process of its own. The baseline reads and keeps"
            " nothing. Statements are those that write calls, records or history. Memory is the"
            " highest of the process, after three pages and after the last."
        ),
        columns=(
            "what",
            "calls",
            "seconds",
            "×",
            "statements",
            "MB after 3 pages",
            "MB at the end",
        ),
        rows=rows,
    )


def _row(what: str, told: dict[str, Any], baseline: dict[str, Any]) -> list[str]:
    calls = told.get("records") or told["new"] + told["unchanged"]
    return [
        what,
        f"{calls}",
        f"{told['seconds']:.1f}",
        f"{told['seconds'] / baseline['seconds']:.1f}",
        f"{told.get('writes', 0)}",
        f"{told['third']:.0f}",
        f"{told['last']:.0f}",
    ]


def _installed(folder: Path) -> dict[str, str]:
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | {
        "SAMVERKA_DATA": str(folder),
        "SAMVERKA_PRIVATE_HOSTS": "127.0.0.1",
        "DJANGO_SETTINGS_MODULE": "samverka.settings",
        "PYTHONPATH": str(ROOT),
    }
    names = ("--slug", "west", "--name-sv", "Väst", "--name-en", "West")
    create = ("partnership", "create", *names, "--default", "--coordinator", "a@example.org")
    for command in (("migrate",), create):
        subprocess.run(
            [sys.executable, "-m", "samverka.command", *command],
            env=environment,
            stdout=subprocess.DEVNULL,
            check=True,
        )
    return environment


def _read(
    environment: dict[str, str], how: str, options: dict[str, str], pause: float = 0.0
) -> dict[str, Any]:
    told = subprocess.run(
        [sys.executable, "-c", READ, how, str(pause), json.dumps(options)],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(told.stdout)
    return found
