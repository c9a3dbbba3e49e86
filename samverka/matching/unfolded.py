"""Swedish typed without å, ä and ö: "lagenhet" is "lägenhet"."""

import re
from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final

from samverka.matching.language import stop_words, word_list

_LISTS: Final = ("swedish_words", "everyday_words_sv", "ordinary_words_sv")
_LETTERS = re.compile("[åäöÅÄÖ]")
_FOLDED = str.maketrans("åäöé", "aaoe")
_SWEDISH_LINE = re.compile(r"^sv(?:_forms)? = (.+)$", re.MULTILINE)
_WORD = re.compile(r"[^\W\d_]{3,}")
_SHORTEST_STEM: Final = 4  # letters: shorter ones look like too many others


def without_them(text: str) -> bool:
    """Whether a text has none of the letters, as when a keyboard has none."""
    return not _LETTERS.search(text)


@lru_cache(maxsize=100_000)
def unfolded(word: str, stem: Callable[[str], str]) -> str:
    """The known Swedish word that a lower-case word was meant for; itself where it is known.

    Words that are Swedish both ways, such as "har" and "här", stay as they were typed.
    """
    if word in known_words() or word.translate(_FOLDED) != word:
        return word
    if word in _by_word():
        return _by_word()[word]
    root = stem(word)
    return _by_stem(stem).get(root, word) if len(root) >= _SHORTEST_STEM else word


@cache
def known_words() -> frozenset[str]:
    """The Swedish words of the lists and of the shipped vocabulary."""
    vocabulary = files(__package__).joinpath("data", "vocabulary.toml").read_text(encoding="utf-8")
    wordings = " ".join(_SWEDISH_LINE.findall(vocabulary)).lower()
    return stop_words(("sv",)).union(*map(word_list, _LISTS), _WORD.findall(wordings))


@cache
def _by_word() -> dict[str, str]:
    return _told_apart((word.translate(_FOLDED), word) for word in known_words())


@cache
def _by_stem(stem: Callable[[str], str]) -> dict[str, str]:
    """For inflections that no list has: a folded stem, and a word that has it."""
    roots = {word: stem(word) for word in sorted(known_words(), key=lambda one: (len(one), one))}
    shortest = {root: word for word, root in reversed(roots.items())}
    return _told_apart(
        (folded, word)
        for root, word in shortest.items()
        if (folded := root.translate(_FOLDED)) != root and folded not in shortest
    )


def _told_apart(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Folded → what it was, where it can be one thing only."""
    found: dict[str, set[str]] = {}
    for folded, word in pairs:
        found.setdefault(folded, set()).add(word)
    return {
        folded: min(words)
        for folded, words in found.items()
        if len(words) == 1 and folded not in words
    }
