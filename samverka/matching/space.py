"""What words are about: places in a space where texts on one subject lie near each other.

Learned by latent semantic analysis of texts in both languages (M. L. Littman, S. T. Dumais and
T. K. Landauer, "Automatic Cross-Language Information Retrieval Using Latent Semantic Indexing",
1998): words that stand in the same texts lie near each other, whichever language they are in.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Final, Self

import numpy as np
from numpy.typing import NDArray

PLACES: Final = "space.npy"  # int8, one row for each word
NAMES: Final = "space_words.txt"  # their terms, such as "sv:barn"

Floats = NDArray[np.float32]
Packed = NDArray[np.int8]

_FULL: Final = 127


class Space:
    """Words with their places; a text lies where its words do on average."""

    def __init__(self, words: Mapping[str, int], places: Packed) -> None:
        self._words = words
        self._places = places
        self.dimensions = places.shape[1]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder made by `build_learned`; raises `OSError` where it is absent."""
        names = (folder / NAMES).read_text(encoding="utf-8").split()
        words = {name: n for n, name in enumerate(names)}
        return cls(words, np.load(folder / PLACES))

    def place(self, weights: Mapping[str, float]) -> Floats:
        """Where a text lies that says these terms so much: length 1, or 0 where none is known."""
        known = [(self._words[term], said) for term, said in weights.items() if term in self._words]
        rows = [row for row, _ in known]
        said = np.array([weight for _, weight in known], np.float32)
        place: Floats = said @ self._places[rows].astype(np.float32)
        return place / np.float32(max(float(np.linalg.norm(place)), 1e-9))


def packed(place: Floats) -> Packed:
    """A row of length at most 1 in a quarter of the room."""
    return np.round(place * _FULL).astype(np.int8)


def nearness(places: Packed, place: Floats) -> Floats:
    """The cosine of each packed row to a place, −1 to 1."""
    near: Floats = places.astype(np.float32) @ place / np.float32(_FULL)
    return near


def unpacked(places: Packed) -> Floats:
    """Packed rows as they were, nearly."""
    return places.astype(np.float32) / np.float32(_FULL)
