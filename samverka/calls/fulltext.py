"""Which calls say the words that are sought, or the same in other words or another language."""

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import reduce
from operator import and_
from typing import Final, NamedTuple

from samverka.matching.language import BOTH, Language, Passage, stop_words
from samverka.matching.learned import SHIPPED as LEARNED
from samverka.matching.learned import learned_in
from samverka.matching.vocabulary import SHIPPED as VOCABULARY
from samverka.matching.vocabulary import vocabulary_at
from samverka.matching.words import LONGEST_WORD, compound_parts, forms, term, words_of

LIKELY: Final = 0.15  # a translation that is meant less often than this is none
SHORTEST_PIECE: Final = 3  # letters of a piece of a word that is looked for anywhere in words
_TOKEN = re.compile(rf"[^\W_]{{2,{LONGEST_WORD}}}")

Texts = Mapping[Language, str]
Calls = frozenset[int]
NOTHING: Final[Calls] = frozenset()


class Said(NamedTuple):
    """Calls that say all the words, and those that at least say what they mean."""

    exactly: Calls
    somehow: Calls


class Fulltext:
    """The words of each call, by its number; what a call says may change and be forgotten."""

    def __init__(self) -> None:
        self._said: dict[int, tuple[str, ...]] = {}
        self._where: dict[str, array[int]] = {}
        self._roots: defaultdict[str, list[str]] = defaultdict(list)

    def read(self, call: int, texts: Texts) -> None:
        """What it says now, in each language."""
        self.forget(call)
        words = {word: None for code, text in texts.items() for word in _words(text, code)}
        self._said[call] = tuple(words)
        for word in words:
            if word not in self._where:
                self._where[word] = array("Q")
                self._learn(word)
            self._where[word].append(call)

    def forget(self, call: int) -> None:
        for word in self._said.pop(call, ()):
            self._where[word].remove(call)

    def find(self, text: str) -> Said:
        words = [word.lower() for word in _TOKEN.findall(text)]
        stop = stop_words(BOTH)
        words = [word for word in dict.fromkeys(words) if word not in stop] or words
        if not words:
            return Said(NOTHING, NOTHING)
        exactly = [self._exactly(word) for word in words]
        meant = self._meant(text)
        somehow = [
            said | self._in_other_words(word) | meant.get(word, NOTHING)
            for word, said in zip(words, exactly, strict=True)
        ]
        whole = [said or self._in_pieces(word) for word, said in zip(words, somehow, strict=True)]
        return Said(reduce(and_, exactly), reduce(and_, whole))

    def _learn(self, word: str) -> None:
        """By which stems and parts of compounds a word is found."""
        code: Language = "sv" if word.startswith("sv:") else "en"
        known = forms(word[len("sv:") :], (code,))
        for root in dict.fromkeys((*known.stems, *known.parts)):
            self._roots[root].append(word)

    def _exactly(self, word: str) -> Calls:
        return self._with_roots(term(word, code) for code in BOTH)

    def _in_other_words(self, word: str) -> Calls:
        """Its translations; of a Swedish compound what says all its parts."""
        translated = self._with_roots(
            other for code in BOTH for other in _translations(term(word, code))
        )
        parts = [f"sv:{part}" for part in compound_parts(word)]
        if not parts:
            return translated
        each = [self._with_roots([part, *_translations(part)]) for part in parts]
        return translated | reduce(and_, each)

    def _meant(self, text: str) -> dict[str, Calls]:
        """Of each word that belongs to a concept of the vocabulary, what names that concept."""
        found: dict[str, Calls] = {}
        vocabulary = vocabulary_at(VOCABULARY)
        for code in BOTH:
            words = list(words_of(text, Passage(0, len(text), (code,))))
            for mention in vocabulary.mentions(words, (code,)):
                named = self._naming(mention.concept)
                for word in words[mention.first : mention.last + 1]:
                    found[word.plain] = found.get(word.plain, NOTHING) | named
        return found

    def _naming(self, concept: str) -> Calls:
        said = NOTHING
        for code in BOTH:
            for wording in vocabulary_at(VOCABULARY).wordings(concept, code):
                words = words_of(wording, Passage(0, len(wording), (code,)))
                each = [self._with_roots([term(one.plain, code)]) for one in words if not one.stop]
                said |= reduce(and_, each) if each else NOTHING
        return said

    def _in_pieces(self, piece: str) -> Calls:
        """Calls with the piece anywhere in a word, for who has not written the whole of it."""
        if len(piece) < SHORTEST_PIECE:
            return NOTHING
        return self._of(word for word in self._where if piece in word)

    def _with_roots(self, roots: Iterable[str]) -> Calls:
        return self._of(word for root in roots for word in self._roots.get(root, ()))

    def _of(self, words: Iterable[str]) -> Calls:
        return frozenset[int]().union(*(self._where[word] for word in words))


def _words(text: str, code: Language) -> Iterator[str]:
    return (f"{code}:{word}" for word in _TOKEN.findall(text.lower()))


def _translations(word: str) -> list[str]:
    found = learned_in(LEARNED).translations(word)
    return [one.term for one in found if one.likely >= LIKELY]
