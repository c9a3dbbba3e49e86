"""Whom and which countries a text names."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from math import sqrt
from typing import Final, NamedTuple
from unicodedata import normalize

from samverka.matching.state import State
from samverka.matching.words import term

_WORD: Final = re.compile(r"[^\W\d_]{3,40}")
_KEY: Final = 6  # letters: "Stockholm" is named by "Stockholms", "Research" by "Researchers"


class Named(NamedTuple):
    """How clearly a text names somebody, about 0–1, and the words of the text that do so."""

    clearly: float
    words: tuple[str, ...]


class NamesInText:
    """The words of a text that may be somebody's name, because they begin with a capital."""

    def __init__(self, text: str) -> None:
        self.words: dict[str, str] = {}  # by key: as it first stands in the text
        for found in _WORD.finditer(text):
            if found[0][0].isupper():
                self.words.setdefault(_key(found[0]), found[0])

    def naming(self, name: str, state: State) -> Named:
        """How clearly these words name somebody of this name.

        A word weighs more the rarer it is in the index: "University" names nobody.
        """
        keys: dict[str, float] = {}
        for word in _WORD.findall(name):
            keys.setdefault(_key(word), _rarity(word.lower(), state) ** 2)
        found = [key for key in keys if key in self.words]
        if not found or not any(keys.values()):
            return Named(0.0, ())
        clearly = sum(keys[key] for key in found) / sqrt(sum(keys.values()))
        told = sorted(found, key=lambda key: -keys[key])
        return Named(clearly, tuple(self.words[key] for key in told))


def countries_in(text: str) -> dict[str, str]:
    """The countries that a text names, by their codes, as they first stand in the text."""
    return {
        code: found[0] for code, pattern in _countries().items() if (found := pattern.search(text))
    }


@cache
def _countries() -> dict[str, re.Pattern[str]]:
    text = files(__package__).joinpath("data", "countries.toml").read_text(encoding="utf-8")
    return {code: _begins(starts) for code, starts in tomllib.loads(text).items()}


def _begins(starts: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(map(re.escape, starts))
    return re.compile(rf"\b(?:{either})\w*")


def _key(word: str) -> str:
    plain = normalize("NFKD", word).encode("ascii", "ignore").decode().lower()
    return (plain or word.lower())[:_KEY]


def _rarity(word: str, state: State) -> float:
    """1 for a word that no text has, 0 for one that all have."""
    seen = max(
        (known[1] for code in ("sv", "en") if (known := state.known(term(word, code)))),
        default=0,
    )
    return state.rarity(seen)
