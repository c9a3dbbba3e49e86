"""Who is told of which new calls: a thousand followers, twenty thousand calls."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.table import Table
from tests import own_data

FOLLOWERS, CALLS, A_DAY = 1_000, 20_000, 50
COLUMNS = ("what", "followers", "new calls", "letters", "seconds", "processor s", "× baseline")
ROOT = Path(__file__).resolve().parent.parent


def run() -> Table:
    """In a process of its own, on data of its own."""
    with TemporaryDirectory() as folder:
        done = subprocess.run(
            [sys.executable, "-m", "bench.told", str(FOLLOWERS), str(CALLS), str(A_DAY)],
            cwd=ROOT,
            env=own_data.environment(SAMVERKA_DATA=folder),
            stdout=subprocess.PIPE,
            check=True,
        )
    measured = {one["what"]: one for one in json.loads(done.stdout.splitlines()[-1])}
    rows = []
    for what, one in measured.items():
        baseline = measured["each follower alone, all new"]["work"]
        share = "baseline" if what.startswith("each") else f"{one['work'] / baseline:.2f}"
        figures = (f"{FOLLOWERS:,}", f"{one['new']:,}", f"{one['letters']:,}")
        seconds = (f"{one['seconds']:.1f}", f"{one['work']:.1f}")
        rows.append([what, *figures, *seconds, share])
    return Table(
        "alerts",
        (
            f"{FOLLOWERS:,} organisations with one follower each and {CALLS:,} open calls, drawn"
            " with a fixed seed from sentences of the demonstration, on SQLite, one process. All"
            " new: every call is told of for the first time; the letters are written and what was"
            f" told is remembered. A day: {A_DAY} calls are new among the {CALLS:,}. The baseline"
            " asks for each follower alone what a page asks, with reasons for all that is found,"
            " and writes nothing. Processor seconds say what a busy machine does not hide; × is of"
            " those."
        ),
        COLUMNS,
        rows,
    )
