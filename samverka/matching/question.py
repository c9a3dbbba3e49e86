"""A person's text as a question to the index: what it asks for, and what each clue is worth."""

from dataclasses import dataclass, field
from math import ceil, log
from typing import Final, NamedTuple

import tantivy

from samverka.matching.language import Language, known_language, language_of
from samverka.matching.reading import ReadPassage, composed, read
from samverka.matching.store import SCHEMA
from samverka.matching.vocabulary import Vocabulary
from samverka.matching.words import Forms, grams

Span = tuple[int, int]

_PART: Final = 0.5  # "odling" in "trädgårdsodling" says half of what the whole word says
_FOREIGN: Final = 0.3  # "integration" is Swedish and English, "barn" only looks so
_NARROWER: Final = 0.4  # asked for work, the document is about young people without work
_BROADER: Final = 0.3  # the other way round
_SIBLING: Final = 0.12
MISSPELT: Final = 0.7  # of an unmistakable word
_SHORTEST_MISSPELT: Final = 5  # letters in the stem: shorter ones are like too many others
_MOST_MISSPELT: Final = 6  # more unknown words than that is another language, not bad spelling
_MOST_WORDS: Final = 250  # different words asked for; keeps the longest text within milliseconds

# Documents that a collection must have before one can tell a common word from a rare one: in
# a collection of three, a word that stands in two of them may still be telling.
_SMALLEST_COLLECTION: Final = 100


class Term(NamedTuple):
    """One term to look up; `boost` multiplies its score."""

    text: str
    boost: float
    rarity: float  # its idf as a share of that of a word which stands in one document, 0–1


@dataclass(slots=True, eq=False)
class Clue:
    """Something the text asks for, a word or a concept, and where the text says so."""

    name: str
    terms: tuple[Term, ...]  # those that the index knows
    grams: frozenset[str] = frozenset()  # of a word that it does not know
    spans: list[Span] = field(default_factory=list)
    narrower: set[str] = field(default_factory=set)  # asked-for concepts that it includes

    @property
    def weight(self) -> float:
        """Said once 1, more often a little more."""
        return 1 + log(max(1, len(self.spans)))


class Clues:
    """The words, or the concepts, that a text asks for."""

    def __init__(self, clues: list[Clue]) -> None:
        self.all = clues
        self.misspelt = [clue for clue in clues if clue.grams]
        self.by_term: dict[str, list[tuple[Clue, Term]]] = {}
        for clue in clues:
            for term in clue.terms:
                self.by_term.setdefault(term.text, []).append((clue, term))


