"""What in a text looks as if it told who somebody is. A plain check: it never understands a text.

Identity numbers, telephone numbers and e-mail addresses are found for sure, as far as they follow
their form. What may be a name, or an identity number with a slip in it, is only asked about.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

# Any dash there is, and spaces that break or do not.
DASH = "[-‐‑‒–—−]"
SPACE = "[ \u00a0\u2009\u202f]"
# 850709-9805, 8507099805, 19850709 9805, 1985-07-09-9805; + from the hundredth year on.
IDENTITY = re.compile(
    rf"(?<![0-9])(?P<century>18|19|20)?(?P<year>[0-9]{{2}})(?P<inner>{DASH}?)"
    rf"(?P<month>[0-9]{{2}})(?P=inner)(?P<day>[0-9]{{2}})"
    rf"(?P<between>{SPACE}?(?:{DASH}|\+){SPACE}?|{SPACE}?)(?P<last>[0-9]{{4}})(?!{DASH}?[0-9])"
)
EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
GAP = rf"(?:{SPACE}|{DASH})?"
GROUPS = rf"[0-9]{{2,3}}(?:{GAP}[0-9]{{2,3}}){{1,3}}"
PHONE = re.compile(  # +46 70-123 45 67, 0701234567, 019-12 34 56
    rf"(?<![0-9+])(?<![0-9][-‐‑–—/.])(?:(?:\+|00)46{GAP}(?:\(0\))?{GAP}[1-9][0-9]{{0,2}}{GAP}{GROUPS}"
    rf"|07[02369]{GAP}[0-9]{{3}}{GAP}[0-9]{{2}}{GAP}[0-9]{{2}}"
    rf"|(?:08{SPACE}?[-‐‑–]|0[1-9][0-9]{{1,2}}{SPACE}?[-‐‑–/]){SPACE}?{GROUPS})(?![0-9])"
)
CAPITALISED = "[A-ZÅÄÖÉÜ][a-zåäöéüèøæ]+"
NAMED = re.compile(rf"\b(?:heter|hette|named){SPACE}({CAPITALISED}(?:{SPACE}{CAPITALISED})?)")
SURNAME = re.compile(
    rf"\b{CAPITALISED}{SPACE}{CAPITALISED}(?:sson|dotter|qvist|quist|kvist|ström|gren|lund)\b"
)
SHORTEST_PHONE = 8  # digits
COORDINATION = 60  # is added to the day in a coordination number


class Kind(Enum):
    IDENTITY = "identity"
    EMAIL = "email"
    PHONE = "phone"
    NAME = "name"
    NUMBER = "number"  # as an identity number, but for its last digit


@dataclass(frozen=True)
class Detail:
    """What was found, as it stands in the text."""

    kind: Kind
    said: str

    @property
    def is_sure(self) -> bool:
        return self.kind not in (Kind.NAME, Kind.NUMBER)


def details_in(text: str, today: date | None = None) -> list[Detail]:
    """In the order of the kinds; each piece of the text counts once."""
    taken: list[tuple[int, int]] = []
    found = []
    for kind, match in _matches(text, today or date.today()):
        start, end = match.span()
        if all(end <= first or start >= last for first, last in taken):
            taken.append((start, end))
            found.append(Detail(kind, match[0].strip()))
    return found


def _matches(text: str, today: date) -> Iterator[tuple[Kind, re.Match[str]]]:
    numbers = [one for one in IDENTITY.finditer(text) if _could_be_identity_number(one, today)]
    for match in numbers:
        if has_check_digit(_ten_digits(match)):
            yield Kind.IDENTITY, match
    for match in EMAIL.finditer(text):
        yield Kind.EMAIL, match
    for match in PHONE.finditer(text):
        if sum(map(str.isdigit, match[0])) >= SHORTEST_PHONE:
            yield Kind.PHONE, match
    for match in numbers:
        yield Kind.NUMBER, match
    for pattern in (NAMED, SURNAME):
        for match in pattern.finditer(text):
            yield Kind.NAME, match


def _could_be_identity_number(match: re.Match[str], today: date) -> bool:
    """A day that somebody can be born on, and four digits.

    Numbers of organisations have a month from 20 on. A date with dashes in it and a space before
    four digits is a date and an hour.
    """
    if match["inner"] and not match["between"].strip():
        return False
    if match["inner"] and not match["century"]:
        return False
    return _is_birthday(match, today)


def _ten_digits(match: re.Match[str]) -> str:
    return match["year"] + match["month"] + match["day"] + match["last"]


def _is_birthday(match: re.Match[str], today: date) -> bool:
    day = int(match["day"])
    day -= COORDINATION if day > COORDINATION else 0
    centuries = [match["century"]] if match["century"] else ["18", "19", "20"]
    for century in centuries:
        try:
            born = date(int(century + match["year"]), int(match["month"]), day)
        except ValueError:
            continue
        if born <= today:
            return True
    return False


def has_check_digit(digits: str) -> bool:
    """Luhn: every other digit doubled from the first, and the sums of all digits end with zero."""
    doubled = (int(one) * (2 - n % 2) for n, one in enumerate(digits))
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0
