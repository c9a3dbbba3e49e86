"""Reads what somebody chose for a source; a `ValueError` holds the name of what makes no sense."""

from collections.abc import Mapping
from urllib.parse import urlsplit

Options = Mapping[str, str]


def base(options: Options, default: str = "") -> str:
    """Where an interface begins, without a slash at its end."""
    return address(options, default).rstrip("/")


def address(options: Options, default: str = "") -> str:
    """Where the source is, never with a name or a password in it."""
    said = (options.get("address") or default).strip()
    try:
        parts = urlsplit(said)
        whole = parts.scheme in ("http", "https") and parts.hostname and "@" not in parts.netloc
    except ValueError:
        whole = None
    if not whole:
        raise ValueError("address")
    return said


def number(options: Options, name: str, default: int, *, least: int = 0, most: int) -> int:
    said = str(options.get(name) or default).strip()
    if not (said.isascii() and said.isdigit() and len(said) <= 9 and least <= int(said) <= most):
        raise ValueError(name)
    return int(said)


def word(options: Options, name: str, *, needed: bool = False, most: int = 200) -> str:
    """One line of text."""
    said = (options.get(name) or "").strip()
    if len(said) > most or not said.isprintable() or (needed and not said):
        raise ValueError(name)
    return said
