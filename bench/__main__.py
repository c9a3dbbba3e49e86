"""python -m bench [NAME] [--data FOLDER] [--write]"""

import argparse
import os
import platform
import shlex
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench import everyday, home, matching, partners, scale, suggest, tags
from bench.report import Report
from bench.table import Table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
ALL: dict[str, Callable[[], Report | Table]] = {
    "everyday": everyday.run,
    "matching": matching.run,
    "partners": partners.run,
    "tags": tags.run,
    "scale": scale.run,
    "suggest": suggest.run,
    "home": home.run,
}
NEED_DATA = ("matching", "partners", "tags", "scale")


def main(arguments: Sequence[str]) -> None:
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("name", nargs="?", choices=ALL, help="all of them unless told")
    reader.add_argument("--data", metavar="FOLDER", help=f"texts for {', '.join(NEED_DATA)}")
    reader.add_argument("--write", action="store_true", help=f"write them all to {PAGE.name}")
    options = reader.parse_args(arguments)
    if options.data:  # in the environment, because some are measured in processes of their own
        os.environ["BENCH_DATA"] = str(Path(options.data).resolve())
    names = list(ALL) if options.write or not options.name else [options.name]
    print(f"Benchmarks: {', '.join(names)} (of {', '.join(ALL)})", file=sys.stderr)
    if not os.environ.get("BENCH_DATA") and (lacking := set(names).intersection(NEED_DATA)):
        print(f"Without --data there is nothing to measure {sorted(lacking)} with", file=sys.stderr)
    told, busy = [], os.getloadavg()[0]
    for name in names:
        told.append(ALL[name]().text())
        print(told[-1], flush=True)
    if options.write:
        PAGE.write_text("\n".join([_opening(_command(arguments), busy), *told]))


def _command(arguments: Sequence[str]) -> str:
    """What makes the same page again."""
    size = os.environ.get("SCALE")
    return (f"SCALE={size} " if size else "") + shlex.join(["python", "-m", "bench", *arguments])


def _opening(command: str, busy: float) -> str:
    """`busy` is the load average before the start: figures from a busy machine say little."""
    return (
        "# Benchmarks\n\n"
        f"Written by `{command}` on {date.today()}: Python"
        f" {platform.python_version()}, {os.cpu_count()} cores, {platform.system()},"
        f" load average {busy:.1f} before the start.\n"
        "`make bench DATA=FOLDER` runs them again, `make bench BENCH=home` one of them. The\n"
        "columns with × stand against the baseline above: less is better for p95, more for\n"
        "requests/s.\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
