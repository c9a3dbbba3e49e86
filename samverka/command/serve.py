"""Serve for real: the parts that were asked for, each in a process of its own."""

import re
import socket
import time
from argparse import Namespace
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from threading import Thread
from urllib.parse import urlsplit

from django.conf import settings

from samverka.command.check import key_is_safe
from samverka.command.database import need_up_to_date
from samverka.command.life import told_to_stop
from samverka.command.static import collect_static
from samverka.command.supervisor import Part, supervise
from samverka.common.refusal import Refused

EVERYWHERE = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # listened on → where we ask
ASK_EVERY = 0.05  # seconds
LIVE_PORT = re.compile(r":(?P<port>[0-9]+)/")
LIVE_PATIENCE = 5.0  # seconds: what was heard is stored, and lines are closed


def run(options: Namespace) -> int:
    if settings.HTTPS and not key_is_safe():
        raise Refused(
            "Set SAMVERKA_SECRET_KEY to 50 random characters or more before the pages are"
            " public: the key that stands in the source code protects nobody."
        )
    need_up_to_date()
    chosen = parts(options.part, options.host, options.port)
    need_free_ports(chosen)
    if options.part in (None, "pages"):
        collect_static()
    start(chosen)
    return 0


def parts(asked_for: str | None, host: str, port: int) -> list[Part]:
    """Pages come with an index of their own machine; jobs need none, and read sources of calls.

    Live editing listens where the pages say, or on the given port when it is alone.
    """
    # A letter that is half-way to the mail server gets its time: stopped there, nobody could
    # tell whether it was sent.
    jobs = Part("jobs", patience=2.0 + (settings.EMAIL_TIMEOUT if settings.EMAIL_HOST else 0))
    pages = Part("pages", ("--host", host, "--port", str(port)))
    beside = port if asked_for == "live" else live_port(port)
    live = Part("live", ("--host", host, "--port", str(beside)), patience=LIVE_PATIENCE)
    working = [jobs, Part("sources")]
    chosen = {"pages": [pages, Part("index")], "live": [live], "jobs": working}
    return chosen.get(asked_for or "", [pages, Part("index"), live, *working])


def live_port(port: int) -> int:
    """That of `SAMVERKA_LIVE_URL` where it only says a port, else the one after the pages'."""
    said = LIVE_PORT.match(settings.LIVE_URL)
    return int(said["port"]) if said else port + 1


def start(chosen: list[Part]) -> None:
    """Run the parts until told to stop, and say when the pages answer."""
    stopping = told_to_stop()
    # Whether the jobs live is seen on their own machine only.
    question = "/readyz" if "jobs" in {part.name for part in chosen} else "/healthz"
    for part in chosen:
        if part.name == "pages":
            _, host, _, port = part.arguments
            Thread(target=_announce, args=(host, int(port), question), daemon=True).start()
    supervise(chosen, stopping)


def need_free_ports(chosen: list[Part]) -> None:
    for part in chosen:
        if part.arguments:
            _, host, _, port = part.arguments
            need_free_port(host, int(port))


def need_free_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError as trouble:
            raise Refused(
                f"{host}:{port} cannot be used ({trouble.strerror}): stop what is running there"
                " or choose another port with --port."
            ) from None


def _announce(host: str, port: int, question: str) -> None:
    while not _is_ready(EVERYWHERE.get(host, host), port, question):
        time.sleep(ASK_EVERY)
    print(f"Samverka is ready at {settings.PUBLIC_URL}/", flush=True)


def _is_ready(host: str, port: int, question: str) -> bool:
    """Asks as the proxy in front would, so that nothing is redirected or refused."""
    headers = {"Host": urlsplit(settings.PUBLIC_URL).netloc}
    if settings.HTTPS:
        headers["X-Forwarded-Proto"] = "https"
    try:
        with closing(HTTPConnection(host, port, timeout=5)) as connection:
            connection.request("GET", question, headers=headers)
            return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
