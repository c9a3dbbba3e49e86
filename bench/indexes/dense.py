"""Nearness of sentence vectors, by whichever encoder is brought; kept in memory."""

import os
from collections.abc import Callable, Iterable, Sequence
from pkgutil import resolve_name

import numpy as np
from numpy.typing import NDArray

from bench.indexes import Hit, full_text, speaks_for
from samverka.matching import Document

Encode = Callable[[Sequence[str]], NDArray[np.float32]]  # (texts,) → (texts, dimensions)


def encoder() -> Encode | None:
    """The one that BENCH_ENCODER names as `module:function`, if any."""
    name = os.environ.get("BENCH_ENCODER")
    encode: Encode | None = resolve_name(name) if name else None
    return encode


class Dense:
    def __init__(self, encode: Encode) -> None:
        self.encode = encode

    def fill(self, documents: Iterable[Document]) -> None:
        held = list(documents)
        self.ids = [speaks_for(document) for document in held]
        self.vectors = self._unit([full_text(document) for document in held])

    def nearest(self, text: str, limit: int) -> list[Hit]:
        likeness = (self.vectors @ self._unit([text]).T).ravel()
        best = np.argsort(-likeness, kind="stable")[:limit]
        return [Hit(self.ids[place], likeness[place]) for place in best]

    def _unit(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = self.encode(texts)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        unit: NDArray[np.float32] = vectors / np.maximum(lengths, 1e-9)
        return unit
