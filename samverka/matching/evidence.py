"""Why a document answers a question: what the two share, told as reasons."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final, NamedTuple

from samverka.matching.comparison import Shared
from samverka.matching.model import Reason
from samverka.matching.question import Clue, Question, Span
from samverka.matching.ranking import Candidate

MOST_REASONS: Final = 4
BEGINNING: Final = 60  # characters
# From here on a translation is told: "free" for "gratis", but not the "house" of texts about both.
SURE: Final = 0.2


def reasons(candidate: Candidate, share: float = 1.0) -> tuple[Reason, ...]:
    """At most four reasons, heaviest first; their weights are shares of `share`.

    What does not suit who asks comes last, with a weight below 0.
    """
    question = candidate.comparison.question
    shared = list(candidate.comparison.shared(candidate.line))
    # Likeness of letters and of subject is mostly that of the same words: it weighs where they do.
    unit = share / candidate.carried
    concepts = dict(_concepts(candidate, shared))
    told = {id(clue) for _, meant in concepts.values() for clue in meant}
    same = [one for one in shared if one.route == "words"]
    other = [one for one in shared if one.route != "words" and id(one.clue) not in told]
    sure = [one for one in other if one.route != "translation" or one.share >= SURE]
    found = chain(
        _word_reasons(question, same, unit),
        _other_words(candidate, sure, unit),
        _concept_reasons(question, concepts, unit),
        _meaning(candidate, unit),
        _voice(candidate, unit),
    )
    told_of = heaviest(found) or tuple(_other_words(candidate, other, unit))
    return (*told_of, *_suits(candidate))


def heaviest(found: Iterable[Reason]) -> tuple[Reason, ...]:
    """The four reasons that weigh most, heaviest first."""
    return tuple(sorted(found, key=lambda reason: -reason.weight)[:MOST_REASONS])


def _word_reasons(question: Question, same: list[Shared], unit: float) -> Iterator[Reason]:
    """Each shared word once, in the heaviest phrase that it stands in."""
    phrases = sorted(_phrases(question, same), key=lambda phrase: -phrase.amount)
    told: set[Clue] = set()
    for phrase in phrases:
        if new := [one for one in phrase.shared if one.clue not in told]:
            told.update([one.clue for one in new])
            weight = unit * sum([one.amount for one in new])
            yield Reason("words", _quote(question, phrase.span), round(weight, 3))


class _Phrase(NamedTuple):
    span: Span
    shared: tuple[Shared, ...]
    amount: float


def _phrases(question: Question, same: list[Shared]) -> Iterator[_Phrase]:
    """Shared words, joined where they overlap or stand side by side in the person's text."""
    places = [(span, one) for one in same for span in one.clue.spans]
    places.sort(key=lambda place: place[0])
    start = end = -1
    shared: dict[Clue, Shared] = {}

    def phrase() -> _Phrase:
        found = tuple(shared.values())
        return _Phrase((start, end), found, sum([one.amount for one in found]))

    for span, one in places:
        if shared and span[0] > end and question.text[end : span[0]] not in (" ", "-"):
            yield phrase()
            shared = {}
        if not shared:
            start = end = span[0]
        shared[one.clue] = one
        end = max(end, span[1])
    if shared:
        yield phrase()


def _other_words(candidate: Candidate, other: list[Shared], unit: float) -> Iterator[Reason]:
    """The person's word, and the one that the document has for it."""
    comparison = candidate.comparison
    for one in other[:MOST_REASONS]:  # heaviest first: those that come later are not told
        said = _quote(comparison.question, one.clue.spans[0])
        there = comparison.surface(one)
        yield Reason(one.route, said, round(unit * one.amount, 3), (there,))


def _concepts(
    candidate: Candidate, shared: list[Shared]
) -> Iterator[tuple[Clue, tuple[float, list[Clue]]]]:
    """The concepts that both name, what each adds, and the words that mean it in other words.

    "Both are about work" says nothing beside "both are about young people without work".
    """
    question = candidate.comparison.question
    added = dict(candidate.comparison.named(candidate.line))
    names = {concept.name for concept in added}
    told: set[int] = set()
    for concept, amount in added.items():
        if concept.narrower & names:
            continue
        wordings = {id(question.words[n]) for n in question.wordings(concept)} - told
        meant = [one for one in shared if one.route != "words" and id(one.clue) in wordings]
        told.update(id(one.clue) for one in meant)
        amount += sum(one.amount for one in meant)
        if amount > 0:
            yield concept, (amount, [one.clue for one in meant])


def _concept_reasons(
    question: Question, concepts: dict[Clue, tuple[float, list[Clue]]], unit: float
) -> Iterator[Reason]:
    for concept, (amount, _) in concepts.items():
        label = question.vocabulary.label(concept.name, question.language)
        weight, quotes = round(unit * amount, 3), _quotes(question, concept)
        if concept.near:  # the document is about it, the person's text is not
            yield Reason("near", quotes[0], weight, (label,))
        else:
            yield Reason("concept", label, weight, quotes)


def _meaning(candidate: Candidate, unit: float) -> Iterator[Reason]:
    """That the whole is near in meaning, told by how the person's text begins."""
    amount = float(candidate.comparison.meaning[candidate.line])
    if amount > 0:
        text = " ".join(candidate.comparison.question.text.split())
        if len(text) > BEGINNING:
            text = f"{text[:BEGINNING].rsplit(None, 1)[0]}…"
        yield Reason("meaning", text, round(unit * amount, 3))


def _voice(candidate: Candidate, unit: float) -> Iterator[Reason]:
    """The project that speaks for the call, and the words that make it like the question."""
    if candidate.speaker:
        said = (why for why in reasons(candidate.speaker) if why.type == "words")
        weight = round(unit * candidate.voice, 3)
        words = tuple(why.text for why in said)
        yield Reason("project", candidate.speaker.found.id, weight, words)


def _suits(candidate: Candidate) -> Iterator[Reason]:
    for what, factor in candidate.suits.items():
        values = candidate.found.attribute(_ATTRIBUTES[what])
        yield Reason(what, ", ".join(values), round(factor - 1, 3))


_ATTRIBUTES: Final = {"place": "place", "applicant": "applicants"}


def _quotes(question: Question, clue: Clue) -> tuple[str, ...]:
    """What the person wrote that means it, each wording once, in the order written."""
    quotes = (_quote(question, span) for span in clue.spans)
    return tuple({quote.lower(): quote for quote in list(quotes)[::-1]}.values())[::-1]


def _quote(question: Question, span: Span) -> str:
    return question.text[span[0] : span[1]]
