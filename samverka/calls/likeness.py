"""Which calls may be one and the same: titles that are almost alike, and the same last day.

Titles are compared where they share a word that few calls have, so that it stays cheap with many.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import Final

WORD: Final = re.compile(r"\w{2,}")
RAREST: Final = 4  # words of a title by which others are looked up
MOST_WITH_WORD: Final = 200  # calls: what more of them have tells nothing
SHARED: Final = 0.5  # part of all words that two titles must have in common
ALIKE: Final = 0.85


@dataclass(frozen=True)
class Titled:
    """What is compared of a call; `sources` are those that tell of it."""

    key: int
    titles: tuple[str, ...]
    closes_on: date | None
    sources: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Pair:
    first: int
    second: int
    likeness: float


def pairs(new: Collection[int], calls: Iterable[Titled]) -> list[Pair]:
    """The new ones among the calls, each with those it may be the same as."""
    known = {call.key: call for call in calls}
    words = {key: [_words(title) for title in call.titles] for key, call in known.items()}
    having = _having(words)
    found: dict[tuple[int, int], Pair] = {}
    for key in new:
        for other in _candidates(key, words, having):
            likeness = _likeness(known[key], known[other], words)
            if likeness >= ALIKE:
                first, second = sorted((key, other))
                found[first, second] = Pair(first, second, round(likeness, 3))
    return list(found.values())


def _words(title: str) -> frozenset[str]:
    return frozenset(WORD.findall(title.casefold()))


def _having(words: Mapping[int, list[frozenset[str]]]) -> dict[str, list[int]]:
    having: dict[str, list[int]] = defaultdict(list)
    for key, titles in words.items():
        for word in frozenset().union(*titles):
            having[word].append(key)
    return having


def _candidates(
    key: int, words: Mapping[int, list[frozenset[str]]], having: Mapping[str, list[int]]
) -> Iterator[int]:
    met = {key}
    for title in words.get(key, ()):
        rare = sorted(title, key=lambda word: (len(having[word]), word))[:RAREST]
        for word in rare:
            if len(having[word]) > MOST_WITH_WORD:
                continue
            for other in having[word]:
                if other not in met:
                    met.add(other)
                    yield other


def _likeness(one: Titled, other: Titled, words: Mapping[int, list[frozenset[str]]]) -> float:
    """0–1; nothing where the days differ, or where one source tells of both."""
    if one.sources & other.sources:
        return 0.0
    if one.closes_on and other.closes_on and one.closes_on != other.closes_on:
        return 0.0
    return max(
        (
            _alike(mine, others)
            for mine in words[one.key]
            for others in words[other.key]
            if mine and others and len(mine & others) >= SHARED * len(mine | others)
        ),
        default=0.0,
    )


def _alike(mine: frozenset[str], others: frozenset[str]) -> float:
    """In the order of the alphabet: the same words in another order are the same title."""
    return SequenceMatcher(
        None, " ".join(sorted(mine)), " ".join(sorted(others)), autojunk=False
    ).ratio()
