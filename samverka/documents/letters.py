"""What people write, as letters that every kind of file can hold."""

import re
import unicodedata
from typing import Final, Literal

Direction = Literal["ltr", "rtl"]

# Other ways to end a line; a form feed or a vertical tab among them.
LINE_ENDS: Final = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 cannot hold, and half of a pair of surrogates.
FORBIDDEN: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
STRONG: Final[dict[str, Direction]] = {"L": "ltr", "R": "rtl", "AL": "rtl"}
FIRST_LETTERS: Final = 1_000
LINK: Final = re.compile(
    r"(https?://[^\s/]|mailto:[^\s@]+@[^\s@]|tel:\+?[0-9])[^\s\x00-\x1f<>\"]*", re.IGNORECASE
)
LONGEST_LINK: Final = 2_000


def clean(text: str) -> str:
    """The text without what no file can hold; every line ends in a plain newline."""
    return FORBIDDEN.sub("", LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """The same on one line, for titles and alternative texts."""
    return " ".join(clean(text).split())


def direction(text: str) -> Direction:
    """Which way a text runs, by its first letter that says so."""
    for letter in text[:FIRST_LETTERS]:
        found = STRONG.get(unicodedata.bidirectional(letter))
        if found:
            return found
    return "ltr"


def can_be_seen(text: str) -> bool:
    """Is there anything to point at? Spaces, soft hyphens and marks without a letter are not."""
    return any(unicodedata.category(letter)[0] in "LNPS" for letter in text)


def safe_link(address: str) -> str:
    """The address where it is one that may stand in a document, else ""."""
    address = address.strip()
    return address if len(address) <= LONGEST_LINK and LINK.fullmatch(address) else ""
