"""A file of calls on the command line: all of it is taken in, or nothing."""

import sys
from argparse import Namespace
from pathlib import Path

from samverka.calls.actions.imports import take_in
from samverka.calls.exchange.plan import Plan, plan_of
from samverka.common.json_tables import read_any_table
from samverka.common.refusal import Refused
from samverka.common.tables import Table

MOST_ERRORS = 20
MOST_BYTES = 24 * 1024 * 1024


def import_file(options: Namespace) -> int:
    """1 when a row is wrong; each error names its row and column."""
    table = _read(Path(options.file))
    plan = plan_of(table)
    if wrong := plan.of("wrong"):
        told = [
            f"Row {row.number}: {f'{error.label}: ' if error.label else ''}{error.said}"
            for row in wrong
            for error in row.errors
        ]
        left = len(told) - MOST_ERRORS
        more = [f"… and {left} more."] if left > 0 else []
        print(*told[:MOST_ERRORS], *more, sep="\n", file=sys.stderr)
        raise Refused("Nothing was taken in: mend these rows and run it again.")
    if options.check:
        print(f"{options.file} would do this: {_in_short(plan)}.")
        return 0
    print(f"{options.file}: {_in_short(take_in(table=table, by=None))}.")
    return 0


def _read(path: Path) -> Table:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise Refused(f"{path} is too large: divide it.")
        return read_any_table(path.read_bytes())
    except OSError as trouble:
        raise Refused(f"{path} cannot be read ({trouble.strerror}): look at its name.") from None


def _in_short(plan: Plan) -> str:
    numbers = plan.numbers
    told = [("new", "new"), ("changed", "changed"), ("same", "as before")]
    said = [f"{numbers[what]} {words}" for what, words in told if what in numbers]
    return ", ".join(said) or "nothing"
