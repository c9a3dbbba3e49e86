"""The index on disk: one folder, many readers, one writer at a time.

    current            the name of the generation that readers use
    <generation>/      a tantivy index, which finds candidates, and a shelf, which compares them

Only what is committed is seen, so a process that dies while writing leaves the last good state.
Building anew makes another generation beside the old one and then lets `current` name it.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import date
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import Self
from uuid import uuid4

import tantivy

from samverka.matching.meaning import Meaning
from samverka.matching.model import Document
from samverka.matching.reading import Terms
from samverka.matching.shelf import Shelf
from samverka.matching.state import SCHEMA, State, day, findable, values_of

_HEAP = 64_000_000  # bytes the writer may fill before it starts a new segment
_AT_ONCE = 1_000  # documents
_PATIENCE = 10.0  # seconds to wait for another writer
_NEVER = date.max.toordinal()
_OURS = ("current", "current.new", "writing")

Version = tuple[int, ...]


class IndexBusyError(TimeoutError):
    """Somebody else has been writing for longer than one can wait."""


class _Generation:
    """A tantivy index and the shelf beside it."""

    def __init__(self, folder: Path, meaning: Meaning | None) -> None:
        folder.mkdir(exist_ok=True)
        self.folder = folder
        self._meaning = meaning
        self.index = tantivy.Index(SCHEMA, path=str(folder))
        # Asking the file ourselves costs a microsecond, sees a commit at once and, unlike
        # tantivy's watching thread, survives a fork.
        self.index.config_reader(reload_policy="manual")
        self.shelf = Shelf(folder)
        self.state = State(self.index.searcher(), self.shelf)

    def reload(self) -> Self:
        self.index.reload()
        self.shelf.refresh()
        self.state = State(self.index.searcher(), self.shelf)
        return self

    @contextmanager
    def writer(self) -> Iterator[tantivy.IndexWriter]:
        """Commit when all went well, and nothing otherwise."""
        writer = self.index.writer(_HEAP, num_threads=1)
        try:
            yield writer
            writer.commit()
        except BaseException:
            writer.rollback()
            raise
        finally:
            writer.wait_merging_threads()

    def add(self, documents: Iterable[tuple[Document, Terms]], *, instead: bool) -> None:
        """Add documents; `instead` of those with the same id, which costs a look at each."""
        rest = iter(documents)
        with self.writer() as writer:
            while some := list(islice(rest, _AT_ONCE)):
                found = [_to_index(document) for document, _ in some]
                self._put_meaning([document for document, _ in some])
                rows = self.shelf.append([terms for _, terms in some])
                for (document, terms), row, one in zip(some, rows, found, strict=True):
                    if instead:
                        writer.delete_documents_by_term("id", findable(document.id))
                    one.add_text("terms", " ".join(terms.times.elements()))
                    one.add_unsigned("row", row)
                    writer.add_document(one)
            if self.shelf.overgrown and not self.shelf.can_wait:
                self.shelf.tend()
        if self.shelf.overgrown:  # what was added is seen already
            self.shelf.tend()

    def _put_meaning(self, documents: Sequence[Document]) -> None:
        """Before their rows on the shelf: whoever sees these sees what they mean."""
        if self._meaning is None:
            return
        places = self._meaning.of_documents(documents)
        if places is not None:
            self.shelf.refresh()  # a writer that died may have left rows
            vectors = self.shelf.vectors(self._meaning.encoder, places.shape[1])
            vectors.put(self.shelf.rows, places)


class Store:
    """Documents with their terms. Reading is safe from several threads and processes."""

    def __init__(self, path: Path, meaning: Meaning | None = None) -> None:
        path.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._meaning = meaning
        self._current = path / "current"
        self._lock = Lock()
        self._seen: Version = ()
        try:
            if not self._current.exists():
                self._begin()
            self._generation = self._open_current()
        except IndexBusyError:
            raise
        except (ValueError, OSError) as error:
            raise ValueError(
                f"The matching index in {path} cannot be read ({error}). It holds only derived "
                "data: remove the folder and build it again."
            ) from error

    def state(self) -> State:
        """The newest committed state."""
        with self._lock:
            seen = self.version
            if seen != self._seen:
                if self._reloaded():
                    self._seen = seen
                else:  # it is looked at once more next time, in case it grew meanwhile
                    self._generation = self._open_current()
            return self._generation.state

    @property
    def version(self) -> Version:
        """A mark of the newest committed state: another one after every write."""
        mark: Version = ()
        for file in (self._current, self._generation.folder / "meta.json"):
            with suppress(FileNotFoundError):  # an old generation may be cleared away
                found = os.stat(file)
                mark = (*mark, found.st_mtime_ns, found.st_ino)
        return mark

    @property
    def worn(self) -> bool:
        """Whether more than half of the shelf belongs to documents that are gone."""
        state = self.state()
        return state.shelf.rows > 2 * state.searcher.num_docs + _AT_ONCE

    def put(self, documents: Iterable[tuple[Document, Terms]]) -> None:
        """Add documents, all or none; one with a known id takes its place."""
        with self._writing():
            self._newest().add(documents, instead=True)

    def replace(self, documents: Iterable[tuple[Document, Terms]]) -> None:
        """Let these be all there is; until the last one is in, readers see what was before."""
        with self._writing():
            generation = self._new_generation()
            generation.add(documents, instead=False)
            self._let_be_current(generation)

    def remove(self, ids: Iterable[str]) -> None:
        with self._writing(), self._newest().writer() as writer:
            for name in ids:
                writer.delete_documents_by_term("id", findable(name))

    def _begin(self) -> None:
        """Make the first generation, in a folder that holds nothing but what one of us left."""
        if strange := [p.name for p in self._path.iterdir() if p.is_file() and p.name not in _OURS]:
            raise ValueError(f"it holds {strange[0]}")
        with self._writing():
            if not self._current.exists():
                self._let_be_current(self._new_generation())

    def _newest(self) -> _Generation:
        self.state()
        return self._generation

    def _reloaded(self) -> bool:
        """Whether our generation is still the current one, and seen as it is now."""
        if not self._is_current():
            return False
        try:
            self._generation.reload()
        except (ValueError, OSError):
            if self._is_current():
                raise
            return False  # it was cleared away while we looked
        return True

    def _is_current(self) -> bool:
        return self._current.read_text() == self._generation.folder.name

    def _open_current(self) -> _Generation:
        while True:
            name = self._current.read_text()
            with suppress(FileNotFoundError):
                (self._path / name / "meta.json").stat()
                return _Generation(self._path / name, self._meaning).reload()
            if self._current.read_text() == name:
                raise ValueError(f"the generation {name!r} is missing")

    def _new_generation(self) -> _Generation:
        """An empty one; those that were begun and never finished are cleared away."""
        self._clear_all_but(self._current.read_text() if self._current.exists() else "")
        return _Generation(self._path / uuid4().hex[:12], self._meaning)

    def _let_be_current(self, generation: _Generation) -> None:
        draft = self._path / "current.new"
        with draft.open("w") as file:
            file.write(generation.folder.name)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(self._current)
        self._clear_all_but(generation.folder.name)

    def _clear_all_but(self, name: str) -> None:
        """Who still reads an old generation keeps its files open."""
        for folder in self._path.iterdir():
            if folder.is_dir() and folder.name != name:
                shutil.rmtree(folder, ignore_errors=True)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the only writer; the lock is let go when a process dies."""
        deadline = time.monotonic() + _PATIENCE
        with (self._path / "writing").open("w") as lock:
            while True:
                try:
                    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError as error:
                    if time.monotonic() > deadline:
                        raise IndexBusyError(
                            "Another process has been writing to the matching index in "
                            f"{self._path} for {_PATIENCE:.0f} seconds; try again when it is done."
                        ) from error
                time.sleep(0.02)
            yield


def _to_index(document: Document) -> tantivy.Document:
    attributes = document.attributes
    partners = [str(partner) for partner in attributes.get("partners") or ()]
    closes = _dated(document, "closes")
    since = _dated(document, "since")
    call = str(attributes.get("call") or "")
    record = {
        "title": document.title,
        "tags": list(document.tags),
        "attributes": dict(attributes) | {"partners": partners, "since": since, "closes": closes},
    }
    found = tantivy.Document(id=document.id, kind=document.kind)
    for partner in partners:
        found.add_text("partners", partner)
    if call:
        found.add_text("call", call)
    for place in values_of(attributes.get("place")):
        found.add_text("places", place.lower())
    found.add_boolean("has_partners", bool(partners))
    found.add_boolean("has_tags", bool(document.tags))
    found.add_boolean("has_call", bool(call))
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