class Question:
    """What a text asks for, weighed against the collection."""

    def __init__(
        self, text: str, language: str | None, vocabulary: Vocabulary, searcher: tantivy.Searcher
    ) -> None:
        self.text = composed(text)
        # The language that reasons are told in.
        self.language: Language = known_language(language) or language_of(self.text) or "sv"
        self.searcher = searcher
        self._documents = searcher.num_docs
        self._vocabulary = vocabulary
        passages = list(read(self.text, language, vocabulary))
        self.words = Clues(self._word_clues(passages))
        self.concepts = Clues(self._concept_clues(passages))
        # A word that the index does not know counts as asked for, and as a telling one.
        self.asked = sum(clue.terms[0].rarity if clue.terms else 1.0 for clue in self.words.all)

    @property
    def unmistakable(self) -> float:
        """The idf of a word that stands in one document only: the unit scores are told in."""
        return _idf(1, self._documents)

    def query(self) -> tantivy.Query | None:
        """Any of the clues, each with its weight; None when nothing can be looked up."""
        queries = [
            tantivy.Query.boost_query(
                tantivy.Query.term_query(SCHEMA, name, term.text, "freq"), term.boost * clue.weight
            )
            for name, clues in (("words", self.words), ("concepts", self.concepts))
            for clue in clues.all
            for term in clue.terms
        ]
        queries += [self._like(clue) for clue in self.words.misspelt]
        return any_of(queries) if queries else None

    def _like(self, clue: Clue) -> tantivy.Query:
        """Documents that have most letter groups of a misspelt word."""
        groups = [tantivy.Query.term_query(SCHEMA, "grams", g, "basic") for g in clue.grams]
        return tantivy.Query.const_score_query(
            any_of(groups, at_least=enough(clue.grams)), MISSPELT * self.unmistakable
        )

    def _word_clues(self, passages: list[ReadPassage]) -> list[Clue]:
        clues: dict[tuple[str, ...], Clue] = {}
        for word in (word for passage in passages for word in passage.words if not word.stop):
            clue = clues.get(word.forms.stems)
            if clue is None and len(clues) < _MOST_WORDS:
                clue = Clue(word.forms.stems[0], self._known_terms(word.forms))
                clues[word.forms.stems] = clue
            if clue is not None:
                clue.spans.append((word.start, word.end))
        unknown = [clue for clue in clues.values() if not clue.terms]
        for clue in sorted(unknown, key=lambda clue: -len(clue.name))[:_MOST_MISSPELT]:
            clue.grams = self._known_grams(clue.name)
        return list(clues.values())

    def _known_terms(self, forms: Forms) -> tuple[Term, ...]:
        by_boost = ((1.0, forms.stems), (_PART, forms.parts), (_FOREIGN, forms.foreign))
        terms = ((text, boost) for boost, texts in by_boost for text in texts)
        return tuple(known for text, boost in terms if (known := self._known("words", text, boost)))

    def _known(self, field_name: str, text: str, boost: float) -> Term | None:
        """The term with its rarity; None when no document has it."""
        seen = self.searcher.doc_freq(field_name, text)
        if not seen:
            return None
        collection = max(self._documents, _SMALLEST_COLLECTION)
        return Term(text, boost, _idf(seen, collection) / _idf(1, collection))

    def _known_grams(self, stem: str) -> frozenset[str]:
        """The letter groups of an unknown word, when documents could have most of them."""
        groups = grams(stem)
        if len(stem) < _SHORTEST_MISSPELT:
            return frozenset()
        known = sum(self.searcher.doc_freq("grams", group) > 0 for group in groups)
        return groups if known >= enough(groups) else frozenset()

    def _concept_clues(self, passages: list[ReadPassage]) -> list[Clue]:
        clues: dict[str, Clue] = {}
        for passage in passages:
            for mention in passage.mentions:
                span = passage.words[mention.first].start, passage.words[mention.last].end
                clue = clues.get(mention.concept)
                if clue is None:
                    terms = self._concept_terms(mention.concept, 1.0, _NARROWER)
                    clue = clues[mention.concept] = Clue(mention.concept, terms)
                clue.spans.append(span)
        for named in list(clues.values()):
            for broader in self._vocabulary.broader(named.name):
                if broader not in clues:
                    terms = self._concept_terms(broader, _BROADER, _SIBLING)
                    clues[broader] = Clue(broader, terms)
                    clues[broader].spans = named.spans
                clues[broader].narrower.add(named.name)
        return [clue for clue in clues.values() if clue.terms]

    def _concept_terms(self, concept: str, named: float, wider: float) -> tuple[Term, ...]:
        terms = ((concept, named), (f"~{concept}", wider))
        return tuple(known for t, boost in terms if (known := self._known("concepts", t, boost)))


def any_of(queries: list[tantivy.Query], at_least: int = 1) -> tantivy.Query:
    """Documents that answer at least so many of the queries."""
    return tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, query) for query in queries], minimum_number_should_match=at_least
    )


def enough(groups: frozenset[str]) -> int:
    """How many letter groups two spellings of a word must share: three in five."""
    return max(3, ceil(0.6 * len(groups)))


def _idf(seen: int, documents: int) -> float:
    """BM25's, as tantivy counts it; documents on their way out may still be among the seen."""
    return log(1 + (max(0, documents - seen) + 0.5) / (seen + 0.5))
