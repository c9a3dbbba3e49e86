"""python -m bench [NAME] [--write]"""

import argparse
import os
import platform
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from bench import home, suggest
from bench.report import Report

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
ALL: dict[str, Callable[[], Report]] = {"suggest": suggest.run, "home": home.run}


def main() -> None:
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("name", nargs="?", choices=ALL, help="all of them unless told")
    reader.add_argument("--write", action="store_true", help=f"write them all to {PAGE.name}")
    options = reader.parse_args()
    names = list(ALL) if options.write or not options.name else [options.name]
    print(f"Benchmarks: {', '.join(names)} (of {', '.join(ALL)})", file=sys.stderr)
    told, busy = [], os.getloadavg()[0]
    for name in names:
        told.append(ALL[name]().text())
        print(told[-1], flush=True)
    if options.write:
        PAGE.write_text("\n".join([_opening(busy), *told]))


def _opening(busy: float) -> str:
    """`busy` is the load average before the start: figures from a busy machine say little."""
    return (
        "# Benchmarks\n\n"
        f"Written by `python -m bench --write` on {date.today()}: Python"
        f" {platform.python_version()}, {os.cpu_count()} cores, {platform.system()},"
        f" load average {busy:.1f} before the start.\n"
        "`make bench` runs them again, `make bench BENCH=home` one of them. The columns with ×\n"
        "stand against the baseline above: less is better for p95, more for requests/s.\n"
    )


if __name__ == "__main__":
    main()
