"""python -m bench [NAME] [--data FOLDER] [--write]"""

import argparse
import os
import platform
import re
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from bench import (
    alerts,
    budgets,
    call_list,
    calls,
    everyday,
    grants,
    home,
    live,
    matching,
    network,
    partners,
    scale,
    suggest,
    tags,
)
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
    "network": network.run,
    "calls": calls.run,
    "call-list": call_list.run,
    "alerts": alerts.run,
    "budgets": budgets.run,
    "grants": grants.run,
    "live": live.run,
}
SECTION = re.compile(r"^## ", re.MULTILINE)
OPENING = """# Benchmarks

`make bench DATA=FOLDER` runs them again, `make bench BENCH=home` one of them. The columns with ×
stand against the baseline above: less is better for p95, more for requests/s.
"""
NEED_DATA = ("matching", "partners", "tags", "scale")


def main(arguments: Sequence[str]) -> None:
    reader = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    reader.add_argument("name", nargs="?", choices=ALL, help="all of them unless told")
    reader.add_argument("--data", metavar="FOLDER", help=f"texts for {', '.join(NEED_DATA)}")
    reader.add_argument("--write", action="store_true", help=f"write them to {PAGE.name}")
    options = reader.parse_args(arguments)
    if options.data:  # in the environment, because some are measured in processes of their own
        os.environ["BENCH_DATA"] = str(Path(options.data).resolve())
    names = [options.name] if options.name else list(ALL)
    print(f"Benchmarks: {', '.join(names)} (of {', '.join(ALL)})", file=sys.stderr)
    if not os.environ.get("BENCH_DATA") and (lacking := set(names).intersection(NEED_DATA)):
        print(f"Without --data there is nothing to measure {sorted(lacking)} with", file=sys.stderr)
    for name in names:
        busy = os.getloadavg()[0]
        told = ALL[name]().text()
        print(told, flush=True)
        if options.write:
            PAGE.write_text(with_section(PAGE.read_text(), name, told, made_by(name, busy)))


def made_by(name: str, busy: float) -> str:
    """What makes a section again. `busy` is the load average before the start: figures from a
    busy machine say little."""
    data = " --data FOLDER" if name in NEED_DATA else ""
    size = f"SCALE={os.environ['SCALE']} " if name == "scale" and "SCALE" in os.environ else ""
    return (
        f"`{size}python -m bench {name}{data} --write`, {date.today()}, Python"
        f" {platform.python_version()}, {os.cpu_count()} cores, {platform.system()}, load average"
        f" {busy:.1f} before the start."
    )


def with_section(page: str, name: str, told: str, made: str) -> str:
    """The page with this section instead of the one of the same name."""
    _, *sections = SECTION.split(page)
    kept = {section.split("\n", 1)[0]: f"## {section}" for section in sections}
    heading, rest = told.split("\n", 1)
    kept[name] = f"{heading}\n\n{made}\n{rest}"
    ordered = (kept[each].strip() for each in ALL if each in kept)
    return "\n\n".join([OPENING.strip(), *ordered]) + "\n"


if __name__ == "__main__":
    main(sys.argv[1:])
