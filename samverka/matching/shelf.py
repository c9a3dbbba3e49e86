"""The words of every document as numbers, side by side on disk, to compare documents by.

The search engine finds who shares a word; how much two texts share in all is reckoned here, over
whole arrays. Files only grow: what a deleted document held costs room until the index is built
anew, and what a writer was cut off in is passed over.
"""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samverka.matching.reading import Terms
from samverka.matching.words import grams, language_and_stem

GRAM_KINDS: Final = 1 << 16  # letter groups are told apart by so many numbers; 0 is none
MOST_GRAMS: Final = 16  # of one word

_ROW: Final = np.dtype([("at", "<u8"), ("words", "<u4"), ("length", "<u4")])
_MOST_TIMES: Final = 255
_SAMPLE: Final = 1_000  # documents that tell how common a letter group is
_FEWEST_COMMON: Final = 3  # letter groups of two words that are alike

# What is reckoned from all terms or all documents is reckoned again when they have grown so much.
_GROWN: Final = 1.1
_MANY_TERMS: Final = 20_000  # with fewer it is done at once


class Rows(NamedTuple):
    """The words of several documents in one array; `document` counts from 0."""

    document: NDArray[np.int64]
    word: NDArray[np.uint32]
    times: NDArray[np.float32]
    length: NDArray[np.float32]  # of each document, as a share of the mean


def gram_numbers(term: str) -> list[int]:
    """The letter groups of a word as numbers, those of the two languages apart."""
    if ":" not in term:  # a concept is not spelled by anybody
        return []
    language, stem = language_and_stem(term)
    numbers = {1 + crc32(f"{language}{group}".encode()) % (GRAM_KINDS - 1) for group in grams(stem)}
    return sorted(numbers)[:MOST_GRAMS]


