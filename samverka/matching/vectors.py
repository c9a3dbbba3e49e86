"""What each document means, as an encoder told it: rows in a file beside the shelf."""

from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from samverka.matching.column import Column
from samverka.matching.meaning import Meant
from samverka.matching.space import Floats, Packed

MOST_SCANNED: Final = 200_000  # documents: looking at all of them takes some 0.1 s
_AT_ONCE: Final = 1 << 14


class Vectors:
    """Rows of one encoder, by the rows of the shelf; one writer, any number of readers.

    Documents that were added without the encoder have a row of zeros, or none at the end.
    """

    def __init__(self, folder: Path, encoder: str, dimensions: int) -> None:
        self._column = Column(folder / f"meaning-{encoder}-{dimensions}", "i1", dimensions)

    def refresh(self, rows: int) -> None:
        """See what has been added, of so many documents: what lies behind may be cut."""
        self._column.refresh(min(self._column.written, rows))

    def put(self, first: int, rows: Packed) -> None:
        """Write the rows of documents that come next on the shelf."""
        self._column.stretch(first)
        self._column.cut(first)
        self._column.append(rows)
        self._column.sync()

    def nearness(self, rows: NDArray[np.int64], meant: Meant) -> Floats:
        """How near each of these documents is in meaning: the cosine, 0 where it is not known."""
        near = np.zeros(len(rows), np.float32)
        known = np.flatnonzero(rows < len(self._column))
        starts = rows[known]
        found = self._column.pieces(starts.tolist(), (starts + 1).tolist())
        near[known] = meant.nearness(found.reshape(-1, meant.places.shape[1]))
        return near

    def nearest(self, meant: Meant, most: int) -> NDArray[np.int64]:
        """The rows that are nearest, in no order; none in a collection too large to look at."""
        places: Packed = self._column.values
        if len(places) > MOST_SCANNED:
            return np.zeros(0, np.int64)
        parts = (places[n : n + _AT_ONCE] for n in range(0, len(places), _AT_ONCE))
        near = np.concatenate([np.zeros(0), *map(meant.nearness, parts)])
        order = np.argpartition(-near, most)[:most] if most < len(near) else np.arange(len(near))
        return order[near[order] > 0]
