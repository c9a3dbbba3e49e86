"""What the demo sets before the settings are read. It never touches anybody's real data."""

import os
from contextlib import suppress
from pathlib import Path
from socket import SO_REUSEADDR, SOL_SOCKET, socket

ROOT = Path(__file__).resolve().parents[2]

# A demo on a machine that also runs the real thing must not write to its database or send letters.
NOT_FOR_THE_DEMO = (
    "DATABASE_URL",
    "SAMVERKA_INDEX",
    "SAMVERKA_STATIC",
    "SAMVERKA_MAIL_HOST",
    "SAMVERKA_BEHIND_PROXY",
    "SAMVERKA_LIVE_URL",
)
DATA = ROOT / "var"
DEMO_DATA = DATA / "demo"
DATABASE = "samverka.sqlite3"


def enter_demo(port: int) -> None:
    """Point the settings at the demo's own folder and address; `SAMVERKA_DATA` moves the folder."""
    for name in NOT_FOR_THE_DEMO:
        os.environ.pop(name, None)
    os.environ.setdefault("SAMVERKA_DATA", str(DEMO_DATA))
    os.environ["SAMVERKA_DEMO"] = "true"
    os.environ["SAMVERKA_PUBLIC_URL"] = f"http://127.0.0.1:{port}"
    os.environ["SAMVERKA_LIVE_URL"] = f":{_free_port_after(port)}/live"


def _free_port_after(port: int) -> int:
    """The next one, or any where that is taken: only the pages promise theirs."""
    for wanted in (port + 1, 0):
        with suppress(OSError, OverflowError), socket() as trial:
            trial.setsockopt(SOL_SOCKET, SO_REUSEADDR, 1)
            trial.bind(("127.0.0.1", wanted))
            return int(trial.getsockname()[1])
    return port + 1


def only_the_demo_is_here() -> bool:
    """Nobody has said where the data is, and nothing but the demo has been set up."""
    said = {"SAMVERKA_DATA", "DATABASE_URL"} & set(os.environ)
    return not said and not (DATA / DATABASE).exists() and (DEMO_DATA / DATABASE).exists()


def read_the_demo() -> None:
    os.environ["SAMVERKA_DATA"] = str(DEMO_DATA)
    os.environ["SAMVERKA_DEMO"] = "true"
