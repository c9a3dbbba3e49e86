"""When a process of ours stops: when it is told to, and when the one that started it is gone."""

import os
import signal
import sys
import time
from collections.abc import Callable
from threading import Thread

Stopping = Callable[[], bool]
LAST_PATIENCE = 30  # seconds; nothing of ours takes longer to end well


def told_to_stop() -> Stopping:
    """Take over SIGTERM and SIGINT; the answer turns True when one of them has come.

    The signal only sets a mark, so what is being done, such as a letter half-way to the mail
    server, is done to its end.
    """
    told: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda number, frame: told.append(number))
    return lambda: bool(told)


def leave_with_starter() -> None:
    """Stop this process when its standard input ends.

    Whoever started it holds the other end open, so even a starter that was killed takes it along.
    """
    Thread(target=_leave_at_end_of_input, name="starter", daemon=True).start()


def _leave_at_end_of_input() -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(LAST_PATIENCE)
    os._exit(1)


def rest(seconds: float, stopping: Stopping) -> None:
    """Sleep, but not through being told to stop."""
    until = time.monotonic() + seconds
    while not stopping() and (left := until - time.monotonic()) > 0:
        time.sleep(min(0.1, left))
