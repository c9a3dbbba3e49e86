"""Commands that a test starts work on data of their own, whatever database the test uses."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from django.conf import settings

POSTGRES = "django.db.backends.postgresql"


def environment(**more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | more


@contextmanager
def empty_database(name: str, folder: Path) -> Iterator[str]:
    """The address of a new database beside the one that the tests use; it is dropped afterwards."""
    ours = settings.DATABASES["default"]
    if ours["ENGINE"] != POSTGRES:
        yield f"sqlite:///{folder / name}.sqlite3"
        return
    server = f"postgresql://{ours['USER']}@{ours['HOST']}:{ours['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'DROP DATABASE IF EXISTS "{name}"')
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
