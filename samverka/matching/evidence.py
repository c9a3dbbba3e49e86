"""Why a document answers a question: what the two share, told as reasons."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from samverka.matching.model import Reason
from samverka.matching.question import MISSPELT, Clue, Clues, Question, Span, Term, enough
from samverka.matching.store import Found
from samverka.matching.vocabulary import Vocabulary
from samverka.matching.words import grams

MOST_REASONS: Final = 4

# A match must carry as much as half of one unmistakable word, or half of what was asked. A word
# that stands in every fifth of many documents carries a third of one: alone in a long text that
# is chance, but where it is all that was asked it is the answer.
_FLOOR: Final = 0.5

_SATURATION: Final = 1.2  # BM25's k1: the second time a word is said adds less than the first


class Shared(NamedTuple):
    """A clue that the document answers."""

    clue: Clue
    amount: float  # what it adds to the score, in unmistakable words
    rarity: float  # of the most telling of its terms that the document has, 0–1


class Evidence:
    """What a document shares with a question."""

    def __init__(self, question: Question, found: Found) -> None:
        self._question = question
        self._words = list(_shared(question.words, found.words))
        concepts = list(_shared(question.concepts, found.concepts))
        named = {shared.clue.name for shared in concepts}
        # "Both are about work" says nothing beside "both are about young people without work".
        self._concepts = [shared for shared in concepts if not shared.clue.narrower & named]
        self._total = sum(shared.amount for shared in self._words + self._concepts)

    @property
    def is_enough(self) -> bool:
        """Whether this is more than chance."""
        carried = sum(shared.rarity for shared in self._words + self._concepts)
        return carried > 0 and carried >= _FLOOR * min(1.0, self._question.asked)

    def reasons(self, vocabulary: Vocabulary, share: float = 1.0) -> tuple[Reason, ...]:
        """At most four reasons, heaviest first; their weights are shares of `share`."""
        reasons = chain(self._word_reasons(share), self._concept_reasons(vocabulary, share))
        return heaviest(reasons)

    def _word_reasons(self, share: float) -> Iterator[Reason]:
        """Each shared word once, in the heaviest phrase that it stands in."""
        amounts = {shared.clue.name: shared.amount for shared in self._words}
        phrases = list(self._phrases())
        phrases.sort(key=lambda phrase: -sum(amounts[name] for name in phrase.names))
        told: set[str] = set()
        for phrase in phrases:
            if new := phrase.names - told:
                told |= new
                weight = sum(amounts[name] for name in new) / self._total
                yield Reason("words", self._quote(phrase.span), round(share * weight, 3))

    def _phrases(self) -> Iterator["_Phrase"]:
        """Shared words, joined where they stand side by side in the person's text."""
        places = sorted(
            (span, shared.clue.name) for shared in self._words for span in shared.clue.spans
        )
        start = end = -1
        names: set[str] = set()
        for span, name in places:
            if names and self._question.text[end : span[0]] not in (" ", "-", ""):
                yield _Phrase((start, end), frozenset(names))
                names = set()
            if not names:
                start = span[0]
            names.add(name)
            end = span[1]
        if names:
            yield _Phrase((start, end), frozenset(names))

    def _concept_reasons(self, vocabulary: Vocabulary, share: float) -> Iterator[Reason]:
        for clue, amount, _ in self._concepts:
            quotes = {self._quote(span).lower(): self._quote(span) for span in reversed(clue.spans)}
            yield Reason(
                "concept",
                vocabulary.label(clue.name, self._question.language),
                round(share * amount / self._total, 3),
                tuple(reversed(quotes.values())),
            )

    def _quote(self, span: Span) -> str:
        return self._question.text[span[0] : span[1]]


class _Phrase(NamedTuple):
    span: Span
    names: frozenset[str]


def heaviest(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The four reasons that weigh most, heaviest first."""
    return tuple(sorted(reasons, key=lambda reason: -reason.weight)[:MOST_REASONS])


def _shared(clues: Clues, terms: Iterable[str]) -> Iterator[Shared]:
    """The clues that a document with these terms answers."""
    times = Counter(terms)
    met: dict[Clue, list[tuple[Term, int]]] = {}
    for text, asked in clues.by_term.items():
        if times_said := times.get(text):
            for clue, term in asked:
                met.setdefault(clue, []).append((term, times_said))
    for clue, terms_met in met.items():
        saturated = ((t, n * (1 + _SATURATION) / (n + _SATURATION)) for t, n in terms_met)
        amount = clue.weight * sum(t.boost * t.rarity * n for t, n in saturated)
        yield Shared(clue, amount, max(t.boost * t.rarity for t, _ in terms_met))
    for clue in clues.misspelt:
        if any(len(clue.grams & grams(stem)) >= enough(clue.grams) for stem in times):
            yield Shared(clue, MISSPELT, MISSPELT)
