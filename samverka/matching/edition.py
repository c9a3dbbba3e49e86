"""Which edition of the engine reads the texts."""

from functools import cache
from hashlib import sha256
from pathlib import Path

HOME = Path(__file__).parent


@cache
def edition() -> str:
    """Twelve letters that change with the code and the word lists of this library.

    An index holds what one edition read; another edition must build it again.
    """
    data = (part for part in HOME.joinpath("data").rglob("*") if part.is_file())
    parts = sorted([*HOME.glob("*.py"), *data])
    return sha256(b"".join(part.read_bytes() for part in parts)).hexdigest()[:12]
