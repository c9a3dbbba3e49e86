"""The matching index of this machine: built from the database, with one writer at a time."""

import fcntl
import shutil
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from samverka.command.database import need_up_to_date
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Partnership
from samverka.suggest import index

WAIT = fcntl.LOCK_EX
OR_LEAVE_IT = fcntl.LOCK_NB
SHOWN_EVERY = 100  # documents


def run(options: Namespace) -> int:
    need_up_to_date()
    with only_writer():
        for partnership in Partnership.objects.order_by("pk"):
            build(partnership)
    return 0


@contextmanager
def only_writer(how: int = WAIT) -> Iterator[None]:
    """Write to this machine's index alone; others wait.

    Raises `BlockingIOError` with `WAIT | OR_LEAVE_IT` when somebody else is writing.
    """
    with (Path(settings.INDEX_DIR) / "writer.lock").open("w") as lock:
        fcntl.flock(lock, how)
        yield


def build(partnership: Partnership) -> None:
    """Build the index of one partnership from nothing, and show how it goes on standard error."""
    with working_for(partnership):
        throw_away_unreadable()
        count = index.rebuild(_progress(partnership))
    print(f"Index of {partnership.slug}: {count} things can be found.", file=sys.stderr)


def is_built(partnership: Partnership) -> bool:
    with working_for(partnership):
        return (index.folder() / index.MARK).exists()


def throw_away_unreadable() -> None:
    """An index of an older version is only derived data: make room for a new one."""
    try:
        index.matcher()
    except ValueError:
        shutil.rmtree(index.folder())


def _progress(partnership: Partnership) -> Callable[[int], None]:
    end = "\r" if sys.stderr.isatty() else "\n"

    def show(count: int) -> None:
        if count % SHOWN_EVERY == 0:
            print(f"Index of {partnership.slug}: {count} read", end=end, file=sys.stderr)

    return show
