"""Terms and their numbers, in files: as many as there are, a process holds few in memory.

    names    "term<tab>as it was first written<newline>", one after the other
    ends     where each name ends; a term is known when its end stands here
    slots    a hash table: the number of a term + 1, at the CRC-32 of the term or behind it

Numbers are given in the order in which terms come and never change. Slots are filled before
the ends are told: a slot that names another term, or one that is not known, is passed over.
"""

import mmap
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from samverka.matching.column import Column, Whole

MOST_TERMS: Final = 1 << 24  # numbers take three bytes; what comes later is not on the shelf

_FEWEST_SLOTS: Final = 1 << 12
_FULL: Final = 0.6  # share of the slots: with more, looking up takes long
_NEARLY_FULL: Final = 0.5
MAPPED: Final = 1 << 24  # bytes of names: so many are looked at in memory
_REMEMBERED: Final = 50_000  # numbers of terms in memory


class Names:
    """The terms of one folder; one writer, any number of readers."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "slots"
        self._names = Column(folder / "names", "u1")
        self._ends = Column(folder / "ends", "<u4")
        self._slots = Whole(self._path, "<u4")
        self._known = 0
        self._numbers = self._end_of = memoryview(b"")
        self._remembered: dict[str, int] = {}
        self._surfaces: dict[int, str] = {}
        self._text: memoryview | None = None
        self.refresh()

    def __len__(self) -> int:
        return self._known

    def refresh(self) -> None:
        """See what has been added; ends first, for they are written last."""
        self._ends.refresh()
        known = len(self._ends)
        if known == self._known:
            return
        self._see_slots()
        self._end_of = self._ends.values.data
        self._known = known
        self._names.refresh(self._start(known))
        self._text = self._names.values.data if len(self._names) <= MAPPED else None

    def number(self, term: str) -> int | None:
        found = self._remembered.get(term)
        if found is not None:
            return found
        numbers, known = self._numbers, self._known
        if not known:
            return None
        letters = term.encode()
        last = len(numbers) - 1
        slot = crc32(letters) & last
        if not numbers[slot]:  # most terms that nobody has used end here
            return None
        key, ends = letters + b"\t", self._end_of
        while number := numbers[slot]:
            if number <= known:
                start = ends[number - 2] if number > 1 else 0
                if self._piece(start, start + len(key)) == key:
                    if len(self._remembered) >= _REMEMBERED:
                        self._remembered.clear()
                    self._remembered[term] = number - 1
                    return number - 1
            slot = (slot + 1) & last
        return None

    def term(self, number: int) -> str:
        return self._name(number).partition("\t")[0]

    def surface(self, number: int) -> str:
        found = self._surfaces.get(number)
        if found is None:
            if len(self._surfaces) >= _REMEMBERED:
                self._surfaces.clear()
            found = self._surfaces[number] = self._name(number).partition("\t")[2]
        return found

    def mend(self) -> None:
        """Take away what a writer that died has left without telling its end."""
        self.refresh()
        self._see_slots()
        self._ends.cut(self._known)
        if self._names.cut(self._start(self._known)):
            self._make_room(0)  # it may have filled slots

    def append(self, fresh: Mapping[str, str]) -> None:
        """Add terms that are not known, each with the word as it stands there."""
        names = [f"{term}\t{surface}\n".encode() for term, surface in fresh.items()]
        self._names.append(np.frombuffer(b"".join(names), "u1"))
        self._names.sync()
        if self._fills(len(fresh), _FULL):
            self._make_room(len(fresh))
        self._fill(_hashes(term.encode() for term in fresh), self._known)
        ends = np.cumsum([len(name) for name in names]) + self._start(self._known)
        self._ends.append(ends)
        self._ends.sync()
        self.refresh()

    @property
    def crowded(self) -> bool:
        """Whether terms to come will soon have to wait for `tend`."""
        return self._fills(0, _NEARLY_FULL)

    def tend(self) -> None:
        """Make room for terms to come."""
        if self.crowded:
            self._make_room(0)

    def _name(self, number: int) -> str:
        return bytes(self._piece(self._start(number), self._end_of[number] - 1)).decode()

    def _piece(self, start: int, end: int) -> bytes | memoryview:
        return self._names.piece(start, end) if self._text is None else self._text[start:end]

    def _start(self, number: int) -> int:
        return self._end_of[number - 1] if number else 0

    def _fills(self, more: int, share: float) -> bool:
        return self._known + more > share * len(self._numbers)

    def _make_room(self, more: int) -> None:
        """A table in which all terms there are, and so many more, fill at most half."""
        slots = _FEWEST_SLOTS
        while self._known + more > slots / 2:
            slots *= 2
        table = np.zeros(slots, "<u4")
        names = self._names.piece(0, self._start(self._known)).splitlines()
        _put(table, _hashes(name.partition(b"\t")[0] for name in names), 0)
        self._slots.replace(table)
        self._see_slots()

    def _see_slots(self) -> None:
        if self._slots.refresh() and self._slots.content is not None:
            self._numbers = self._slots.content.values.data

    def _fill(self, hashes: NDArray[np.uint32], first: int) -> None:
        with self._path.open("r+b") as file, mmap.mmap(file.fileno(), 0) as slots:
            table = np.frombuffer(slots, "<u4")
            _put(table, hashes, first)
            del table  # or the mapping could not be closed
            os.fdatasync(file.fileno())


def _hashes(terms: Iterable[bytes]) -> NDArray[np.uint32]:
    return np.fromiter(map(crc32, terms), np.uint32)


def _put(table: NDArray[Any], hashes: NDArray[np.uint32], first: int) -> None:
    """Put the numbers from `first` on into free slots, each at its hash or behind it."""
    last = np.uint32(len(table) - 1)
    numbers = np.arange(first + 1, first + 1 + len(hashes), dtype="<u4")
    slots = hashes & last
    while len(numbers):
        free = table[slots] == 0
        table[slots[free]] = numbers[free]
        left = table[slots] != numbers
        numbers, slots = numbers[left], (slots[left] + np.uint32(1)) & last
