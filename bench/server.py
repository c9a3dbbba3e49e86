"""A fresh demo server with data and a port of its own, as everybody starts it."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
WORKERS = 2


@contextmanager
def demo_server(fill: str = "") -> Iterator[int]:
    """Start it, wait until it says that it is ready, and stop it at the end; gives its port.

    `fill` is a module whose `fill` puts more into the database first, in a process of its own.
    """
    port = _free_port()
    with TemporaryDirectory(prefix="samverka-bench-") as folder:
        command = [sys.executable, "-m", "samverka.command", "demo", "--port", str(port)]
        environment = os.environ | {
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "SAMVERKA_DATA": folder,
            "SAMVERKA_MATCHES_PER_MINUTE": "1000000",
            "SAMVERKA_PAGE_WORKERS": str(WORKERS),
        }
        log = Path(folder) / "server.log"
        with (
            log.open("w") as told,
            subprocess.Popen(
                command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=told, text=True
            ) as server,
        ):
            assert server.stdout is not None  # we asked for a pipe
            try:
                if not server.stdout.readline():
                    raise SystemExit(f"The server did not start:\n{log.read_text()}")
                if fill:
                    code = f"import django; django.setup(); from {fill} import fill; fill()"
                    subprocess.run(
                        [sys.executable, "-c", code], cwd=ROOT, env=environment, check=True
                    )
                yield port
            finally:
                server.terminate()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])
