"""The index on disk: one folder, many readers, one writer at a time."""

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

import tantivy

from samverka.matching.model import Document
from samverka.matching.reading import Terms

_HEAP = 32_000_000  # bytes the writer may fill before it starts a new segment
_PATIENCE = 10.0  # seconds to wait for another writer
_NEVER = date.max.toordinal()


class IndexBusyError(TimeoutError):
    """Somebody else has been writing for longer than one can wait."""


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
    for name in ("words", "concepts"):
        builder.add_text_field(name, stored=True, tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("grams", tokenizer_name="whitespace", index_option="basic")
    builder.add_text_field("partners", tokenizer_name="raw", index_option="basic")
    for name in ("has_partners", "has_tags"):
        builder.add_boolean_field(name, indexed=True)
    builder.add_integer_field("closes", indexed=True, fast=True)
    builder.add_bytes_field("record", stored=True)
    return builder.build()


SCHEMA: Final = _schema()


class Store:
    """Documents with their terms, kept in a tantivy index.

    Only committed writes are seen, so a process that dies while writing leaves the last good
    state. Reading is safe from several threads and processes.
    """

    def __init__(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._meta = path / "meta.json"
        try:
            self._index = tantivy.Index(SCHEMA, path=str(path))
        except ValueError as error:
            raise ValueError(
                f"The matching index in {path} cannot be read ({error}). It holds only derived "
                "data: remove the folder and build it again."
            ) from error
        # Asking the file ourselves costs a microsecond, sees a commit at once and, unlike
        # tantivy's watching thread, survives a fork.
        self._index.config_reader(reload_policy="manual")
        self._seen: tuple[int, int] | None = None

    def searcher(self) -> tantivy.Searcher:
        """The newest committed state."""
        seen = self.version
        if seen != self._seen:
            self._index.reload()
            self._seen = seen
        return self._index.searcher()

    @property
    def version(self) -> tuple[int, int] | None:
        """A mark of the newest committed state: another one after every write."""
        with suppress(FileNotFoundError):  # the folder is being replaced: keep what we have
            found = os.stat(self._meta)
            return (found.st_mtime_ns, found.st_ino)
        return self._seen

    def put(self, documents: Iterable[tuple[Document, Terms]]) -> None:
        """Add documents, all or none; one with a known id takes its place."""
        with self._writer() as writer:
            for document, terms in documents:
                writer.delete_documents_by_term("id", document.id)
                writer.add_document(_to_index(document, terms))

    def replace(self, documents: Iterable[tuple[Document, Terms]]) -> None:
        """Let these be all there is; until the last one is in, readers see what was before."""
        with self._writer() as writer:
            writer.delete_all_documents()
            for document, terms in documents:
                writer.add_document(_to_index(document, terms))

    def remove(self, ids: Iterable[str]) -> None:
        with self._writer() as writer:
            for name in ids:
                writer.delete_documents_by_term("id", findable(name))

    @contextmanager
    def _writer(self) -> Iterator[tantivy.IndexWriter]:
        """Hold the only writer, commit when all went well, and let it go for others."""
        writer = self._wait_for_writer()
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def _wait_for_writer(self) -> tantivy.IndexWriter:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                return self._index.writer(_HEAP, num_threads=1)
            except ValueError as error:
                if "LockBusy" not in str(error):
                    raise
                if time.monotonic() > deadline:
                    raise IndexBusyError(
                        f"Another process has been writing to the matching index in {self._path} "
                        f"for {_PATIENCE:.0f} seconds; try again when it is done."
                    ) from error
            time.sleep(0.02)


def _to_index(document: Document, terms: Terms) -> tantivy.Document:
    attributes = document.attributes
    partners = [str(partner) for partner in attributes.get("partners") or ()]
    closes = _dated(document, "closes")
    since = _dated(document, "since")
    record = {
        "tags": list(document.tags),
        "attributes": dict(attributes) | {"partners": partners, "since": since, "closes": closes},
    }
    found = tantivy.Document(id=document.id, kind=document.kind, **terms._asdict())
    for partner in partners:
        found.add_text("partners", partner)
    found.add_boolean("has_partners", bool(partners))
    found.add_boolean("has_tags", bool(document.tags))
    found.add_integer("closes", closes.toordinal() if closes else _NEVER)
    found.add_bytes("record", json.dumps(record, default=str).encode())
    return found


def _dated(document: Document, attribute: str) -> date | None:
    value = document.attributes.get(attribute)
    try:
        return day(value) if value else None
    except (TypeError, ValueError) as error:
        raise ValueError(
            f"{document.id}: {attribute}={value!r} is not a date like 2026-09-30"
        ) from error


class Found:
    """A document as it comes back from the index."""

    __slots__ = ("_stored", "raw")

    def __init__(self, raw: float, stored: tantivy.Document) -> None:
        self.raw = raw
        self._stored = stored

    @property
    def id(self) -> str:
        return str(self._stored.get_first("id"))

    @property
    def kind(self) -> str:
        return str(self._stored.get_first("kind"))

    @property
    def words(self) -> list[str]:
        return str(self._stored.get_first("words")).split(" ")

    @property
    def concepts(self) -> list[str]:
        return str(self._stored.get_first("concepts")).split(" ")

    @property
    def record(self) -> Mapping[str, Any]:
        """`tags` and `attributes`, as they were added; dates as ISO strings."""
        record: dict[str, Any] = json.loads(self._stored.get_first("record") or b"{}")
        return record


def search(searcher: tantivy.Searcher, query: tantivy.Query, limit: int) -> Iterator[Found]:
    """Yield the best `limit` documents, best first; each is fetched when it is asked for."""
    most = min(limit, searcher.num_docs)
    if most:
        for raw, address in searcher.search(query, most, count=False).hits:
            yield Found(raw, searcher.doc(address))
