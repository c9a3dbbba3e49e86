"""The demonstration partnership on this machine: ready in seconds, kept until told otherwise."""

import fcntl
import shutil
import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from samverka.cast import find_cast, gather_cast
from samverka.cast.days import live_some_days
from samverka.command.database import bring_up_to_date, is_up_to_date
from samverka.command.index import build, is_built, only_writer
from samverka.command.serve import need_free_port, parts, start
from samverka.command.static import collect_static
from samverka.common.refusal import Refused
from samverka.partnership.models import Partnership

HOST = "127.0.0.1"
MARK = "demo.lock"


def run(options: Namespace) -> int:
    need_free_port(HOST, options.port)
    with only_demo(Path(settings.DATA_DIR)):
        if options.fresh:
            start_over(Path(settings.DATA_DIR))
        prepare()
        start(parts(None, HOST, options.port))
    return 0


@contextmanager
def only_demo(folder: Path) -> Iterator[None]:
    """Hold the folder, which must be a demo's own and not in use by another demo."""
    if (folder / "samverka.sqlite3").exists() and not (folder / MARK).exists():
        raise Refused(f"{folder} holds real data: point SAMVERKA_DATA at another folder.")
    with (folder / MARK).open("a") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused(
                "The demo is running already: stop it first, or use what it serves."
            ) from None
        yield


def start_over(folder: Path) -> None:
    """Empty the folder, but not of its mark and the folders that the settings have made."""
    for path in folder.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != MARK:
            path.unlink()
    for made in (settings.INDEX_DIR, settings.STATIC_ROOT):
        Path(made).mkdir(parents=True, exist_ok=True)


def prepare() -> None:
    """Do what has not been done yet: tables, files, people, index."""
    if not is_up_to_date():
        _say("Preparing the database …")
        bring_up_to_date(verbosity=0)
    collect_static()
    if find_cast() is None:
        _say("Gathering the demonstration partnership …")
        with transaction.atomic():
            live_some_days(gather_cast())
    with only_writer():
        for partnership in Partnership.objects.order_by("pk"):
            if not is_built(partnership):
                build(partnership)
    connections.close_all()


def _say(text: str) -> None:
    print(text, file=sys.stderr)
