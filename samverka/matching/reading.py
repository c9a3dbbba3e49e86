"""A text as the engine reads it: the words and the concepts of each passage."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from math import log
from typing import Final, NamedTuple
from unicodedata import normalize

from samverka.matching.language import BOTH, passages
from samverka.matching.learned import Learned
from samverka.matching.model import Document
from samverka.matching.space import Packed, packed
from samverka.matching.vocabulary import Mention, Vocabulary
from samverka.matching.words import Word, words_of

MOST_CHARACTERS: Final = 12_000  # of a text are read: some five pages

# How often a word counts (the fields of BM25F): in the title, in what the text begins with.
TITLE_COUNTS: Final = 3
LEAD_COUNTS: Final = 2
LEAD: Final = 40  # words

# Pair by pair: normalising a whole text takes quadratic time where accents are piled up.
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]")


class ReadPassage(NamedTuple):
    words: list[Word]
    mentions: list[Mention]

    @property
    def telling(self) -> list[Word]:
        return [word for word in self.words if not word.stop]


def composed(text: str) -> str:
    """The part of a text that is read, with "å" as one character however it was typed."""
    return _ACCENTED.sub(lambda pair: normalize("NFC", pair[0]), text[:MOST_CHARACTERS])


class Terms(NamedTuple):
    """What a document is found by."""

    times: Counter[str]  # how often it says each term; concepts are terms of their own
    surfaces: dict[str, str]  # a term → the word as it stands there
    length: int  # in words that say something
    place: Packed  # what it is about, see `Space`


class Reader:
    """Reads texts with a vocabulary and with what was learned about words."""

    def __init__(self, vocabulary: Vocabulary, learned: Learned) -> None:
        self.vocabulary = vocabulary
        self.learned = learned

    def passages(self, text: str, language: str | None) -> Iterator[ReadPassage]:
        """Read a text passage by passage, each in its own language."""
        for passage in passages(text, language):
            words = list(words_of(text, passage))
            if passage.languages == BOTH and (known := self.learned.language_of(words)):
                passage = passage._replace(languages=(known,))
                words = list(words_of(text, passage))
            yield ReadPassage(words, self.vocabulary.mentions(words, passage.languages))

    def document_terms(self, document: Document) -> Terms:
        """Turn a document into its terms; a title above a text counts three times, its lead two.

        Beside the concepts that are named stand the broader ones, marked "~": a text about
        young people without work is, more faintly, about work.
        """
        told = _Told()
        title = list(self.passages(composed(document.title), document.language))
        for passage in title:
            told.read(passage, TITLE_COUNTS if document.text else 1)
        for passage in self.passages(composed(document.text), document.language):
            told.read(passage, 1, lead=LEAD)
        times, surfaces, concepts = told.times, told.surfaces, told.concepts
        place = self.learned.space.place({term: 1 + log(n) for term, n in times.items()})
        length = times.total()
        for passage in title:
            told.read_pairs(passage)
        times.update({concept_term(concept): said for concept, said in concepts.items()})
        wider = {b for concept in concepts for b in self.vocabulary.broader(concept)}
        times.update(dict.fromkeys(map(wider_term, wider - concepts.keys()), 1))
        return Terms(times, surfaces, length, packed(place))


class _Told:
    """What a document says, as its passages are read one after the other."""

    def __init__(self) -> None:
        self.times: Counter[str] = Counter()
        self.surfaces: dict[str, str] = {}
        self.concepts: Counter[str] = Counter()
        self._words = 0

    def read(self, passage: ReadPassage, counts: int, lead: int = 0) -> None:
        """Each word counts so often, and those among the first `lead` more."""
        for word in passage.telling:
            self._words += lead > 0
            often = LEAD_COUNTS if 0 < self._words <= lead else counts
            for term in dict.fromkeys((*word.forms.stems, *word.forms.parts)):
                self.times[term] += often
                self.surfaces.setdefault(term, word.plain)
        for mention in passage.mentions:
            self.concepts[mention.concept] += counts

    def read_pairs(self, passage: ReadPassage) -> None:
        for one, other in pairwise(passage.telling):
            term = pair_term(one, other)
            self.times[term] += 1
            self.surfaces.setdefault(term, f"{one.plain} {other.plain}")


def pair_term(one: Word, other: Word) -> str:
    """The term of two words that stand side by side."""
    return f"{one.forms.stems[0]}+{other.forms.stems[0]}"


def concept_term(concept: str) -> str:
    """The term of a concept that a text names."""
    return f"*{concept}"


def wider_term(concept: str) -> str:
    """The term of a concept that a text is about only because it names a narrower one."""
    return f"~{concept}"
