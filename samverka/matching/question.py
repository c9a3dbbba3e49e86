"""A person's text as a question to the index: what it asks for, and what each clue is worth."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from math import log
from typing import Final, NamedTuple

import tantivy

from samverka.matching.language import Language, known_language, language_of
from samverka.matching.reading import Reader, ReadPassage, composed, concept_term, wider_term
from samverka.matching.store import SCHEMA, State
from samverka.matching.words import Forms, language_and_stem

Span = tuple[int, int]

# What finding a clue is worth, in shares of finding the word itself. Measured: decision 0009.
_PART: Final = 0.7  # "odling" in "trädgårdsodling"
_FOREIGN: Final = 0.3  # "integration" is Swedish and English, "barn" only looks so
_TRANSLATED: Final = 1.0  # times how likely the translation is
_NARROWER: Final = 0.4  # asked for work, the document is about young people without work
_BROADER: Final = 0.3  # the other way round
_SIBLING: Final = 0.12
_MISSPELT: Final = 0.7
_COGNATE: Final = 0.5  # "onkologi", where "oncology" has no known translation

# What a shared letter group adds, in shares of a word. Many of them are one word in two
# inflections, compounds or languages; with more than this they outweigh the words themselves.
_LETTERS: Final = 0.1
_TRANSLATED_LETTERS: Final = 0.2

_TELLING: Final = 0.5  # power of how much a word tells in texts of any subject
_LATER: Final = 0.3  # what is said last weighs so much less than what is said first

_ALIKE: Final = 0.6  # letter groups two spellings of a word must share
_SHORTEST_ALIKE: Final = 5  # letters in the stem: shorter ones are like too many others
_MOST_SPELLINGS: Final = 3
_MOST_WORDS: Final = 250  # different words asked for; keeps the longest text within milliseconds

# Documents that a collection must have before one can tell a common word from a rare one: in
# a collection of three, a word that stands in two of them may still be telling.
_SMALLEST_COLLECTION: Final = 100


class Term(NamedTuple):
    """One term to look up, and what finding it is worth."""

    text: str
    number: int  # on the shelf
    route: str  # how one comes from the clue to the term: a kind of `Reason`
    share: float  # of what finding the clue itself is worth
    rarity: float  # its idf as a share of that of a word which stands in one document, 0–1

    @property
    def worth(self) -> float:
        return self.share * self.rarity


@dataclass(slots=True, eq=False)
class Clue:
    """Something the text asks for, a word or a concept, and where the text says so."""

    name: str
    spans: list[Span] = field(default_factory=list)
    terms: tuple[Term, ...] = ()  # those that the index knows
    spellings: tuple[tuple[str, float], ...] = ()  # terms to be like, and what likeness is worth
    telling: float = 1.0
    narrower: set[str] = field(default_factory=set)  # asked-for concepts that it includes

    @property
    def weight(self) -> float:
        """Said once 1, more often a little more."""
        return self.telling * (1 + log(max(1, len(self.spans))))


class Question:
    """What a text asks for, weighed against the collection."""

    def __init__(
        self,
        text: str,
        language: str | None,
        reader: Reader,
        state: State,
    ) -> None:
        self.text = composed(text)
        # The language that reasons are told in.
        self.language: Language = known_language(language) or language_of(self.text) or "sv"
        self.searcher, self.shelf = state
        self.documents = self.searcher.num_docs
        self.vocabulary, self._learned = reader.vocabulary, reader.learned
        passages = list(reader.passages(self.text, language))
        self.clues = [*self._word_clues(passages), *self._concept_clues(passages)]

    @property
    def asked(self) -> float:
        """What finding every word would carry; one the index does not know is a telling one."""
        words = (clue for clue in self.clues if clue.spellings)
        return sum(clue.weight * (clue.terms[0].rarity if clue.terms else 1.0) for clue in words)

    @property
    def unmistakable(self) -> float:
        """The idf of a word that stands in one document only: the unit scores are told in."""
        return _idf(1, max(self.documents, _SMALLEST_COLLECTION))

    def query(self) -> tantivy.Query | None:
        """Any of the clues, each with its weight; None when nothing can be looked up."""
        boosts: dict[str, float] = {}
        for clue in self.clues:
            for term in clue.terms:
                boosts[term.text] = boosts.get(term.text, 0.0) + clue.weight * term.share
        queries = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(SCHEMA, "terms", term, "freq"), boost
            )
            for term, boost in boosts.items()
        ]
        return any_of(queries) if queries else None

    def _word_clues(self, passages: list[ReadPassage]) -> list[Clue]:
        clues: dict[Forms, Clue] = {}
        for word in (word for passage in passages for word in passage.words if not word.stop):
            clue = clues.get(word.forms)
            if clue is None and len(clues) < _MOST_WORDS:
                clue = clues[word.forms] = Clue(word.forms.stems[0])
            if clue is not None:
                clue.spans.append((word.start, word.end))
        for forms, clue in clues.items():
            clue.telling = self._telling(forms, clue.spans[0][0])
            clue.spellings = tuple(self._spellings(forms))
            clue.terms = self._known_terms(forms) or self._alike(forms.stems, _MISSPELT)
            if not any(term.route == "translation" for term in clue.terms):
                clue.terms += self._alike(forms.foreign, _COGNATE)
        return list(clues.values())

    def _telling(self, forms: Forms, start: int) -> float:
        """Less for a word that stands in texts of every subject, and less for what comes late."""
        telling = min(self._learned.telling(term) for term in forms.stems)
        return max(telling, 0.01) ** _TELLING * (1 - _LATER * start / max(1, len(self.text)))

    def _known_terms(self, forms: Forms) -> tuple[Term, ...]:
        """The word, its parts, and what they are called in the other language."""
        shares: dict[str, tuple[float, str]] = {}
        for share, terms in ((1.0, forms.stems), (_PART, forms.parts)):
            for term in terms:
                shares.setdefault(term, (share, "words"))
                for other, likely in self._learned.translations(term):
                    translated = (share * _TRANSLATED * likely, "translation")
                    shares[other] = max(shares.get(other, translated), translated)
        for term in forms.foreign:
            shares[term] = max(shares.get(term, (0.0, "")), (_FOREIGN, "words"))
        found = (self._known(term, route, share) for term, (share, route) in shares.items())
        return tuple(term for term in found if term)

    def _spellings(self, forms: Forms) -> Iterator[tuple[str, float]]:
        """What the word, its parts and its translations look like."""
        for share, terms in ((1.0, forms.stems), (_PART, forms.parts)):
            for term in terms:
                yield term, share * _LETTERS
                for other, likely in self._learned.translations(term):
                    yield other, share * likely * _TRANSLATED_LETTERS
        for term in forms.foreign:
            yield term, _LETTERS

    def _known(self, text: str, route: str, share: float) -> Term | None:
        """The term with what it is worth; None when no document has it."""
        number = self.shelf.number(text)
        seen = self.searcher.doc_freq("terms", text) if number is not None else 0
        if number is None or not seen:
            return None
        collection = max(self.documents, _SMALLEST_COLLECTION)
        return Term(text, number, route, share, _idf(seen, collection) / self.unmistakable)

    def _alike(self, terms: Iterable[str], share: float) -> tuple[Term, ...]:
        """Known terms that share most letter groups with these."""
        found: list[Term] = []
        for term in terms:
            if len(language_and_stem(term)[1]) >= _SHORTEST_ALIKE:
                for other in self.shelf.spelled_like(term, _ALIKE, _MOST_SPELLINGS):
                    found += filter(None, [self._known(other, "spelling", share)])
        return tuple(found)

    def _concept_clues(self, passages: list[ReadPassage]) -> list[Clue]:
        clues: dict[str, Clue] = {}
        for passage in passages:
            for mention in passage.mentions:
                span = passage.words[mention.first].start, passage.words[mention.last].end
                clue = clues.setdefault(mention.concept, Clue(mention.concept))
                clue.terms = clue.terms or self._concept_terms(mention.concept, 1.0, _NARROWER)
                clue.spans.append(span)
        for named in list(clues.values()):
            for broader in self.vocabulary.broader(named.name):
                if broader not in clues:
                    terms = self._concept_terms(broader, _BROADER, _SIBLING)
                    clues[broader] = Clue(broader, named.spans, terms)
                clues[broader].narrower.add(named.name)
        return list(clues.values())

    def _concept_terms(self, concept: str, named: float, wider: float) -> tuple[Term, ...]:
        terms = ((concept_term(concept), named), (wider_term(concept), wider))
        found = (self._known(term, "concept", worth) for term, worth in terms)
        return tuple(term for term in found if term)


def any_of(queries: Iterable[tantivy.Query]) -> tantivy.Query:
    """Documents that answer at least one of the queries."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _idf(seen: int, documents: int) -> float:
    """BM25's, as tantivy counts it; documents on their way out may still be among the seen."""
    return log(1 + (max(0, documents - seen) + 0.5) / (seen + 0.5))
