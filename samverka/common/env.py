"""Read settings from the environment, and refuse what cannot be understood."""

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

YES, NO = "true", "false"
PORT = re.compile(r":(?P<port>[0-9]+)$")
LIVE = re.compile(r"(wss?://[^/\s]+|:[0-9]+)?/live")


def text(name: str, default: str) -> str:
    """The variable as it stands, or the default where it is absent."""
    return os.environ.get(name, default)


def words(name: str, default: str) -> list[str]:
    """A list of words divided by commas."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def flag(name: str, default: bool) -> bool:
    """Raises `ImproperlyConfigured` for anything but true or false."""
    value = text(name, YES if default else NO).lower()
    if value not in (YES, NO):
        raise ImproperlyConfigured(f"{name}={value!r}: write {YES} or {NO}")
    return value == YES


def number(name: str, default: int, *, least: int = 0) -> int:
    """A whole number, `least` or more; raises `ImproperlyConfigured` for anything else."""
    value = text(name, str(default))
    if not (value.isascii() and value.isdecimal()) or int(value) < least:
        raise ImproperlyConfigured(f"{name}={value!r}: write a whole number, {least} or more")
    return int(value)


def folder(name: str, default: Path) -> Path:
    """A folder that is made when it is absent."""
    path = Path(text(name, str(default))).expanduser().absolute()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"{name}={str(path)!r}: not a usable folder ({error})") from None
    return path


def live(name: str, public_url: str) -> str:
    """Where live editing is reached: a whole address, or what comes after the page's host name.

    Without it: the port after that of the pages, or, where a proxy hides the port, `/live`.
    Raises `ImproperlyConfigured`.
    """
    found = PORT.search(public_url)
    port = int(found["port"]) if found else None
    value = text(name, "").rstrip("/") or (f":{port + 1}/live" if port else "/live")
    if not LIVE.fullmatch(value):
        raise ImproperlyConfigured(f"{name}={value!r}: write wss://host/live, :8001/live or /live")
    return value


def live_sources(url: str, hosts: list[str], https: bool) -> list[str]:
    """What pages may connect to, for the content security policy."""
    if "://" in url:
        return ["{0.scheme}://{0.netloc}".format(urlsplit(url))]
    scheme = "wss" if https else "ws"
    names = [f"*{host}" if host.startswith(".") else host for host in hosts if "[" not in host]
    port = url.partition("/")[0]
    return [f"{scheme}://{name}{port}" for name in names if name != "*"] or [f"{scheme}:"]


def model(name: str) -> str:
    """Where a sentence model is: "" for none, a folder, or an address like https://host/v1#model.

    Raises `ImproperlyConfigured` for a folder that is absent and an address without a model.
    """
    value = text(name, "").strip()
    if value.startswith(("http://", "https://")):
        address, _, which = value.partition("#")
        if not (urlsplit(address).hostname and which):
            raise ImproperlyConfigured(f"{name}={value!r}: write https://host/v1#name-of-the-model")
    elif value and not Path(value).expanduser().is_dir():
        raise ImproperlyConfigured(f"{name}={value!r}: there is no such folder")
    elif value:
        return str(Path(value).expanduser().absolute())
    return value
