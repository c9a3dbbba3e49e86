"""Which sentences of a text stand for which in its translation, told by their lengths.

After W. A. Gale and K. W. Church, "A Program for Aligning Sentences in Bilingual Corpora" (1993):
long sentences become long ones, short ones short, and mostly one becomes one.
"""

import re
from typing import Final

_END = re.compile(r"(?<=[.!?:;])\s+")

# Sentences taken on either side, and how unlikely that is.
_STEPS: Final = (
    (1, 1, 0.0),
    (1, 2, 2.0),
    (2, 1, 2.0),
    (2, 2, 3.0),
    (1, 3, 4.0),
    (3, 1, 4.0),
    (1, 0, 6.0),
    (0, 1, 6.0),
)
_VARIANCE: Final = 5.0  # of a length, for each character
_MOST_SENTENCES: Final = 60

Step = tuple[int, int]


def aligned(text: str, translation: str) -> list[tuple[str, str]]:
    """Pairs of stretches that say the same; what has no counterpart is left out."""
    ours, theirs = (_END.split(side.strip())[:_MOST_SENTENCES] for side in (text, translation))
    steps = _cheapest([len(one) for one in ours], [len(one) for one in theirs])
    pairs: list[tuple[str, str]] = []
    i, j = len(ours), len(theirs)
    while (i, j) != (0, 0):
        taken, given = steps[i, j]
        if taken and given:
            pairs.append((" ".join(ours[i - taken : i]), " ".join(theirs[j - given : j])))
        i, j = i - taken, j - given
    return pairs[::-1]


def _cheapest(ours: list[int], theirs: list[int]) -> dict[Step, Step]:
    """The last step of the cheapest way to every pair of positions."""
    scale = sum(theirs) / max(1, sum(ours))
    costs: dict[Step, float] = {(0, 0): 0.0}
    steps: dict[Step, Step] = {}
    for i in range(len(ours) + 1):
        for j in range(len(theirs) + 1):
            for taken, given, unlikely in _STEPS:
                before = (i - taken, j - given)
                if before not in costs:
                    continue
                expected = scale * sum(ours[i - taken : i])
                length = sum(theirs[j - given : j])
                apart = (expected - length) ** 2 / (_VARIANCE * (expected + length + 1))
                cost = costs[before] + apart + unlikely
                if cost < costs.get((i, j), float("inf")):
                    costs[i, j], steps[i, j] = cost, (taken, given)
    return steps
