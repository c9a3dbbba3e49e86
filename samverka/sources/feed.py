"""Any feed in RSS or Atom: what stands there may be a call, and somebody has to look."""

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any, ClassVar, Final, Self

import feedparser
from feedparser.encodings import convert_to_utf8

from samverka.sources import options as option
from samverka.sources.fields import (
    LONGEST_NAME,
    LONGEST_TITLE,
    Entry,
    Odd,
    Reader,
    digest,
    is_sensible,
    link,
)
from samverka.sources.record import CallRecord
from samverka.sources.source import Memory, Reading
from samverka.sources.text import one_line, plain
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

MOST_ENTRIES: Final = 1_000
LONGEST_SUMMARY: Final = 5_000
# feedparser would otherwise look up document types on the way.
PARSED: Final = {"resolve_relative_uris": False, "sanitize_html": False}


@dataclass(frozen=True)
class Feed:
    """The newest of a site. A feed tells no last days, and forgets its oldest entries."""

    kind: ClassVar[str] = "feed"
    publishes: ClassVar[bool] = False
    lists_all: ClassVar[bool] = False

    address: str
    language: str = "sv"

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        language = option.word(options, "language") or "sv"
        if language not in ("sv", "en"):
            raise ValueError("language")
        return cls(option.address(options), language)

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """One step. `newest` in the memory is the day of the newest entry, where any has a day."""
        etag, modified = memory.get("etag", ""), memory.get("modified", "")
        answer = web.get(self.address, etag=etag, modified=modified)
        if answer.not_modified:
            yield Reading(memory=memory, not_modified=True)
            return
        found = feedparser.parse(b"" if _makes_words(answer.body) else answer.body, **PARSED)
        if not found.get("version"):
            raise Trouble("not_readable", self.address, expected="RSS")
        told = found.entries
        if len(told) > MOST_ENTRIES:
            raise Trouble("too_large", self.address, entries=len(told))
        records, refused = Reader(self._record, ("title", "link")).read(told)
        days = [day for entry in told if (day := _day(entry))]
        kept = {
            "etag": answer.headers.get("etag", ""),
            "modified": answer.headers.get("last-modified", ""),
            "newest": max(days).isoformat() if days else "",
        }
        yield Reading(records, refused, memory={n: v for n, v in kept.items() if v})

    def _record(self, entry: Entry) -> CallRecord:
        title = one_line(_text(entry, "title"), LONGEST_TITLE)
        summary = plain(_text(entry, "summary") or _content(entry), LONGEST_SUMMARY)
        address = link(_text(entry, "link"))
        return CallRecord(
            identifier=(_text(entry, "id") or address or title)[:LONGEST_NAME],
            titles={self.language: title} if title else {},
            raw_hash=digest(title, summary, address),
            summaries={self.language: summary} if summary else {},
            address=address,
        )


def _makes_words(body: bytes) -> bool:
    """A document that makes up words of its own can blow a few bytes up to fill a machine.

    Looked for as feedparser will read it: in UTF-16, too, and in the letters of large machines.
    """
    return b"<!ENTITY" in body or b"<!ENTITY" in convert_to_utf8({}, body, {})


def _text(entry: Entry, name: str) -> str:
    value = entry.get(name)
    if value is not None and not isinstance(value, str):
        raise Odd("not_readable", field=name)
    return (value or "").strip()


def _content(entry: Entry) -> str:
    """Atom may hold the whole text instead of a summary."""
    parts = entry.get("content") or []
    first: Any = parts[0] if isinstance(parts, list) and parts else {}
    value = first.get("value", "") if isinstance(first, Mapping) else ""
    return value if isinstance(value, str) else ""


def _day(entry: Any) -> date | None:
    """When an entry was changed or published; None where that makes no sense."""
    told = dict.get(entry, "updated_parsed") or dict.get(entry, "published_parsed")
    try:
        day = datetime.fromtimestamp(calendar.timegm(told), UTC).date() if told else None
    except (ValueError, OverflowError, TypeError, OSError):
        return None
    return day if day and is_sensible(day) else None
