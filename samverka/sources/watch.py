"""A page without any interface: when it looks different, a person is asked to look."""

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final, Self

from samverka.sources import options as option
from samverka.sources.source import Memory, PageChange, Reading
from samverka.sources.text import plain
from samverka.sources.trouble import Trouble

if TYPE_CHECKING:
    from samverka.sources.web import Web

MOST_TEXT: Final = 200_000  # characters of a page that are looked at
MOST_REMEMBERED: Final = 40_000
MOST_SHOWN: Final = 1_000  # characters of what is new
CHARSET: Final = re.compile(r"charset=[\"']?([\w-]+)", re.IGNORECASE)


@dataclass(frozen=True)
class PageWatch:
    """The text that people see at an address, from one wording to another where these are given.

    What stands before `after` and behind `until` (menus, a date, the foot of the page) may change
    as it likes.
    """

    kind: ClassVar[str] = "watch"
    publishes: ClassVar[bool] = False
    lists_all: ClassVar[bool] = False

    address: str
    after: str = ""
    until: str = ""

    @classmethod
    def from_options(cls, options: Mapping[str, str]) -> Self:
        return cls(
            option.address(options), option.word(options, "after"), option.word(options, "until")
        )

    def read(self, web: "Web", memory: Memory) -> Iterator[Reading]:
        """One step; the text itself is remembered, so that what is new can be shown."""
        known = memory.get("hash", "")
        answer = web.get(
            self.address, etag=memory.get("etag", ""), modified=memory.get("modified", "")
        )
        if answer.not_modified:
            yield Reading(memory=memory, not_modified=True)
            return
        text = self._part(_decoded(answer.body, answer.headers.get("content-type", "")))
        found = hashlib.sha256(text.encode()).hexdigest()
        kept = {
            "hash": found,
            "text": text[:MOST_REMEMBERED],
            "etag": answer.headers.get("etag", ""),
            "modified": answer.headers.get("last-modified", ""),
        }
        changed = known and known != found
        pages = (PageChange(self.address, _new(memory.get("text", ""), text)),) if changed else ()
        yield Reading(pages=pages, memory={name: value for name, value in kept.items() if value})

    def _part(self, markup: str) -> str:
        """Raises `Trouble` when the wording that it begins or ends with is no longer there."""
        text = plain(markup, MOST_TEXT)
        if not text:
            raise Trouble("not_readable", self.address, expected="HTML")
        if self.after:
            _before, found, text = text.partition(self.after)
            if not found:
                raise Trouble("changed", self.address, missing=self.after)
        if self.until:
            text, found, _behind = text.partition(self.until)
            if not found:
                raise Trouble("changed", self.address, missing=self.until)
        return text.strip()


def _decoded(body: bytes, content_type: str) -> str:
    """As the header or the page itself says; what cannot be read is left out."""
    found = CHARSET.search(content_type) or CHARSET.search(body[:2048].decode("ascii", "ignore"))
    try:
        return body.decode(found[1] if found else "utf-8", "ignore")
    except LookupError:
        return body.decode("utf-8", "ignore")


def _new(before: str, after: str) -> str:
    """The lines that were not there."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    new = (line[1:] for line in lines if line.startswith("+") and not line.startswith("+++"))
    return "\n".join(line for line in new if line.strip())[:MOST_SHOWN]
