"""Arrays in files that only grow, read by many processes while one writes."""

import mmap
import os
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any, Final
from weakref import finalize

import numpy as np
from numpy.typing import NDArray


class Column:
    """Entries of one kind in a file, as many as there were when it was last looked at.

    `values` is mapped: what is looked at counts as memory of this process, and so does what
    lies around it. What `piece` and `pieces` read does not: they suit a large file that is read
    here and there.
    """

    def __init__(self, file: Path, kind: Any, *across: int) -> None:
        """`across` is the shape of an entry that is not a single value."""
        self._kind: Final = np.dtype(kind)
        self._across: Final = across
        self._width: Final = self._kind.itemsize * prod(across)  # bytes of an entry
        self._file = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        finalize(self, os.close, self._file)
        self._length = 0
        self.refresh()

    def __len__(self) -> int:
        return self._length

    def refresh(self, length: int | None = None) -> None:
        """See what has been added, or only so much; less than a whole entry is not seen.

        What lies behind may be cut at any time, so it must be told where that can happen.
        """
        if length is None:
            length = self.written
        if length != self._length:
            self._length = length
            self.__dict__.pop("values", None)

    @cached_property
    def values(self) -> NDArray[Any]:
        if not self._length:
            return np.empty((0, *self._across), self._kind)
        content = mmap.mmap(self._file, self._length * self._width, prot=mmap.PROT_READ)
        return np.frombuffer(content, self._kind).reshape(-1, *self._across)

    @property
    def written(self) -> int:
        """Whole entries that the file has by now."""
        entries: int = self._end() // self._width
        return entries

    @property
    def inode(self) -> int:
        return os.fstat(self._file).st_ino

    def piece(self, start: int, end: int) -> bytes:
        """A piece of the file."""
        return os.pread(self._file, (end - start) * self._width, start * self._width)

    def pieces(self, starts: list[int], ends: list[int]) -> NDArray[Any]:
        """Several pieces of the file, one after the other."""
        file, width, read = self._file, self._width, os.pread
        parts = [
            read(file, (end - start) * width, start * width)
            for start, end in zip(starts, ends, strict=True)
        ]
        return np.frombuffer(b"".join(parts), self._kind)

    def append(self, more: NDArray[Any]) -> None:
        """Add entries; they are seen by this object after the next `refresh`."""
        _write_all(self._file, more.astype(self._kind, copy=False).tobytes(), self._end())

    def cut(self, length: int) -> bool:
        """Take away what stands behind the first `length` entries; whether there was anything."""
        longer: bool = self._end() > length * self._width
        if longer:
            os.truncate(self._file, length * self._width)
        self.refresh(length)
        return longer

    def stretch(self, length: int) -> None:
        """Fill up with zeros, which take no room on disk, where there are fewer entries."""
        if self._end() < length * self._width:
            os.truncate(self._file, length * self._width)

    def sync(self) -> None:
        """Let what was added survive a power cut."""
        os.fdatasync(self._file)

    def _end(self) -> int:
        return os.fstat(self._file).st_size


class Whole:
    """A file that is never lengthened, only replaced by another one of the same name.

    `content` is the one that was seen last; None when there was none yet.
    """

    def __init__(self, file: Path, kind: Any) -> None:
        self._path = file
        self._kind = kind
        self.content: Column | None = None

    def refresh(self) -> bool:
        """See the newest one; whether it is another one than before."""
        try:
            found = os.stat(self._path).st_ino
        except FileNotFoundError:
            return False
        if self.content is not None and self.content.inode == found:
            return False
        self.content = Column(self._path, self._kind)
        return True

    def replace(self, *parts: NDArray[Any]) -> None:
        """Let these be its content; who reads the old one keeps it until they look again."""
        draft = self._path.with_suffix(".new")
        with draft.open("wb") as file:
            for part in parts:
                file.write(part.data)
            file.flush()
            os.fdatasync(file.fileno())
        draft.replace(self._path)


def _write_all(file: int, content: bytes, at: int) -> None:
    """`os.pwrite` may stop early, after 2 GB for one."""
    rest = memoryview(content)
    while rest:
        written = os.pwrite(file, rest, at)
        rest, at = rest[written:], at + written
