"""Which words of two languages go together, learned from stretches of text that say the same.

Model 1 of P. F. Brown et al., "The Mathematics of Statistical Machine Translation" (1993), in both
directions at once: what one direction believes counts as far as the other believes it too
(P. Liang, B. Taskar and D. Klein, "Alignment by Agreement", 2006). Words at about the same place of
a stretch, and words spelled alike, are taken to go together more readily.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

# Measured on Swecris titles and abstracts, folds over grants.
_ROUNDS: Final = 4
_DOUBT: Final = 0.5  # added to every count, so that what was seen once stays faint
_LONGEST: Final = 80  # different words in one half of a pair; longer ones tell nothing
_NEARNESS: Final = 1.0  # how fast belief fades, in e-folds from the first to the last place
_ALIKE: Final = 0.6  # share of letter groups from which two spellings are alike
_SPELLING: Final = 2.0  # times that two words spelled the same count as seen together beforehand
_AT_FIRST: Final = 20.0  # what that is worth in the first round, against 1 for any pair
_FAINTEST: Final = 0.05  # of a word's translations
_SEEN_TOGETHER: Final = 0.5  # times, after all doubt has been shared out
_MOST: Final = 8  # translations of one word
_AT_ONCE: Final = 1 << 20  # pairs compared by spelling in one go
_SLOTS: Final = 4  # of 64 bits each, for the letter groups of a word

# Swedish and English spellings of the same sound, brought together; in this order.
_SOUNDS: Final = (
    ("å", "a"),
    ("ä", "a"),
    ("ö", "o"),
    ("é", "e"),
    ("ph", "f"),
    ("th", "t"),
    ("ch", "c"),
    ("ck", "c"),
    ("qu", "cv"),
    ("k", "c"),
    ("x", "cs"),
    ("z", "s"),
    ("w", "v"),
    ("y", "i"),
    ("j", "i"),
    ("ae", "e"),
    ("oe", "o"),
)
_DOUBLE = re.compile(r"(.)\1")

Placed = Sequence[tuple[str, float]]  # different words of a stretch, and where, 0–1
Pairs = dict[tuple[str, str], float]
Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class _Meetings(NamedTuple):
    """Every word of a stretch beside every word of its translation."""

    ours: list[str]
    theirs: list[str]
    our_place: Ints  # of each meeting, counted through all stretches
    their_place: Ints
    near: Floats  # 1 for the same place of the stretch, less for others
    pair: Ints  # which pair of words it is
    our_word: Ints  # of each pair
    their_word: Ints


def word_pairs(stretches: Iterable[tuple[Placed, Placed]]) -> tuple[Pairs, Pairs]:
    """How likely the second word is the translation of the first, 0–1, there and back."""
    met = _meetings(stretches)
    if not len(met.pair):
        return {}, {}
    size = len(met.our_word)
    spelled = _SPELLING * _spelled_alike(met)
    there, back = 1 + _AT_FIRST * spelled, 1 + _AT_FIRST * spelled
    counts: Floats = spelled
    for _ in range(_ROUNDS):
        forth = _shared(there[met.pair] * met.near, met.their_place)
        agreed = forth * _shared(back[met.pair] * met.near, met.our_place)
        counts = np.bincount(met.pair, agreed, size).astype(np.float64)
        there = _likely(counts + spelled, met.our_word)
        back = _likely(counts + spelled, met.their_word)
    seen = counts >= _SEEN_TOGETHER
    return (
        _best(seen, there, (met.our_word, met.ours), (met.their_word, met.theirs)),
        _best(seen, back, (met.their_word, met.theirs), (met.our_word, met.ours)),
    )


def _shared(weights: Floats, place: Ints) -> Floats:
    """Weights as shares of all that compete for the same place."""
    return weights / np.bincount(place, weights)[place]


def _likely(counts: Floats, word: Ints) -> Floats:
    return counts / (np.bincount(word, counts)[word] + _DOUBT)


def _meetings(stretches: Iterable[tuple[Placed, Placed]]) -> _Meetings:
    ours: dict[str, int] = {}
    theirs: dict[str, int] = {}
    our_numbers, our_at, their_numbers, their_at = [], [], [], []
    sizes: list[tuple[int, int]] = []
    for stretch, translation in stretches:
        if 0 < len(stretch) <= _LONGEST and 0 < len(translation) <= _LONGEST:
            sizes.append((len(stretch), len(translation)))
            our_numbers += [ours.setdefault(word, len(ours)) for word, _ in stretch]
            our_at += [at for _, at in stretch]
            their_numbers += [theirs.setdefault(word, len(theirs)) for word, _ in translation]
            their_at += [at for _, at in translation]
    our_place, their_place = _crossed(np.array(sizes, np.int64).reshape(-1, 2))
    near = np.exp(
        -_NEARNESS * np.abs(np.array(our_at)[our_place] - np.array(their_at)[their_place])
    )
    key = np.array(our_numbers, np.int64)[our_place] * max(1, len(theirs))
    key += np.array(their_numbers, np.int64)[their_place]
    keys, pair = np.unique(key, return_inverse=True)
    our_word, their_word = np.divmod(keys, max(1, len(theirs)))
    return _Meetings(
        list(ours), list(theirs), our_place, their_place, near, pair, our_word, their_word
    )


def _crossed(sizes: Ints) -> tuple[Ints, Ints]:
    """The places of both halves that stand side by side, for halves of these sizes."""
    meetings = sizes[:, 0] * sizes[:, 1]
    stretch = np.repeat(np.arange(len(sizes)), meetings)
    within = np.arange(len(stretch)) - (np.cumsum(meetings) - meetings)[stretch]
    first = np.cumsum(sizes, axis=0) - sizes
    wide = sizes[stretch, 1]
    return first[stretch, 0] + within // wide, first[stretch, 1] + within % wide


def _best(
    seen: NDArray[np.bool_], likely: Floats, of: tuple[Ints, list[str]], to: tuple[Ints, list[str]]
) -> Pairs:
    """The likeliest translations of every word."""
    (source, sources), (target, targets) = of, to
    kept = np.flatnonzero(seen & (likely >= _FAINTEST))
    ranks: Counter[int] = Counter()
    found: Pairs = {}
    for one in kept[np.lexsort((target[kept], -likely[kept], source[kept]))].tolist():
        word = int(source[one])
        ranks[word] += 1
        if ranks[word] <= _MOST:
            found[sources[word], targets[target[one]]] = float(likely[one])
    return found


def _spelled_alike(met: _Meetings) -> Floats:
    """How alike two words are spelled, squared; 0 for those that are not."""
    ours, theirs = _letter_bits(met.ours), _letter_bits(met.theirs)
    our_size, their_size = (np.bitwise_count(bits).sum(1, np.int64) for bits in (ours, theirs))
    alike = np.zeros(len(met.our_word))
    for start in range(0, len(alike), _AT_ONCE):
        one, other = (words[start : start + _AT_ONCE] for words in (met.our_word, met.their_word))
        common = np.bitwise_count(ours[one] & theirs[other]).sum(1, np.int64)
        alike[start : start + _AT_ONCE] = 2 * common / (our_size[one] + their_size[other])
    return np.where(alike >= _ALIKE, alike**2, 0.0)


def _letter_bits(words: Sequence[str]) -> NDArray[np.uint64]:
    """The groups of two and three letters of each word, as bits."""
    table = np.zeros((len(words), _SLOTS), np.uint64)
    for row, word in zip(table, words, strict=True):
        for group in _letter_groups(_sounded(word)):
            slot, bit = divmod(crc32(group.encode()) % (64 * _SLOTS), 64)
            row[slot] |= np.uint64(1 << bit)
    return table


def _letter_groups(word: str) -> Iterator[str]:
    marked = f"^{word}"
    for size in (2, 3):
        yield from (marked[i : i + size] for i in range(len(marked) - size + 1))


@lru_cache(maxsize=100_000)
def _sounded(word: str) -> str:
    """A word with the spellings of one sound brought together: "katalys" and "catalysis"."""
    for one, other in _SOUNDS:
        word = word.replace(one, other)
    return _DOUBLE.sub(r"\1", word)
