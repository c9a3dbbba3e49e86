"""A text as the engine reads it: the words and the concepts of each passage."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple
from unicodedata import normalize

from samverka.matching.language import BOTH, passages
from samverka.matching.learned import Learned
from samverka.matching.model import Document
from samverka.matching.vocabulary import Mention, Vocabulary
from samverka.matching.words import Word, words_of

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


class Terms(NamedTuple):
    """What a document is found by."""

    times: Counter[str]  # how often it says each term; concepts are terms of their own
    surfaces: dict[str, str]  # a term → the word as it stands there
    length: int  # in words that say something


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
        """Turn a document into its terms; a title above a text counts three times.

        Beside the concepts that are named stand the broader ones, marked "~": a text about
        young people without work is, more faintly, about work.
        """
        title_counts = _TITLE_COUNTS if document.text else 1
        times: Counter[str] = Counter()
        surfaces: dict[str, str] = {}
        concepts: Counter[str] = Counter()
        for text, weight in ((document.title, title_counts), (document.text, 1)):
            for passage in self.passages(composed(text), document.language):
                for word in passage.words:
                    if not word.stop:
                        own = (*word.forms.stems, *word.forms.parts)
                        times.update(dict.fromkeys(own, weight))
                        for term in own:
                            surfaces.setdefault(term, word.plain)
                for mention in passage.mentions:
                    concepts[mention.concept] += weight
        length = times.total()
        times.update({concept_term(concept): said for concept, said in concepts.items()})
        wider = {b for concept in concepts for b in self.vocabulary.broader(concept)}
        times.update(dict.fromkeys(map(wider_term, wider - concepts.keys()), 1))
        return Terms(times, surfaces, length)


def concept_term(concept: str) -> str:
    """The term of a concept that a text names."""
    return f"*{concept}"


def wider_term(concept: str) -> str:
    """The term of a concept that a text is about only because it names a narrower one."""
    return f"~{concept}"
