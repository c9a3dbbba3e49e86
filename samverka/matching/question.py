"""A person's text as a question to the index: what it asks for, and what each clue is worth."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import pairwise
from math import log
from operator import mul
from typing import Final, NamedTuple

import tantivy

from samverka.matching.language import Language, known_language, language_of
from samverka.matching.learned import ORDINARY, Learned
from samverka.matching.meaning import Meant
from samverka.matching.reading import (
    Reader,
    ReadPassage,
    composed,
    concept_term,
    pair_term,
    wider_term,
)
from samverka.matching.space import Floats
from samverka.matching.state import SCHEMA, State, any_of
from samverka.matching.words import Forms, language_and_stem

Span = tuple[int, int]

# What finding a clue is worth, in shares of finding the word itself. Measured: decision 0009.
PART: Final = 0.7  # "odling" in "trädgårdsodling": what it is
FIRST_PART: Final = 0.5  # "trädgård" in it: of which kind
FOREIGN: Final = 0.5  # "integration" is Swedish and English, "barn" only looks so
LIKELY: Final = 0.7  # power of how likely a translation is
PLACE: Final = 0.2  # of what another word tells: where is not what
CONCEPT: Final = 1.0  # finding what is meant, in whichever words
# Who writes in words that everybody uses seldom uses those of documents: all of the words, more.
PLAIN: Final = 1.5
NARROWER: Final = 0.4  # asked for work, the document is about young people without work
BROADER: Final = 0.3  # the other way round
SIBLING: Final = 0.12
NEARBY: Final = 0.2  # another subject, where help with this one is often found
PAIR: Final = 0.3  # two words side by side, both here and in a title

# What is said last in a long text weighs so much less than what is said first.
LATER: Final = 0.3
LONG: Final = 600  # characters

MISSPELT: Final = 0.7
ALIKE: Final = 0.6  # letter groups two spellings of a word must share
SHORTEST_ALIKE: Final = 5  # letters in the stem: shorter ones are like too many others
MOST_SPELLINGS: Final = 3
# A word that stands in every tenth document says little and takes long to look up: beyond so
# many places in documents only the most telling words are looked up. What is found is compared
# by all of them.
MOST_PLACES: Final = 1_500_000
MOST_TERMS: Final = 120  # looked up of a long text: the most telling find what all of them find
MEANT_LOOKED_UP: Final = 2_000  # documents near in meaning, before one asks which are wanted
MOST_WORDS: Final = 250  # different words asked for; keeps the longest text within milliseconds

# Documents that a collection must have before one can tell a common word from a rare one: in
# a collection of three, a word that stands in two of them may still be telling.
SMALLEST_COLLECTION: Final = 100


# One way to find a clue: a term, how one comes from the clue to it (a kind of `Reason`), what
# finding it is worth in shares of the clue, and the same for a word that is only spelled like it.
# Plain tuples, of which there are thousands: Python need not look through them for what is waste.
Way = tuple[str, str, float, float]


class Known(NamedTuple):
    """The ways to a clue that lead somewhere: terms that some document has, column by column."""

    terms: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()  # on the shelf
    routes: tuple[str, ...] = ()
    shares: tuple[float, ...] = ()
    seen: tuple[int, ...] = ()  # documents


_NONE: Final = Known()


@dataclass(slots=True, eq=False)
class Clue:
    """Something the text asks for, a word, a pair or a concept, and where the text says so."""

    name: str
    spans: list[Span] = field(default_factory=list)
    known: Known = _NONE
    ways: tuple[Way, ...] = ()  # for words: what it, its parts and its translations look like
    own: tuple[str, ...] = ()  # for words: its terms and those of its parts
    telling: float = 1.0
    rarity: float = 1.0  # its idf as a share of that of a word in one document, 0–1
    narrower: set[str] = field(default_factory=set)  # asked-for concepts that it includes
    near: bool = False  # a concept that is only near one asked for

    # Said once 1, more often a little more; less where it tells less.
    said: float = field(init=False)
    weight: float = field(init=False)  # what finding it once adds, in unmistakable words

    def weigh(self) -> None:
        """To be called when everything else is known."""
        self.said = self.telling * (1 + log(max(1, len(self.spans))))
        self.weight = self.said * self.rarity


_LIKELY: Final = [(percent / 100) ** LIKELY for percent in range(101)]


class LookedUp(NamedTuple):
    """What a clue for a word is made of, wherever the word stands."""

    known: Known
    ways: tuple[Way, ...]
    own: tuple[str, ...]
    telling: float
    rarity: float


class Question:
    """What a text asks for, weighed against the collection."""

    def __init__(
        self,
        text: str,
        language: str | None,
        reader: Reader,
        state: State,
        meant: Meant | None = None,
    ) -> None:
        self.text = composed(text)
        # The language that reasons are told in.
        self.language: Language = known_language(language) or language_of(self.text) or "sv"
        self.state = state
        self.meant = meant
        # Where those documents lie that were found to answer best, in the space of subjects.
        self.best_answers: Floats | None = None
        self.documents = state.searcher.num_docs
        self._collection = max(self.documents, SMALLEST_COLLECTION)
        self.unmistakable = _idf(1, self._collection)
        self.vocabulary, self.learned = reader.vocabulary, reader.learned
        # A title that does not show its language is in that of the text below it.
        passages = list(reader.passages(self.text, language_of(self.text) or language))
        self.words = self._word_clues(passages)
        pairs = list(self._pair_clues(passages))
        self.concepts = self._concept_clues(passages)
        self.clues = [*self.words, *pairs, *self.concepts]
        for clue in self.clues:
            clue.weigh()

    @cached_property
    def asked(self) -> float:
        """What finding every word would carry; one the index does not know is a telling one."""
        return sum(clue.weight for clue in self.words)

    @cached_property
    def looked_up(self) -> tantivy.Query | None:
        """The terms of the clues that weigh most, as many as one has time to look up."""
        boosts: dict[str, float] = {}
        worth: dict[str, float] = {}
        places = 0
        for clue in sorted(self.clues, key=lambda clue: -clue.weight):
            places += sum(clue.known.seen)
            if boosts and places > MOST_PLACES:
                break
            for text, share in zip(clue.known.terms, clue.known.shares, strict=True):
                boosts[text] = boosts.get(text, 0.0) + clue.said * share
                worth[text] = worth.get(text, 0.0) + clue.weight * share
        kept = sorted(worth, key=worth.__getitem__, reverse=True)[:MOST_TERMS]
        one, boosted = tantivy.Query.term_query, tantivy.Query.boost_query
        return any_of(boosted(one(SCHEMA, "terms", text, "freq"), boosts[text]) for text in kept)

    @cached_property
    def place(self) -> Floats:
        """Where the text lies in the space of subjects."""
        weights: dict[str, float] = {}
        for clue in self.words:
            said = self._later(clue.spans[0][0]) * (1 + log(len(clue.spans)))
            for term in clue.own:
                weights[term] = max(said, weights.get(term, 0.0))
        return self.learned.space.place(weights)

    @cached_property
    def near_in_meaning(self) -> list[int]:
        """The rows of documents that may be nearest in meaning, some of them gone or unwanted."""
        if self.meant is None:
            return []
        vectors = self.state.shelf.vectors(self.meant.encoder, self.meant.places.shape[1])
        rows: list[int] = vectors.nearest(self.meant, MEANT_LOOKED_UP).tolist()
        return rows

    def wordings(self, concept: Clue) -> list[int]:
        """Which of the words name a concept, as their places among the clues."""
        found = self._wordings.get(concept)
        if found is None:
            starts, words = self._starts
            at = set[int]()
            for start, end in concept.spans:
                at.update(words[bisect_left(starts, start) : bisect_right(starts, end - 1)])
            found = self._wordings[concept] = sorted(at)
        return found

    @cached_property
    def _wordings(self) -> dict[Clue, list[int]]:
        return {}

    @cached_property
    def _starts(self) -> tuple[list[int], list[int]]:
        """Where each word starts, and its place among the clues."""
        spans = sorted((start, n) for n, clue in enumerate(self.words) for start, _ in clue.spans)
        return [start for start, _ in spans], [n for _, n in spans]

    def _word_clues(self, passages: Sequence[ReadPassage]) -> list[Clue]:
        clues: dict[Forms, Clue] = {}
        for passage in passages:
            written: dict[str, Clue | None] = {}  # most words come as before, quick to tell
            for start, end, plain, stop, forms in passage.words:
                if stop:
                    continue
                if plain not in written:
                    written[plain] = self._clue(forms, clues)
                if clue := written[plain]:
                    clue.spans.append((start, end))
        for clue in clues.values():
            if self.state.is_place(self.text[slice(*clue.spans[0])].lower()):
                clue.telling *= PLACE
            clue.telling *= self._later(clue.spans[0][0])
        return list(clues.values())

    def _clue(self, forms: Forms, clues: dict[Forms, Clue]) -> Clue | None:
        """The clue that a word is; None where there are too many already."""
        clue = clues.get(forms)
        if clue is None and len(clues) < MOST_WORDS:
            found = self.state.remembered.get(forms)
            if found is None:
                found = self.state.remember(forms, self._looked_up(forms))
            clue = clues[forms] = Clue(forms.stems[0], [], *found)
        return clue

    def _looked_up(self, forms: Forms) -> LookedUp:
        """What the index and what was learned know of a word."""
        ways = _ways(forms, self.learned)
        known = self._known(ways)
        if not known.terms:
            known = self._alike(forms)
        telling = min([self.learned.worth.get(term, 1.0) for term in forms.stems])
        return LookedUp(known, ways, (*forms.stems, *forms.parts), telling, self._rarity(known))

    def _later(self, start: int) -> float:
        """Less for what comes late in a long text."""
        return 1 - LATER * start / max(LONG, len(self.text))

    def _rarity(self, known: Known) -> float:
        seen = sum(map(mul, known.shares, known.seen))  # no share is more than 1
        return _idf(max(seen, 1.0), self._collection) / self.unmistakable

    def _known(self, ways: Iterable[Way]) -> Known:
        known, found = self.state.known, list[tuple[str, int, str, float, int]]()
        for term, route, share, _ in ways:
            if (there := known(term)) is not None:
                found.append((term, there[0], route, share, there[1]))
        return Known(*zip(*found, strict=True)) if found else _NONE

    def _alike(self, forms: Forms) -> Known:
        """Known terms that share most letter groups with a word nobody has written."""
        ways = (
            (other, "spelling", MISSPELT, MISSPELT)
            for term in (*forms.stems, *forms.foreign)
            if len(language_and_stem(term)[1]) >= SHORTEST_ALIKE
            for other in self.state.shelf.spelled_like(term, ALIKE, MOST_SPELLINGS)
        )
        return self._known(ways)

    def _pair_clues(self, passages: Sequence[ReadPassage]) -> Iterator[Clue]:
        """Words that stand side by side here and in a title."""
        places: dict[str, list[Span]] = {}
        there = self.state.known
        for passage in passages:
            for one, other in pairwise(passage.telling):
                if there(name := pair_term(one, other)):
                    places.setdefault(name, []).append((one.start, other.end))
        for name, spans in places.items():
            known = self._known(((name, "words", PAIR, 0.0),))
            later = self._later(spans[0][0])
            yield Clue(name, spans, known, telling=later, rarity=self._rarity(known))

    def _concept_clues(self, passages: Sequence[ReadPassage]) -> list[Clue]:
        clues: dict[str, Clue] = {}
        for passage in passages:
            for mention in passage.mentions:
                span = passage.words[mention.first].start, passage.words[mention.last].end
                clue = clues.get(mention.concept)
                if clue is None:
                    known = self._concept_terms(mention.concept, 1.0, NARROWER)
                    clue = clues[mention.concept] = Clue(mention.concept, [], known)
                clue.spans.append(span)
        plain = self.plain
        named_ones = list(clues.values())
        for named in named_ones:
            for broader in self.vocabulary.broader(named.name):
                if broader not in clues:
                    known = self._concept_terms(broader, BROADER, SIBLING)
                    clues[broader] = Clue(broader, named.spans, known)
                clues[broader].narrower.add(named.name)
        for named in named_ones:
            for near in self.vocabulary.near(named.name):
                if near not in clues:
                    known = self._concept_terms(near, NEARBY, 0.0)
                    clues[near] = Clue(near, named.spans, known, near=True)
        for clue in clues.values():
            clue.rarity = self._rarity(clue.known)
            clue.telling = (CONCEPT + PLAIN * plain) * self._later(clue.spans[0][0])
        return list(clues.values())

    @cached_property
    def plain(self) -> float:
        """The share of the words that people use whatever their subject is."""
        plain = sum(self.learned.telling(clue.own[0]) <= ORDINARY for clue in self.words)
        return plain / max(1, len(self.words))

    def _concept_terms(self, concept: str, named: float, wider: float) -> Known:
        ways = ((concept_term(concept), named), (wider_term(concept), wider))
        return self._known((term, "concept", share, 0.0) for term, share in ways)


@lru_cache(maxsize=100_000)
def _ways(forms: Forms, learned: Learned) -> tuple[Way, ...]:
    """The word, its parts, and what they are called in the other language."""
    best: dict[str, Way] = {}
    for term in forms.stems:
        _add_ways(best, term, 1.0, learned)
    for share, parts in ((FIRST_PART, forms.parts[:-1]), (PART, forms.parts[-1:])):
        for term in parts:
            _add_ways(best, term, share, learned)
    for term in forms.foreign:
        _add(best, (term, "words", FOREIGN, 1.0))
    return tuple(best.values())


def _add_ways(best: dict[str, Way], term: str, share: float, learned: Learned) -> None:
    """A word or a part of one, finding which is worth so much, and what it may be called."""
    _add(best, (term, "words", share, share))
    for other, percent in learned.percents(term):
        # That it may mean "project", as many words may, is no find.
        worth = share * _LIKELY[percent] * learned.worth.get(other, 1.0)
        _add(best, (other, "translation", worth, worth))


def _add(best: dict[str, Way], way: Way) -> None:
    known = best.get(way[0])
    if known is None or way[2] > known[2]:
        best[way[0]] = way


def _idf(seen: float, documents: int) -> float:
    """BM25's, as tantivy counts it; documents on their way out may still be among the seen."""
    return log(1 + (max(0.0, documents - seen) + 0.5) / (seen + 0.5))
