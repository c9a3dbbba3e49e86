"""The whole suite: everything on SQLite, everything again on PostgreSQL, and in a real browser.

What is not on this machine is left out and named in the last lines; REQUIRE_ALL=1 makes it an
error. TEST_POSTGRES says where PostgreSQL is, CHROMIUM where the browser is.
"""

import os
import subprocess
import sys
from collections.abc import Callable
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
    Round("PostgreSQL", "not browser", {"DATABASE_URL": POSTGRES}, without_postgres),
    Round("browser", "browser", {"CHROMIUM": CHROMIUM}, without_browser),
]


def run(one: Round) -> int:
    print(f"\n=== {one.name} ===", flush=True)
    workers = [] if one.marks == "browser" else ["-n", "2"]
    command = [sys.executable, "-m", "pytest", *workers, "-m", one.marks]
    return subprocess.run(command, env=os.environ | one.environment, check=False).returncode


def main() -> int:
    require_all = os.environ.get("REQUIRE_ALL") == "1"
    failed, left_out = [], []
    for one in ROUNDS:
        why = one.missing()
        if why:
            left_out.append(f"{one.name}: not run, {why}")
        elif run(one):
            failed.append(f"{one.name}: failed")
    print("\n".join(["", *left_out, *failed]))
    return 1 if failed or (require_all and left_out) else 0


if __name__ == "__main__":
    sys.exit(main())
