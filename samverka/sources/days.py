"""Days as people write them, in Swedish and in English."""

import re
from datetime import date, time
from typing import Final

from samverka.sources.fields import Odd, is_sensible
from samverka.sources.record import Deadline

MONTHS: Final = (
    ("januari", "january", "jan"),
    ("februari", "february", "feb"),
    ("mars", "march", "mar"),
    ("april", "apr"),
    ("maj", "may"),
    ("juni", "june", "jun"),
    ("juli", "july", "jul"),
    ("augusti", "august", "aug"),
    ("september", "sept", "sep"),
    ("oktober", "october", "okt", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
BY_NAME: Final = {name: number for number, names in enumerate(MONTHS, 1) for name in names}

# Before a day: what weekday it is.
BEFORE: Final = re.compile(r"^(?:[a-zåäö]+day|[a-zåäö]+dag(?:en)?),? (?:den )?|^den ")
CLOCK: Final = re.compile(
    r"(?:t|,? (?:kl\.? ?|klockan |at )?)([01]?\d|2[0-3])[:.]([0-5]\d)(?::[0-5]\d(?:\.\d+)?)?(z?)$"
)
ISO: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{4})(\d{2})(\d{2})")
DAY_FIRST: Final = re.compile(r"(\d{1,2})(?:\.|st|nd|rd|th|:e)? (?:of )?([a-z]+)\.?,? (\d{4})")
MONTH_FIRST: Final = re.compile(r"([a-z]+)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
SWEDISH: Final = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})|(\d{1,2})\.(\d{1,2})\.(\d{4})")
SLASHES: Final = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def deadline_in(said: str, name: str) -> Deadline:
    """A last day, with the time of it where it is said.

    Raises `Odd`, with `name` as the field, for what is no day or can be read as two: 03/04/2027
    is in March or in April.
    """
    plain = BEFORE.sub("", re.sub(r"\s+", " ", said).strip().lower())
    clock = CLOCK.search(plain)
    on = _day(plain[: clock.start()] if clock else plain)
    if on is None or not is_sensible(on):
        raise Odd("odd_date", field=name, said=said[:60])
    at = time(int(clock[1]), int(clock[2])) if clock else None
    if at in (None, time()):  # at midnight: only the day is meant
        return Deadline(on, said=said)
    return Deadline(on, at, "UTC" if clock and clock[3] else "", said)


def _day(plain: str) -> date | None:
    try:
        if found := ISO.fullmatch(plain) or SWEDISH.fullmatch(plain):
            first, second, third = (int(part) for part in found.groups() if part)
            ordered = (first, second, third) if first > 31 else (third, second, first)
            return date(*ordered)
        if found := DAY_FIRST.fullmatch(plain):
            return date(int(found[3]), BY_NAME.get(found[2], 0), int(found[1]))
        if found := MONTH_FIRST.fullmatch(plain):
            return date(int(found[3]), BY_NAME.get(found[1], 0), int(found[2]))
        if found := SLASHES.fullmatch(plain):
            first, second, year = map(int, found.groups())
            if first != second and max(first, second) <= 12:
                return None
            return date(year, min(first, second), max(first, second))
    except ValueError:
        return None
    return None
