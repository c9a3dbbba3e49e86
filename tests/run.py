"""The whole suite: everything on SQLite, what has a database again on PostgreSQL, and in a browser.

A test that asks for no database gives the same answer in both rounds, and runs once. The browser
mostly waits, so its round runs beside the others and is told after them.

What is not on this machine is left out and named in the last lines; REQUIRE_ALL=1 makes it an
error. TEST_POSTGRES says where PostgreSQL is, CHROMIUM where the browser is.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import psycopg

POSTGRES = os.environ.get("TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


@dataclass(frozen=True)
class Round:
    name: str
    marks: str
    environment: dict[str, str]
    missing: Callable[[], str]  # why it cannot run here; empty when it can


def always() -> str:
    return ""


def without_postgres() -> str:
    try:
        psycopg.connect(POSTGRES, connect_timeout=3).close()
    except psycopg.Error as error:
        return f"PostgreSQL did not answer at {POSTGRES}: {str(error).splitlines()[0]}"
    return ""


def without_browser() -> str:
    return "" if Path(CHROMIUM).exists() else f"there is no Chromium at {CHROMIUM}"


ROUNDS = [
    Round("SQLite", "not browser", {}, always),
    Round("PostgreSQL", "database and not browser", {"DATABASE_URL": POSTGRES}, without_postgres),
    BROWSER := Round("browser", "browser", {"CHROMIUM": CHROMIUM}, without_browser),
]


def run(one: Round) -> "subprocess.CompletedProcess[bytes]":
    """The output of the round that runs beside the others is kept; theirs is seen as it comes.

    Each worker has its own half of the tests, so that what a module makes is made once, and who is
    ready first takes over from the other: no long test at the end is waited for alone.
    """
    beside = one is BROWSER
    if not beside:
        print(f"\n=== {one.name} ===", flush=True)
    workers = [] if beside else ["-n", "2", "--dist", "worksteal"]
    command = [sys.executable, "-m", "pytest", *workers, "-m", one.marks]
    return subprocess.run(
        command,
        env=os.environ | one.environment,
        check=False,
        stdout=subprocess.PIPE if beside else None,
        stderr=subprocess.STDOUT if beside else None,
    )


def run_all(rounds: list[Round]) -> list[str]:
    """The names of those that failed."""
    with ThreadPoolExecutor(max_workers=1) as aside:
        beside = {one.name: aside.submit(run, one) for one in rounds if one is BROWSER}
        failed = [one.name for one in rounds if one is not BROWSER and run(one).returncode]
        for name, running in beside.items():
            ended = running.result()
            print(f"\n=== {name} ===\n{ended.stdout.decode(errors='replace')}", flush=True)
            failed += [name] if ended.returncode else []
    return failed


def main() -> int:
    require_all = os.environ.get("REQUIRE_ALL") == "1"
    missing = {one.name: why for one in ROUNDS if (why := one.missing())}
    failed = run_all([one for one in ROUNDS if one.name not in missing])
    left_out = [f"{name}: not run, {why}" for name, why in missing.items()]
    print("\n".join(["", *left_out, *(f"{name}: failed" for name in failed)]))
    return 1 if failed or (require_all and left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
