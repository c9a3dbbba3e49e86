"""The demo as `make demo` runs it, on a free port and with data of its own."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

READY = "Samverka is ready at "

# Tests write quicker and oftener than people do; the limits have tests of their own.
IN_A_HURRY = {
    "SAMVERKA_WRITING_SECONDS": "0",
    "SAMVERKA_IDEAS_PER_HOUR": "1000",
    "SAMVERKA_IDEAS_PER_HOUR_IN_ALL": "1000",
    "SAMVERKA_MATCHES_PER_MINUTE": "1000",
}


@contextmanager
def served_demo(folder: Path) -> Iterator[str]:
    """Serve a fresh demo from this folder while the block lasts; gives its address."""
    command = [sys.executable, "-m", "samverka.command", "demo", "--port", str(_free_port())]
    environment = os.environ | IN_A_HURRY | {"SAMVERKA_DATA": str(folder)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            said = server.stdout.readline()
            assert said.startswith(READY), f"the demo did not start: {said!r}"
            yield said.removeprefix(READY).strip().rstrip("/")
        finally:
            server.terminate()


def beside(folder: Path, *command: str, typed: str = "") -> str:
    """A command as those who run the installation give it, beside the demo of this folder.

    Gives what it says.
    """
    environment = os.environ | {"SAMVERKA_DATA": str(folder), "SAMVERKA_DEMO": "true"}
    done = subprocess.run(
        [sys.executable, "-m", "samverka.command", *command],
        env=environment,
        input=typed,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return done.stdout


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