class Shelf:
    """Words and rows in one folder; one writer, any number of readers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()
        self._names: list[str] = []  # "term<tab>as it was first written", by number
        self._numbers: dict[str, int] = {}
        self._read_to = 0  # bytes of the words that have been read
        self._sampled = -1  # rows there were when letter groups were last counted
        self._sorted = -1  # terms there were when they were last sorted by letter group
        self.refresh()

    def refresh(self) -> None:
        """See what has been added since; rows last, so that whoever sees one sees its words."""
        with self._lock:
            self._read_words()
            self.grams = self._mapped("grams", np.dtype("<u2")).reshape(-1, MOST_GRAMS)
            self._words = self._mapped("words_of_rows", np.dtype("<u4"))
            self._times = self._mapped("times_of_rows", np.dtype("<u1"))
            self._rows = self._mapped("rows", _ROW)
            self._mean = float(self._rows["length"].mean()) if len(self._rows) else 1.0
            if len(self._rows) > _GROWN * self._sampled:
                self._sampled = len(self._rows)
                self.gram_rarity = self._count_grams()
            if len(self.grams) > self._sorted and not (
                _MANY_TERMS < len(self.grams) < _GROWN * self._sorted
            ):
                self._sorted = len(self.grams)
                self._gram_starts, self._terms_by_gram = self._sort_by_gram()

    def number(self, term: str) -> int | None:
        """The number of a term; None where no document has had it."""
        number = self._numbers.get(term)
        return number if number is not None and number < len(self.grams) else None

    def surface(self, number: int) -> str:
        """A word as it was first written, such as "children"."""
        return self._names[number].partition("\t")[2]

    def spelled_like(self, term: str, share: float, most: int) -> list[str]:
        """Terms that have at least this share of a term's letter groups, the likest first."""
        own = gram_numbers(term)
        having = [self._terms_by_gram[self._gram_starts[g] : self._gram_starts[g + 1]] for g in own]
        terms, common = np.unique(np.concatenate(having), return_counts=True)
        alike = common >= max(_FEWEST_COMMON, share * len(own))
        terms, common = terms[alike], common[alike]
        sizes = np.count_nonzero(self.grams[terms], axis=1)
        best = terms[np.argsort(-common / np.maximum(sizes, len(own)), kind="stable")]
        return [self._names[number].partition("\t")[0] for number in best[:most]]

    @property
    def rows(self) -> int:
        return len(self._rows)

    def read(self, rows: NDArray[np.int64]) -> Rows:
        """The words of these documents."""
        found = self._rows[rows]
        sizes = found["words"].astype(np.int64)
        ends = np.cumsum(sizes)
        document = np.repeat(np.arange(len(found)), sizes)
        first = found["at"].astype(np.int64) - (ends - sizes)
        places = np.arange(ends[-1] if len(ends) else 0) + first[document]
        return Rows(
            document,
            self._words[places],
            self._times[places].astype(np.float32),
            (found["length"] / max(self._mean, 1.0)).astype(np.float32),
        )

    def append(self, documents: Sequence[Terms]) -> range:
        """Write documents to disk; returns their rows. Only one process may do so at a time."""
        self._mend()
        self.refresh()
        fresh: dict[str, str] = {}
        for document in documents:
            for term in document.times.keys() - self._numbers.keys() - fresh.keys():
                fresh[term] = document.surfaces.get(term, "")
        numbers = {term: len(self._names) + n for n, term in enumerate(fresh)}
        at = len(self._words)
        rows, words, times = [], [], bytearray()
        for document in documents:
            rows.append((at, len(document.times), document.length))
            words += [self._numbers.get(term, numbers.get(term)) for term in document.times]
            times += bytes(min(n, _MOST_TIMES) for n in document.times.values())
            at += len(document.times)
        # Words before the rows that point at them: whoever sees a row can read all of it.
        self._write("names", "".join(f"{one}\t{seen}\n" for one, seen in fresh.items()).encode())
        self._write("grams", _gram_table(fresh))
        self._write("words_of_rows", np.array(words, "<u4").tobytes())
        self._write("times_of_rows", bytes(times))
        self._write("rows", np.array(rows, _ROW).tobytes())
        start = len(self._rows)
        self.refresh()
        return range(start, start + len(rows))

    def _write(self, name: str, more: bytes) -> None:
        with (self._folder / name).open("ab") as file:
            file.write(more)
            file.flush()
            os.fsync(file.fileno())

    def _mend(self) -> None:
        """Bring the files in step again where a writer was cut off."""
        with (self._folder / "names").open("r+b") as names:
            names.truncate(self._read_to)
        self._cut("grams", 2 * MOST_GRAMS)
        self._cut("rows", _ROW.itemsize)
        self._cut("words_of_rows", 4)
        known = self._size("grams") // (2 * MOST_GRAMS)
        self._write("grams", _gram_table(name.partition("\t")[0] for name in self._names[known:]))
        missing = self._size("words_of_rows") // 4 - self._size("times_of_rows")
        self._write("times_of_rows", bytes(max(0, missing)))

    def _cut(self, name: str, width: int) -> None:
        """Take away what is less than one whole entry."""
        os.truncate(self._folder / name, self._size(name) // width * width)

    def _size(self, name: str) -> int:
        return (self._folder / name).stat().st_size

    def _sort_by_gram(self) -> tuple[NDArray[np.int64], NDArray[np.uint32]]:
        """Where the terms with each letter group begin among all, and these."""
        groups = self.grams.ravel()
        order = np.argsort(groups, kind="stable")
        starts = np.searchsorted(groups[order], np.arange(GRAM_KINDS + 1))
        return starts, (order // MOST_GRAMS).astype(np.uint32)

    def _count_grams(self) -> NDArray[np.float32]:
        """The idf of every letter group, told from a sample of the documents."""
        some = np.unique(np.linspace(0, len(self._rows) - 1, _SAMPLE).astype(np.int64))
        seen = np.zeros(GRAM_KINDS)
        rows = self.read(some if len(self._rows) else some[:0])
        for document in np.split(rows.word, np.flatnonzero(np.diff(rows.document)) + 1):
            seen[np.unique(self.grams[document])] += 1
        rarity = np.log(1 + (len(some) - seen + 0.5) / (seen + 0.5)).astype(np.float32)
        rarity[0] = 0
        return rarity

    def _read_words(self) -> None:
        file = self._folder / "names"
        file.touch()
        with file.open("rb") as names:
            names.seek(self._read_to)
            whole, newline, _ = names.read().rpartition(b"\n")
        self._read_to += len(whole) + len(newline)
        for name in whole.decode().split("\n") if newline else ():
            self._numbers[name.partition("\t")[0]] = len(self._names)
            self._names.append(name)

    def _mapped(self, name: str, kind: np.dtype[Any]) -> NDArray[Any]:
        file = self._folder / name
        file.touch()
        width = MOST_GRAMS if name == "grams" else 1
        whole = file.stat().st_size // (kind.itemsize * width) * width
        return np.memmap(file, kind, "r", shape=(whole,)) if whole else np.empty(0, kind)


def _gram_table(terms: Iterable[str]) -> bytes:
    numbers = [gram_numbers(term) for term in terms]
    table = np.zeros((len(numbers), MOST_GRAMS), "<u2")
    for row, own in zip(table, numbers, strict=True):
        row[: len(own)] = own
    return table.tobytes()
