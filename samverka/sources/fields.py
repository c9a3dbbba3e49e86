"""Reads the fields of an answer that may hold anything at all."""

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from samverka.sources.record import CallRecord
from samverka.sources.source import Memory
from samverka.sources.trouble import Refusal, Trouble

LONGEST_NAME: Final = 300  # characters of an identifier, a reference or a name
LONGEST_TITLE: Final = 1_000
LONGEST_TEXT: Final = 200_000
LONGEST_LIST: Final = 200
LONGEST_ADDRESS: Final = 500
MOST_MONEY: Final = 10**15

FIRST_YEAR: Final = 2000
YEARS_AHEAD: Final = 20

_ISO: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,7})?)?(Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
# Neither letters nor spaces: they have no place in a text, and some databases refuse them.
_UNSEEN: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

Entry = Mapping[str, Any]


class Odd(Exception):
    """An entry that has to be left out; `why` and `detail` are those of a `Refusal`."""

    def __init__(self, why: str, **detail: str) -> None:
        super().__init__(f"{why} {detail}")
        self.why, self.detail = why, detail


def text(entry: Entry, name: str, most: int = LONGEST_TEXT) -> str:
    """A text or number as text, "" where there is none; raises `Odd` for all else."""
    value = entry.get(name)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise Odd("not_readable", field=name)
    said = str(value)
    if len(said) > most:
        raise Odd("too_large", field=name)
    return _UNSEEN.sub(" ", said).strip()


def line(entry: Entry, name: str, most: int = LONGEST_NAME) -> str:
    """A text on one line; raises `Odd`."""
    return " ".join(text(entry, name, most).split())


def each(entry: Entry, name: str) -> list[Entry]:
    """The entries of a list inside an entry; one alone may stand there without its list."""
    value = entry.get(name)
    if value is None:
        return []
    told = [value] if isinstance(value, Mapping) else value
    if not isinstance(told, list) or not all(isinstance(one, Mapping) for one in told):
        raise Odd("not_readable", field=name)
    if len(told) > LONGEST_LIST:
        raise Odd("too_large", field=name)
    return told


def link(said: str) -> str:
    """An address that a browser can open, or ""."""
    try:
        parts = urlsplit(said)
        known = parts.scheme in ("http", "https") and parts.hostname and not parts.username
    except ValueError:
        return ""
    whole = known and len(said) <= LONGEST_ADDRESS and not re.search(r"[\s<>\"\\]", said)
    return said if whole else ""


def whole_money(said: str, name: str) -> int | None:
    """Whole units, from digits with or without decimals; None for nothing. Raises `Odd`."""
    if not said:
        return None
    try:
        amount = Decimal(said)
        if not 0 <= amount <= MOST_MONEY:
            raise Odd("not_readable", field=name, said=said[:60])
    except InvalidOperation:
        raise Odd("not_readable", field=name, said=said[:60]) from None
    return round(amount) or None


def digest(*told: Any) -> str:
    """64 letters that change whenever one of these does."""
    try:
        plain = json.dumps(told, sort_keys=True)
    except (RecursionError, ValueError):
        raise Odd("not_readable") from None
    return hashlib.sha256(plain.encode()).hexdigest()


def entries(told: Any, address: str, needed: Sequence[str]) -> list[Any]:
    """A list of entries where a field that is always there is there at least once.

    Raises `Trouble` for anything else: then the source has changed its form.
    """
    if not isinstance(told, list):
        raise Trouble("changed", address, missing="[]")
    for name in needed:
        if told and not any(isinstance(one, Mapping) and name in one for one in told):
            raise Trouble("changed", address, missing=name)
    return told


@dataclass
class Pages:
    """Keeps a reading from going on for ever. `name` is the field that entries are known by."""

    address: str
    name: str
    most: int
    seen: set[str] = field(default_factory=set)

    def check(self, page: Sequence[Any]) -> None:
        """Raises `Trouble` for a page that has been here before, or is one too many."""
        if len(self.seen) >= self.most:
            raise Trouble("endless", self.address, pages=self.most)
        names = [one.get(self.name) if isinstance(one, Mapping) else None for one in page]
        mark = digest([name if isinstance(name, str | int) else None for name in names])
        if page and mark in self.seen:
            raise Trouble("repeats", self.address)
        self.seen.add(mark)


@dataclass
class Reader:
    """Makes records of entries, and refusals of those that cannot be one.

    It remembers which identifiers have been told in this reading. `names` are the fields that an
    entry is called by when it is left out.
    """

    record: Callable[[Entry], CallRecord]
    names: Sequence[str]
    told: dict[str, str] = field(default_factory=dict)

    def read(self, found: Iterable[Any]) -> tuple[tuple[CallRecord, ...], tuple[Refusal, ...]]:
        records: list[CallRecord] = []
        refused: list[Refusal] = []
        for entry in found:
            try:
                records += self._new(entry)
            except Odd as odd:
                refused.append(Refusal(self._name(entry), odd.why, odd.detail))
        return tuple(records), tuple(refused)

    def _new(self, entry: Any) -> list[CallRecord]:
        """The record of an entry; nothing when it has been told already."""
        if not isinstance(entry, Mapping):
            raise Odd("not_readable")
        record = self.record(entry)
        if not record.identifier:
            raise Odd("no_identifier")
        if not any(record.titles.values()):
            raise Odd("no_title")
        before = self.told.get(record.identifier)
        if before not in (None, record.raw_hash):
            raise Odd("twice")
        self.told[record.identifier] = record.raw_hash
        return [] if before else [record]

    def _name(self, entry: Any) -> str:
        for name in self.names if isinstance(entry, Mapping) else ():
            try:
                if said := line(entry, name, LONGEST_TEXT)[:LONGEST_NAME]:
                    return said
            except Odd:
                continue
        return ""


def remembered_day(memory: Memory, name: str) -> date | None:
    try:
        return date.fromisoformat(memory.get(name, ""))
    except ValueError:
        return None


def remembered_number(memory: Memory, name: str) -> int:
    said = memory.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) <= 9 else 0


def plain_text(entry: Entry, name: str) -> str:
    # Up to the next "<" alone: a hundred thousand of them would otherwise be read to the end each.
    return re.sub(r"<[^<>]*>", "", text(entry, name)).strip()


def is_sensible(day: date) -> bool:
    """Neither before there were such calls, nor further away than any of them."""
    return FIRST_YEAR <= day.year <= date.today().year + YEARS_AHEAD


def moment(said: str, name: str, zone: str) -> tuple[date | None, time | None]:
    """A day and the time of it, as a clock in `zone` shows it; midnight stands for no time.

    ISO 8601, with or without a time and an offset; None for nothing. Raises `Odd`.
    """
    if not said:
        return None, None
    try:
        found = datetime.fromisoformat(said) if _ISO.fullmatch(said) else None
        here = found.astimezone(ZoneInfo(zone)) if found and found.tzinfo else found
    except (ValueError, OverflowError):
        here = None
    if here is None or not is_sensible(here.date()):
        raise Odd("odd_date", field=name, said=said[:60])
    at = here.time().replace(second=0, microsecond=0)
    return here.date(), at if at > time() else None


def american_day(said: str, name: str) -> date | None:
    """A day written as month/day/year; None for nothing. Raises `Odd`."""
    if not said:
        return None
    try:
        found = datetime.strptime(said, "%m/%d/%Y").date()
    except ValueError:
        found = date.min
    if not is_sensible(found):
        raise Odd("odd_date", field=name, said=said[:60])
    return found
