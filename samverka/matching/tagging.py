"""Which tags a text should carry, learned from the documents that carry some.

A text is two vectors of length 1, of its words and of its letter groups, weighted by tf-idf. Three
opinions are joined: how near it lies to the mean of each tag's documents (Rocchio, 1971), what
ridge regression on the same likeness says (A. E. Hoerl and R. W. Kennard, 1970), and what the
nearest documents carry.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverka.matching.ranking import search, that
from samverka.matching.reading import Terms
from samverka.matching.shelf import GRAM_KINDS
from samverka.matching.space import Floats
from samverka.matching.state import Found, State

MOST_EXAMPLES: Final = 6_000  # documents; the likeness of each to each takes their square in room
FEWEST_TO_LEARN: Final = 40  # with fewer there is nothing to regress
NEAREST: Final = 30
RIDGE: Final = 0.5  # added to the likeness of each document to itself
STEPS: Final = 14  # of conjugate gradients
OPINIONS: Final = (1.0, 1.0, 0.3)  # centroid, ridge, nearest
SHARP: Final = 1.5  # turns opinions, in standard deviations, into shares
LEAST_LIKE: Final = 0.05  # likeness to the nearest document: below that nothing fits
COMMON: Final = 48  # documents: a feature that more have is reckoned as a dense column

Numbers = NDArray[np.int64]


class Sparse(NamedTuple):
    """Vectors as entries: row, feature, value."""

    row: Numbers
    feature: Numbers
    value: Floats


class Examples:
    """The tagged documents of one state of the index."""

    def __init__(self, state: State) -> None:
        addresses = search(state.searcher, MOST_EXAMPLES, that("has_tags"))
        tags = [Found(state.searcher, one).record["tags"] for one in addresses]
        self.tags: Sequence[str] = sorted({tag for own in tags for tag in own})
        number = {tag: n for n, tag in enumerate(self.tags)}
        self.size = len(addresses)
        self.carried = np.zeros((self.size, len(self.tags)), np.float32)
        for row, own in enumerate(tags):
            self.carried[row, [number[tag] for tag in own]] = 1
        rows = state.searcher.fast_field_values("row", addresses)
        self._grams = state.shelf.grams  # what others add meanwhile is not seen
        self._number = state.shelf.number
        read = state.shelf.read(np.array(rows, np.int64))
        features = self._features(read.document, read.word.astype(np.int64), read.times)
        self._seen = np.bincount(features.feature, minlength=self._width)
        self._vectors = self._weighed(features)
        likeness = self._likeness()
        self._spread = np.sqrt(np.maximum((self.carried * (likeness @ self.carried)).sum(0), 1e-6))
        learns = self.size >= FEWEST_TO_LEARN
        self._ridge = _regressed(likeness, self.carried) if learns else self.carried / self._spread

    def suggest(self, terms: Terms) -> dict[str, float]:
        """How sure it is of each tag, 0–1, surest first; {} where nothing fits."""
        numbers = ((self._number(term), times) for term, times in terms.times.items())
        known = [(n, t) for n, t in numbers if n is not None and n < len(self._grams)]
        if not known or not self.size:
            return {}
        words = np.array([n for n, _ in known], np.int64)
        times = np.array([t for _, t in known], np.float32)
        own = self._weighed(self._features(np.zeros(len(words), np.int64), words, times))
        weights = np.zeros(self._width, np.float32)
        weights[own.feature] = own.value
        like = np.bincount(
            self._vectors.row, weights[self._vectors.feature] * self._vectors.value, self.size
        ).astype(np.float32)
        if like.max() < LEAST_LIKE:
            return {}
        sure = self._opinion(like)
        best = np.argsort(-sure, kind="stable")
        return {self.tags[n]: float(sure[n]) for n in best.tolist() if sure[n] > 0}

    def _opinion(self, like: Floats) -> Floats:
        nearest = np.argsort(-like, kind="stable")[:NEAREST]
        votes = np.maximum(like[nearest], 0) ** 2 @ self.carried[nearest]
        if self.size < FEWEST_TO_LEARN:
            few: Floats = votes / max(1e-9, float((like[nearest] ** 2).sum()))
            return few
        parts = (like @ self.carried / self._spread, like @ self._ridge, votes)
        joined = sum(
            weight * part / max(1e-9, float(part.std()))
            for weight, part in zip(OPINIONS, parts, strict=True)
        )
        shares = np.exp(SHARP * (joined - np.max(joined)))
        expected = float(self.carried.sum()) / self.size  # tags of a document
        sure: Floats = np.minimum(1, expected * shares / shares.sum()).astype(np.float32)
        return sure

    @property
    def _width(self) -> int:
        return GRAM_KINDS + len(self._grams)

    def _features(self, row: Numbers, word: Numbers, times: Floats) -> Sparse:
        """How often each text says each word, and each letter group (features below 65,536)."""
        groups = self._grams[word]
        at, place = np.nonzero(groups)
        keys = np.concatenate(
            [row * self._width + GRAM_KINDS + word, row[at] * self._width + groups[at, place]]
        )
        entries, entry = np.unique(keys, return_inverse=True)
        said = np.bincount(entry, np.concatenate([times, times[at]]), len(entries))
        rows, features = np.divmod(entries, self._width)
        return Sparse(rows, features, said.astype(np.float32))

    def _weighed(self, said: Sparse) -> Sparse:
        """By tf-idf; words and letter groups both of length 1, then halved."""
        rarity = np.log((1 + self.size) / (1 + self._seen[said.feature])) + 1
        value = (1 + np.log(np.maximum(said.value, 1))) * rarity
        view = 2 * said.row + (said.feature < GRAM_KINDS)
        lengths = np.sqrt(np.bincount(view, value**2, 2 * (int(said.row.max(initial=0)) + 1)))
        return Sparse(
            said.row,
            said.feature,
            (value / np.maximum(lengths[view], 1e-9) / 2**0.5).astype(np.float32),
        )

    def _likeness(self) -> Floats:
        """The cosine of each document to each: shape (documents, documents)."""
        row, feature, value = self._vectors
        like = np.zeros((self.size, self.size), np.float32)
        often = np.flatnonzero(self._seen > COMMON)
        column = np.full(self._width, -1, np.int64)
        column[often] = np.arange(len(often))
        dense = np.zeros((self.size, len(often)), np.float32)
        there = column[feature] >= 0
        dense[row[there], column[feature[there]]] = value[there]
        like += dense @ dense.T
        row, feature, value = row[~there], feature[~there], value[~there]
        order = np.argsort(feature, kind="stable")
        row, feature, value = row[order], feature[order], value[order]
        flat = like.reshape(-1)
        # Each entry with those so far behind it in the same list.
        for step in range(min(COMMON, len(feature))):
            same = np.flatnonzero(feature[step:] == feature[: len(feature) - step])
            one, other = row[same], row[same + step]
            product = value[same] * value[same + step]
            np.add.at(flat, one * self.size + other, product)
            if step:
                np.add.at(flat, other * self.size + one, product)
        return like


def _regressed(likeness: Floats, carried: Floats) -> Floats:
    """Weights of the documents for each tag: (likeness + ridge) w = carried, all at once."""
    weights = np.zeros_like(carried)
    rest, step = carried.copy(), carried.copy()
    size = (rest * rest).sum(0)
    for _ in range(STEPS):
        ahead = likeness @ step + RIDGE * step
        far = size / np.maximum((step * ahead).sum(0), 1e-20)
        weights += far * step
        rest -= far * ahead
        left = (rest * rest).sum(0)
        step = rest + left / np.maximum(size, 1e-20) * step
        size = left
    return weights
