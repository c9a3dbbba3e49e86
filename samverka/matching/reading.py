"""A text as the engine reads it: the words and the concepts of each passage."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import normalize

from samverka.matching.language import passages
from samverka.matching.model import Document
from samverka.matching.vocabulary import Mention, Vocabulary
from samverka.matching.words import Word, grams, words_of

MOST_CHARACTERS: Final = 20_000  # of a text are read: some eight pages

_TITLE_COUNTS: Final = 3  # a word in the title says as much as three in the text

# Pair by pair: normalising a whole text takes quadratic time where accents are piled up.
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]")


class ReadPassage(NamedTuple):
    words: list[Word]
    mentions: list[Mention]


def composed(text: str) -> str:
    """The part of a text that is read, with "å" as one character however it was typed."""
    return _ACCENTED.sub(lambda pair: normalize("NFC", pair[0]), text[:MOST_CHARACTERS])


def read(text: str, language: str | None, vocabulary: Vocabulary) -> Iterator[ReadPassage]:
    """Read a text passage by passage, each in its own language."""
    for passage in passages(text, language):
        words = list(words_of(text, passage))
        yield ReadPassage(words, vocabulary.mentions(words, passage.languages))


class Terms(NamedTuple):
    """What a document is found by, each field in the form the index keeps: terms and spaces."""

    words: str
    concepts: str
    grams: str


def document_terms(document: Document, vocabulary: Vocabulary) -> Terms:
    """Turn a document into its terms; the title counts three times.

    Beside the concepts that are named stand the broader ones, marked "~": a text about young
    people without work is, more faintly, about work.
    """
    words: Counter[str] = Counter()
    concepts: Counter[str] = Counter()
    for text, times in ((document.title, _TITLE_COUNTS), (document.text, 1)):
        for passage in read(composed(text), document.language, vocabulary):
            for word in passage.words:
                if not word.stop:
                    words.update(dict.fromkeys((*word.forms.stems, *word.forms.parts), times))
            for mention in passage.mentions:
                concepts[mention.concept] += times
    wider = {b for concept in concepts for b in vocabulary.broader(concept)} - concepts.keys()
    concepts.update({f"~{concept}": 1 for concept in wider})
    groups = {group for word in words for group in grams(word)}
    return Terms(*(" ".join(terms) for terms in (words.elements(), concepts.elements(), groups)))
