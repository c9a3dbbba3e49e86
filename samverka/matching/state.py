"""One committed state of the index: which terms it knows, and the documents it holds."""

import json
from collections.abc import Callable, Hashable, Iterable, Mapping
from datetime import date, datetime
from math import log
from threading import Lock
from typing import Any, Final, TypeVar

import tantivy

from samverka.matching.shelf import Shelf

_REMEMBERED: Final = 50_000  # terms of one state

Answer = TypeVar("Answer")


def day(value: str | date) -> date:
    """Read an ISO date ("2026-09-30", a time may follow); raises ValueError."""
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else date.fromisoformat(value[:10])


def findable(text: str) -> str:
    """A text that can be looked up: half a character (a lone surrogate) becomes "?"."""
    return text.encode("utf-8", "replace").decode()


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in ("id", "kind"):
        builder.add_text_field(name, stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    for name in ("partners", "call", "places"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("has_partners", "has_tags", "has_call"):
        builder.add_boolean_field(name, indexed=True)
    builder.add_integer_field("closes", indexed=True, fast=True)
    builder.add_unsigned_field("row", indexed=True, fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


SCHEMA: Final = _schema()


def any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query | None:
    """Documents that answer at least one of the queries; None where there are no queries."""
    either = [(tantivy.Occur.Should, query) for query in queries]
    return tantivy.Query.boolean_query(either) if either else None


Known = tuple[int, int]  # of a term that documents have: its number on the shelf, how many have it

_NOT_ASKED: Final = (-1, -1)


class State:
    """One committed state of the index."""

    def __init__(self, searcher: tantivy.Searcher, shelf: Shelf) -> None:
        self.searcher = searcher
        self.shelf = shelf
        self._known: dict[str, Known | None] = {}
        self._places: dict[str, bool] = {}
        self._derived: dict[Hashable, Any] = {}
        self._lock = Lock()
        self.remembered: dict[Hashable, Any] = {}  # what was looked up for a word, see `remember`

    def derived(self, kind: Callable[["State"], Answer]) -> Answer:
        """What is made of a whole state, made when it is first asked for."""
        with self._lock:
            if kind not in self._derived:
                self._derived[kind] = kind(self)
            made: Answer = self._derived[kind]
            return made

    def remember(self, word: Hashable, found: Answer) -> Answer:
        """Keep what was looked up for a word; it holds as long as this state."""
        if len(self.remembered) > _REMEMBERED:
            self.remembered.clear()
        self.remembered[word] = found
        return found

    def rarity(self, seen: int) -> float:
        """1 for what no document has, 0 for what all have."""
        documents = max(1, self.searcher.num_docs)
        return max(0.0, log((documents + 1) / (seen + 1)) / log(documents + 1))

    def is_place(self, word: str) -> bool:
        """Whether a lower-case word is where some document is, by its attribute `place`."""
        found = self._places.get(word)
        if found is None:
            if len(self._places) > _REMEMBERED:
                self._places.clear()
            found = self._places[word] = bool(self.searcher.doc_freq("places", word))
        return found

    def known(self, term: str) -> Known | None:
        """What is known of a term; None where no document has it."""
        known = self._known.get(term, _NOT_ASKED)
        if known is _NOT_ASKED:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            number = self.shelf.number(term)
            seen = self.searcher.doc_freq("terms", term) if number is not None else 0
            known = self._known[term] = (number, seen) if number is not None and seen else None
        return known


class Found:
    """A document as it comes back from the index."""

    __slots__ = ("_stored",)

    def __init__(self, searcher: tantivy.Searcher, address: tantivy.DocAddress) -> None:
        self._stored = searcher.doc(address)

    @property
    def id(self) -> str:
        return str(self._stored.get_first("id"))

    @property
    def kind(self) -> str:
        return str(self._stored.get_first("kind"))

    @property
    def record(self) -> Mapping[str, Any]:
        """`tags` and `attributes`, as they were added; dates as ISO strings."""
        record: dict[str, Any] = json.loads(self._stored.get_first("record") or b"{}")
        return record

    @property
    def title(self) -> str:
        return str(self.record.get("title", ""))

    def attribute(self, name: str) -> tuple[str, ...]:
        """The values of an attribute, one or several; () where it has none."""
        return values_of(self.record["attributes"].get(name))


def values_of(value: Any) -> tuple[str, ...]:
    """One value or several as texts; () for none."""
    if value is None or value == "":
        return ()
    return tuple(map(str, value)) if isinstance(value, list | tuple) else (str(value),)
