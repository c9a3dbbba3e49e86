"""Starts the parts as processes of their own, again when one dies, and stops them together."""

import logging
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from samverka.command.life import Stopping

log = logging.getLogger("samverka.serve")

LOOK_EVERY = 0.1  # seconds
PAUSES = (1.0, 2.0, 5.0, 10.0, 30.0)  # seconds before a part that keeps dying is started again
LIVED_WELL = 60.0  # seconds after which a death counts as the first one


@dataclass(frozen=True)
class Part:
    """One process: its name for `samverka role`, more arguments, and its time to end well."""

    name: str
    arguments: tuple[str, ...] = ()
    patience: float = 2.0  # seconds


@dataclass
class Child:
    """A part as it runs, or waits to be started again."""

    part: Part
    deaths: int = 0
    start_at: float = field(default_factory=time.monotonic)
    started_at: float = 0.0
    process: subprocess.Popen[bytes] | None = None

    def look_after(self) -> None:
        if self.process and self.process.poll() is not None:
            self._mourn(self.process)
        if self.process is None and time.monotonic() >= self.start_at:
            self._start()

    def _start(self) -> None:
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "samverka.command",
                "role",
                self.part.name,
                *self.part.arguments,
            ],
            stdin=subprocess.PIPE,  # held open as long as we live: see life.leave_with_starter
            start_new_session=True,  # Ctrl-C comes to us alone, and we tell them
        )

    def _mourn(self, process: subprocess.Popen[bytes]) -> None:
        if time.monotonic() - self.started_at > LIVED_WELL:
            self.deaths = 0
        pause = PAUSES[min(self.deaths, len(PAUSES) - 1)]
        log.error(
            "%s stopped by itself (%s); starting it again in %g s",
            self.part.name,
            process.returncode,
            pause,
        )
        self._sweep(process)
        self.deaths += 1
        self.start_at = time.monotonic() + pause
        self.process = None

    def ask_to_stop(self) -> None:
        if self.process:
            self.process.terminate()

    def see_off(self, deadline: float) -> None:
        """Wait until the part has ended, and end it when its time is out."""
        if self.process:
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(max(0.0, deadline - time.monotonic()))
            self._sweep(self.process)

    def _sweep(self, process: subprocess.Popen[bytes]) -> None:
        """Nothing of its process group stays behind and holds the port."""
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        assert process.stdin is not None  # we asked for a pipe
        process.stdin.close()


def supervise(parts: Sequence[Part], stopping: Stopping) -> None:
    """Keep the parts running until told to stop; returns when all of them have ended."""
    children = [Child(part) for part in parts]
    try:
        while not stopping():
            for child in children:
                child.look_after()
            time.sleep(LOOK_EVERY)
    finally:
        for child in children:
            child.ask_to_stop()
        asked_at = time.monotonic()
        for child in children:
            child.see_off(asked_at + child.part.patience)
