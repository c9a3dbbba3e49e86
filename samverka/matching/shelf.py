"""The words of every document as numbers, side by side on disk, to compare documents by.

    names, ends, slots   the terms and their numbers, see `names.py`
    grams                the letter groups of each term
    rows                 where the words of each document end, and how long all are until there
    places               what each document is about, see `space.py`
    words                the words of each document: a number, and how often it is said
    meaning-*            what each document means to an encoder, see `vectors.py`
    groups               the terms of each letter group and how rare it is, as of some time ago

The search engine finds who shares a word; how much two texts share in all is reckoned here, over
whole arrays. Files only grow: what a deleted document held costs room until the index is built
anew. Nothing that takes longer in a larger collection is done when a document is added, but now
and then, when the collection has grown by a tenth.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from math import ceil
from pathlib import Path
from threading import Lock
from typing import Any, Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samverka.matching.column import Column, Whole
from samverka.matching.meaning import Meant
from samverka.matching.names import MOST_TERMS, Names
from samverka.matching.reading import Terms
from samverka.matching.space import Floats, Packed, unpacked
from samverka.matching.vectors import Vectors
from samverka.matching.words import grams, language_and_stem

GRAM_KINDS: Final = 1 << 16  # letter groups are told apart by so many numbers; 0 is none
MOST_GRAMS: Final = 16  # of one word

_HEAD: Final = 3 + GRAM_KINDS + 1 + GRAM_KINDS // 2  # numbers of `groups` before the terms
_ROW: Final = np.dtype([("words", "<u8"), ("length", "<u8")])  # of all documents until here
_MOST_TIMES: Final = 255  # a word takes four bytes: three for its number, one for how often
_SAMPLE: Final = 1_000  # documents that tell how common a letter group is
_FEWEST_COMMON: Final = 3  # letter groups of two words that are alike

_GROWN: Final = 1.1  # when the collection is so many times larger, letter groups are looked at anew
_NEWEST: Final = 500  # terms that are looked through although no letter group leads to them
_MANY_TERMS: Final = 50_000  # with more it takes a tenth of a second or longer


class Rows(NamedTuple):
    """The words of several documents in one array; `document` counts from 0."""

    document: NDArray[np.int64]
    word: NDArray[np.uint32]
    times: NDArray[np.float32]
    length: NDArray[np.float32]  # of each document, as a share of the mean


@lru_cache(maxsize=100_000)
def gram_numbers(term: str) -> list[int]:
    """The letter groups of a word as numbers, those of the two languages apart."""
    if ":" not in term or "+" in term:  # a concept or a pair is not spelled by anybody
        return []
    language, stem = language_and_stem(term)
    numbers = {1 + crc32(f"{language}{group}".encode()) % (GRAM_KINDS - 1) for group in grams(stem)}
    return sorted(numbers)[:MOST_GRAMS]


class Groups:
    """The letter groups of `terms` terms, as `rows` documents use them: how rare each is."""

    def __init__(self, file: Column | None = None) -> None:
        self.terms = self.rows = 0
        self.rarity: NDArray[np.float32] = np.zeros(GRAM_KINDS, np.float32)
        self._file = file
        if file is not None:
            file.refresh(_HEAD)
            self.terms, self.rows, sample = file.values[:3].tolist()
            starts, seen = np.split(file.values[3:], [GRAM_KINDS + 1])
            self._starts = starts.data
            self.rarity = _idf(seen.view("<u2"), sample)

    def rarest(self, numbers: Iterable[int], most: int) -> NDArray[np.uint32]:
        """The terms that have each of the groups that the fewest terms have."""
        if self._file is None:
            return np.zeros(0, np.uint32)
        bounds = ((self._starts[number], self._starts[number + 1]) for number in numbers)
        shortest = sorted(bounds, key=lambda bound: bound[1] - bound[0])[:most]
        starts, ends = zip(*shortest, strict=True)
        return self._file.pieces([_HEAD + n for n in starts], [_HEAD + n for n in ends])


class Shelf:
    """Words and rows in one folder; one writer, any number of readers.

    `grams` has a line of letter groups for each term, 0 where it has fewer than the most;
    `gram_rarity` is the idf of each letter group.
    """

    def __init__(self, folder: Path) -> None:
        self._lock = Lock()
        self._folder = folder
        self._vectors: dict[tuple[str, int], Vectors] = {}
        self._rows = Column(folder / "rows", _ROW)
        self._words = Column(folder / "words", "<u4")
        self._names = Names(folder)
        self._places = Column(folder / "places", "i1")
        self._grams = Column(folder / "grams", "<u2", MOST_GRAMS)
        self._file = Whole(folder / "groups", "<u4")
        self._groups = Groups()
        self.refresh()

    def refresh(self) -> None:
        """See what has been added since; last what is written first: whoever sees a row or a
        letter group sees its terms."""
        with self._lock:
            self._rows.refresh()
            another = self._file.refresh()
            self._names.refresh()
            self._grams.refresh(len(self._names))
            self.grams = self._grams.values
            self._until = self._rows.values if len(self._rows) else np.zeros(1, _ROW)
            if another:
                self._groups = Groups(self._file.content)
            self.gram_rarity = self._groups.rarity

    @property
    def number(self) -> Callable[[str], int | None]:
        """The number of a term; None where no document has had it."""
        return self._names.number

    def surface(self, number: int) -> str:
        """A word as it was first written, such as "children"."""
        return self._names.surface(number)

    def spelled_like(self, term: str, share: float, most: int) -> list[str]:
        """Terms that have at least this share of a term's letter groups, the likest first.

        Of the latest terms of a large collection some may not be seen yet.
        """
        own = gram_numbers(term)
        least = max(_FEWEST_COMMON, ceil(share * len(own)))
        if len(own) < least:
            return []
        # Who has the least of them has one of the rarest: the long lists are never read.
        groups, known = self._groups, self.grams
        newest = np.arange(max(groups.terms, len(known) - _NEWEST), len(known), dtype=np.uint32)
        terms = np.unique(np.concatenate([newest, groups.rarest(own, len(own) - least + 1)]))
        wanted = np.zeros(GRAM_KINDS, bool)
        wanted[own] = True
        common = np.count_nonzero(wanted[known[terms]], axis=1)
        terms, common = terms[common >= least], common[common >= least]
        sizes = np.count_nonzero(known[terms], axis=1)
        best = terms[np.argsort(-common / np.maximum(sizes, len(own)), kind="stable")]
        return [self._names.term(number) for number in best[:most].tolist()]

    def groups_of(self, terms: Sequence[str]) -> NDArray[Any]:
        """The letter groups of terms, whether documents have them or not, as in `grams`."""
        grams = self.grams
        numbers = [-1 if (n := self.number(term)) is None else n for term in terms]
        known = [n for n, number in enumerate(numbers) if 0 <= number < len(grams)]
        table = np.zeros((len(terms), MOST_GRAMS), "<u2")
        table[known] = grams[[numbers[n] for n in known]]
        for n in set(range(len(terms))).difference(known):
            own = gram_numbers(terms[n])
            table[n, : len(own)] = own
        return table

    @property
    def rows(self) -> int:
        return len(self._until) - 1

    def read(self, rows: NDArray[np.int64]) -> Rows:
        """The words of these documents."""
        starts, ends = self._until[rows], self._until[rows + 1]
        packed = self._words.pieces(starts["words"].tolist(), ends["words"].tolist())
        sizes = (ends["words"] - starts["words"]).astype(np.int64)
        mean = int(self._until["length"][-1]) / max(1, self.rows)
        return Rows(
            np.repeat(np.arange(len(rows)), sizes),
            packed & np.uint32(MOST_TERMS - 1),
            (packed >> 24).astype(np.float32),
            ((ends["length"] - starts["length"]) / max(mean, 1.0)).astype(np.float32),
        )

    def places(self, rows: NDArray[np.int64], place: Floats) -> Floats:
        """What each of these documents is about: a line of length 1 or less, like `place`."""
        starts = (rows * len(place)).tolist()
        ends = ((rows + 1) * len(place)).tolist()
        places: Packed = self._places.pieces(starts, ends)
        return unpacked(places.reshape(-1, len(place)))

    def vectors(self, encoder: str, dimensions: int) -> Vectors:
        """What documents mean to this encoder."""
        with self._lock:
            key = encoder, dimensions
            if key not in self._vectors:
                self._vectors[key] = Vectors(self._folder, *key)
            self._vectors[key].refresh(self.rows)
            return self._vectors[key]

    def meaning(self, rows: NDArray[np.int64], meant: Meant | None) -> Floats:
        """How near each of these documents is in meaning: the cosine, 0 where it is not known."""
        if meant is None:
            return np.zeros(len(rows), np.float32)
        return self.vectors(meant.encoder, meant.places.shape[1]).nearness(rows, meant)

    def append(self, documents: Sequence[Terms]) -> range:
        """Write documents to disk; returns their rows. Only one process may do so at a time."""
        self._mend(len(documents[0].place))
        self._add_terms(documents)
        start, number = self.rows, self._names.number
        words, ends = list[int](), list[tuple[int, int]]()
        said, length = self._until[-1].tolist()
        for document in documents:
            before = len(words)
            for term, times in document.times.items():
                if (known := number(term)) is not None:
                    words.append(known | min(times, _MOST_TIMES) << 24)
            said, length = said + len(words) - before, length + document.length
            ends.append((said, length))
        # Words before the rows that point at them: whoever sees a row can read all of it.
        self._words.append(np.array(words, "<u4"))
        self._words.sync()
        self._places.append(np.concatenate([document.place for document in documents]))
        self._places.sync()
        self._rows.append(np.array(ends, _ROW))
        self._rows.sync()
        self.refresh()
        return range(start, start + len(documents))

    @property
    def overgrown(self) -> bool:
        """Whether it has grown so much that `tend` is due."""
        terms = len(self.grams) - self._groups.terms
        return (
            self.rows > _GROWN * self._groups.rows
            or terms > max(_NEWEST, (_GROWN - 1) * self._groups.terms)
            or self._names.crowded
        )

    @property
    def can_wait(self) -> bool:
        """Whether `tend` takes longer than whoever adds a document should wait, for little."""
        return len(self.grams) > _MANY_TERMS and self.rows < 2 * self._groups.rows

    def tend(self) -> None:
        """Look at the letter groups anew. Only one process may do so at a time."""
        self._names.tend()
        letters = self.grams.ravel()
        places = np.flatnonzero(letters)
        letters = letters[places]
        order = np.argsort(letters, kind="stable")  # of such small numbers it takes linear time
        starts = np.zeros(GRAM_KINDS + 1, "<u4")
        np.cumsum(np.bincount(letters, minlength=GRAM_KINDS), out=starts[1:])
        having = (places[order] // MOST_GRAMS).astype("<u4")
        sample, seen = self._count_grams()
        counts = np.array([len(self.grams), self.rows, sample], "<u4")
        self._file.replace(counts, starts, seen, having)
        self.refresh()

    def _add_terms(self, documents: Sequence[Terms]) -> None:
        """Give a number to each new term."""
        fresh: dict[str, str] = {}
        for document in documents:
            for term in document.times:
                if term not in fresh and self._names.number(term) is None:
                    fresh[term] = document.surfaces.get(term, "")
        room = MOST_TERMS - len(self._names)
        if len(fresh) > room:
            fresh = dict(list(fresh.items())[:room])
        if fresh:
            # A term is known when its name is: its letter groups stand there before.
            self._grams.append(_gram_table(fresh))
            self._grams.sync()
            self._names.append(fresh)

    def _mend(self, dimensions: int) -> None:
        """Take away what a writer that died was in the midst of."""
        self._names.mend()
        self._grams.cut(len(self._names))
        self._rows.refresh()
        self._rows.cut(len(self._rows))
        if not len(self._rows):
            self._rows.append(np.zeros(1, _ROW))
        self.refresh()
        self._places.cut(self.rows * dimensions)
        self._words.cut(int(self._until["words"][-1]))

    def _count_grams(self) -> tuple[int, NDArray[np.uint16]]:
        """How many documents were looked at, and how many of those have each letter group."""
        some = np.unique(np.linspace(0, self.rows - 1, _SAMPLE).astype(np.int64))
        rows = self.read(some)
        grams = self.grams[rows.word].astype(np.int32)
        # Each group of each document once: sorting whole numbers is quick.
        keys = np.sort((rows.document.astype(np.int32)[:, None] * GRAM_KINDS + grams).ravel())
        once = keys[np.flatnonzero(np.diff(keys, prepend=-1))]
        seen = np.bincount(once % GRAM_KINDS, minlength=GRAM_KINDS)
        return len(some), seen.astype("<u2")


def _idf(seen: NDArray[np.uint16], documents: int) -> NDArray[np.float32]:
    seldom = np.log(1 + (documents - seen + 0.5) / (seen + 0.5))
    rarity: NDArray[np.float32] = seldom.astype(np.float32)
    rarity[0] = 0  # no letter group
    return rarity


def _gram_table(terms: Iterable[str]) -> NDArray[Any]:
    numbers = [gram_numbers(term) for term in terms]
    table = np.zeros((len(numbers), MOST_GRAMS), "<u2")
    for row, own in zip(table, numbers, strict=True):
        row[: len(own)] = own
    return table
