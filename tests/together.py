"""Several people at once: each in a thread and with a database connection of their own."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, TypeVar

from django.db import connection

Result = TypeVar("Result")


def together(acts: Sequence[Callable[[], Result]]) -> list[Result | Exception]:
    """Do all of this at the same moment; returns what came of each, or what it raised."""
    gate = threading.Barrier(len(acts))

    def one(act: Callable[[], Result]) -> Result | Exception:
        gate.wait(timeout=20)
        try:
            return act()
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as people:
        # Each has a copy of our context, so that the partnership is in scope there too.
        futures = [people.submit(copy_context().run, one, act) for act in acts]
        return [future.result(timeout=60) for future in futures]


def kinds(results: Sequence[Any]) -> dict[str, int]:
    """How many of each class came of it."""
    names = [type(result).__name__ for result in results]
    return {name: names.count(name) for name in sorted(set(names))}
