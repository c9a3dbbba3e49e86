"""Calls on the command line: read their sources now, or take in a file."""

import sys
from argparse import Namespace
from collections.abc import Callable

from django.utils import translation

from samverka.calls.actions.running import read_source
from samverka.calls.models import CallSource, Run
from samverka.calls.telling.runs import in_short, trouble_of
from samverka.command.call_tables import import_file
from samverka.command.database import need_up_to_date
from samverka.command.whose import find_partnership
from samverka.common import outgoing
from samverka.common.refusal import Refused
from samverka.partnership.middleware import working_for

WIDTH = 24  # characters of the bar


def run(options: Namespace) -> int:
    need_up_to_date()
    with working_for(find_partnership(options.partnership)), translation.override("en"):
        return ACTIONS[options.action](options)


def fetch(options: Namespace) -> int:
    """1 when any of them could not be read; each says in one sentence how it went."""
    failed = [source for source in _chosen(options.source) if not _read(source)]
    return int(bool(failed))


ACTIONS: dict[str, Callable[[Namespace], int]] = {"fetch": fetch, "import": import_file}


def _chosen(name: str | None) -> list[CallSource]:
    sources = list(CallSource.objects.all())
    if not sources:
        raise Refused("There is no source of calls yet: a coordinator adds them under Calls.")
    if name is None:
        return [one for one in sources if one.active]
    wanted = name.casefold()
    found = [one for one in sources if wanted in (one.slug, one.name.casefold())]
    if not found:
        known = ", ".join(one.slug for one in sources)
        raise Refused(f"No source is called {name}: say --source with one of these: {known}.")
    return found[:1]


def _read(source: CallSource) -> bool:
    with outgoing.web() as web:
        run = read_source(source=source, web=web, show=_bar(source))
    if sys.stderr.isatty():
        print(file=sys.stderr)  # behind the bar
    if run is None:
        print(f"{source}: another process is reading it just now, try later.", file=sys.stderr)
        return False
    trouble = trouble_of(run)
    if trouble:
        print(f"{source}: {trouble.what} {trouble.do}", file=sys.stderr)
        return False
    print(f"{source}: {in_short(run)}.")
    return True


def _bar(source: CallSource) -> Callable[[Run], None]:
    """How far it has come, on standard error: one line that grows, or a line for each step."""
    is_terminal = sys.stderr.isatty()

    def show(run: Run) -> None:
        told = f"{run.read} read"
        if run.total:
            done = min(WIDTH, WIDTH * run.read // run.total)
            told = f"[{'#' * done}{'.' * (WIDTH - done)}] {run.read} of {run.total}"
        print(f"{source}: {told}", end="\r" if is_terminal else "\n", file=sys.stderr, flush=True)

    return show
