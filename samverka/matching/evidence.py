"""Why a document answers a question: what the two share, told as reasons."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from samverka.matching.comparison import Shared
from samverka.matching.model import Reason
from samverka.matching.question import Clue, Question, Span
from samverka.matching.ranking import Candidate

MOST_REASONS: Final = 4


def reasons(candidate: Candidate, share: float = 1.0) -> tuple[Reason, ...]:
    """At most four reasons, heaviest first; their weights are shares of `share`."""
    question = candidate.comparison.question
    shared = list(candidate.comparison.shared(candidate.line))
    # Likeness of letters is mostly that of the same words: it weighs where they weigh.
    unit = share / float(candidate.comparison.carried[candidate.line])
    named = {one.clue.name for one in shared if one.route == "concept"}
    # "Both are about work" says nothing beside "both are about young people without work".
    concepts = [one for one in shared if one.route == "concept" and not one.clue.narrower & named]
    same = [one for one in shared if one.route == "words"]
    other = [one for one in shared if one.route in ("translation", "spelling")]
    return heaviest(
        chain(
            _word_reasons(question, same, unit),
            _other_words(question, other, unit),
            _concept_reasons(question, concepts, unit),
        )
    )


def heaviest(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """The four reasons that weigh most, heaviest first."""
    return tuple(sorted(found, key=lambda reason: -reason.weight)[:MOST_REASONS])


def _word_reasons(question: Question, same: list[Shared], unit: float) -> Iterator[Reason]:
    """Each shared word once, in the heaviest phrase that it stands in."""
    amounts = {one.clue.name: one.amount for one in same}
    phrases = list(_phrases(question, same))
    phrases.sort(key=lambda phrase: -sum(amounts[name] for name in phrase.names))
    told: set[str] = set()
    for phrase in phrases:
        if new := phrase.names - told:
            told |= new
            weight = unit * sum(amounts[name] for name in new)
            yield Reason("words", _quote(question, phrase.span), round(weight, 3))


class _Phrase(NamedTuple):
    span: Span
    names: frozenset[str]


def _phrases(question: Question, same: list[Shared]) -> Iterator[_Phrase]:
    """Shared words, joined where they stand side by side in the person's text."""
    places = sorted((span, one.clue.name) for one in same for span in one.clue.spans)
    start = end = -1
    names: set[str] = set()
    for span, name in places:
        if names and question.text[end : span[0]] not in (" ", "-", ""):
            yield _Phrase((start, end), frozenset(names))
            names = set()
        if not names:
            start = span[0]
        names.add(name)
        end = span[1]
    if names:
        yield _Phrase((start, end), frozenset(names))


def _other_words(question: Question, other: list[Shared], unit: float) -> Iterator[Reason]:
    """The person's word, and the one that the document has for it."""
    for one in other:
        weight = round(unit * one.amount, 3)
        yield Reason(one.route, _quote(question, one.clue.spans[0]), weight, (one.surface,))


def _concept_reasons(question: Question, concepts: list[Shared], unit: float) -> Iterator[Reason]:
    for one in concepts:
        yield Reason(
            "concept",
            question.vocabulary.label(one.clue.name, question.language),
            round(unit * one.amount, 3),
            _quotes(question, one.clue),
        )


def _quotes(question: Question, clue: Clue) -> tuple[str, ...]:
    """What the person wrote that means it, each wording once, in the order written."""
    quotes = (_quote(question, span) for span in clue.spans)
    return tuple({quote.lower(): quote for quote in list(quotes)[::-1]}.values())[::-1]


def _quote(question: Question, span: Span) -> str:
    return question.text[span[0] : span[1]]
