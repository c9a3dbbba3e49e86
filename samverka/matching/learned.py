"""What was learned from texts in both languages: translations of words, and common words."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Final, NamedTuple, Self

from samverka.matching.language import BOTH, Language, word_list
from samverka.matching.space import Space
from samverka.matching.words import Word, term

SHIPPED: Final = Path(__file__).parent / "data" / "learned"
TRANSLATIONS: Final = "translations.tsv"  # Swedish, English, percent there, percent back
PARTS: Final = "parts_sv.txt"  # Swedish words that compounds are made of; read by `words`
COMMON: Final = "common_words.tsv"  # language, stem, in how many of 10,000 texts

_RAREST = log(1 + 10_000)
TELLING: Final = 0.5  # power of how much a word tells in texts of any subject
LEAST_TELLING: Final = 0.01
ORDINARY: Final = 0.1  # what a word tells that people use whatever their subject is


class Translation(NamedTuple):
    term: str
    likely: float  # 0–1


class Learned:
    """Word pairs and common words, by terms such as "sv:barn".

    `worth` tells how much finding a common word is worth, 0–1; finding any other is worth 1.
    """

    def __init__(
        self,
        translations: Mapping[str, str],
        telling: Mapping[str, float],
        space: Space,
    ) -> None:
        """Of each word its translations and how likely in percent, "en:child 80 en:kid 15".

        So many small objects would hold up every process now and then, when Python looks
        through all there are for those that are no longer needed.
        """
        self.space = space
        self._translations = translations
        self._telling = telling
        self.worth = {word: max(tells, LEAST_TELLING) ** TELLING for word, tells in telling.items()}

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read a folder made by `build_learned`; raises `OSError` where it is absent."""
        translations: dict[str, str] = {}
        for sv, en, there, back in _lines(folder / TRANSLATIONS):
            for one, other, percent in (
                (f"sv:{sv}", f"en:{en}", there),
                (f"en:{en}", f"sv:{sv}", back),
            ):
                if percent != "0":
                    translations[one] = f"{translations.get(one, '')} {other} {percent}"
        telling = {
            f"{language}:{stem}": 1 - log(1 + int(seen)) / _RAREST
            for language, stem, seen in _lines(folder / COMMON)
        }
        for language in BOTH:
            for word in word_list(f"ordinary_words_{language}"):
                ordinary = term(word, language)
                telling[ordinary] = min(ORDINARY, telling.get(ordinary, ORDINARY))
        return cls(translations, telling, Space.read(folder))

    def translations(self, word: str) -> tuple[Translation, ...]:
        """What a word is called in the other language, likeliest first."""
        found = (Translation(other, percent / 100) for other, percent in self.percents(word))
        return tuple(sorted(found, key=_likeliest_first))

    def percents(self, word: str) -> Iterator[tuple[str, int]]:
        """The same in no order, how likely in percent."""
        told = self._translations.get(word)
        if told is None:
            return iter(())
        each = iter(told.split())
        return zip(each, map(int, each), strict=True)

    def language_of(self, words: Iterable[Word]) -> Language | None:
        """The language that knows more of these words; None where neither does."""
        known = Counter(
            code for word in words for code in BOTH if term(word.plain, code) in self._telling
        )
        ahead = known["sv"] - known["en"]
        return None if not ahead else "sv" if ahead > 0 else "en"

    def telling(self, word: str) -> float:
        """How much a word tells in texts of any subject: 1 for a rare one, 0 for one in all."""
        return self._telling.get(word, 1.0)


def _likeliest_first(translation: Translation) -> tuple[float, str]:
    return -translation.likely, translation.term


def _lines(file: Path) -> Iterator[list[str]]:
    for line in file.read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


@lru_cache(maxsize=8)
def learned_in(folder: Path) -> Learned:
    """What stands in a folder, read once in each process."""
    return Learned.read(folder)
