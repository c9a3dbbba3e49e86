"""From a text in somebody's own words to what fits it, each with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from samverka.common.languages import reader_language
from samverka.matching import Match, Reason, language_of
from samverka.suggest.cards import cards_of, standing_cards
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, document_id, sources

KINDS = ("service", "project", "talk", "call", "partner", "idea")  # in the order people need them
THEME = "theme"
SHORTEST = 15  # characters; below that a text says too little
LONGEST = 20_000
WORDS_SHOWN = 3


@dataclass(frozen=True)
class Suggestion:
    """One thing that fits, with the reasons it was found for."""

    kind: str
    id: str
    score: float
    card: Card
    reasons: tuple[Reason, ...]

    @property
    def pk(self) -> int:
        return int(self.id.partition(":")[2])

    @property
    def concepts(self) -> list[str]:
        """What both are about, such as “unga utan arbete”."""
        return [reason.text for reason in self.reasons if reason.type == "concept"]

    @property
    def words(self) -> list[str]:
        """The reader's own words that led here; what stands within a longer phrase is left out."""
        said = [word for reason in self.reasons for word in _words_of(reason)]
        told = dict.fromkeys(
            word
            for word in said
            if not any(word.casefold() in other.casefold() for other in said if other != word)
        )
        return list(told)[:WORDS_SHOWN]


def _words_of(reason: Reason) -> tuple[str, ...]:
    return {"concept": reason.words, "words": (reason.text,)}.get(reason.type, ())


@dataclass(frozen=True)
class Found:
    """The answer to a text: its language (None: neither Swedish nor English) and what fits it.

    `standing` is offered to everybody, such as advice for any idea, where nothing of its kind
    was found by the words.
    """

    language: str | None
    themes: list[Suggestion]
    suggestions: list[Suggestion]
    standing: list[Suggestion]

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(one.kind for one in [*self.suggestions, *self.standing]))


def find(
    text: str,
    *,
    kinds: Sequence[str] = KINDS,
    each: int = 2,
    limit: int | None = None,
    language: str | None = None,
    without: Model | None = None,
) -> Found:
    """The best of each kind, so that many calls never hide the few who can advise; best first.

    Reasons are told in `language`, by default the page's. `without` leaves out the thing that the
    text is taken from.
    """
    text = text[:LONGEST]
    reader = language or reader_language()
    matches = matcher().match_each(text, [*kinds, THEME], limit=each, language=reader)
    shown = [
        one
        for one in _with_cards(matches)
        if without is None or one.id != document_id(str(without._meta.model_name), without.pk)
    ]
    wanted = [one for one in shown if one.kind != THEME]
    suggestions = _first_of_every_kind(wanted, limit or len(wanted))
    return Found(
        language=language or language_of(text),
        themes=[one for one in shown if one.kind == THEME],
        suggestions=suggestions,
        standing=_standing(set(kinds) - {one.kind for one in suggestions}),
    )


def _first_of_every_kind(found: list[Suggestion], limit: int) -> list[Suggestion]:
    """The best `limit`, but the first of each kind before the second of any; best first."""
    leaders = {one.kind: one for one in reversed(found)}.values()
    first = [one for one in found if one in leaders]
    rest = [one for one in found if one not in leaders]
    return sorted([*first, *rest][:limit], key=lambda one: -one.score)


def _standing(kinds: set[str]) -> list[Suggestion]:
    return [
        Suggestion(kind, name, 0.0, card, ())
        for kind in sources()
        if kind in kinds
        for name, card in standing_cards(kind).items()
    ]


def _with_cards(matches: Iterable[Match]) -> list[Suggestion]:
    matches = list(matches)
    cards = cards_of([match.id for match in matches])
    return [
        Suggestion(match.kind, match.id, match.score, cards[match.id], match.reasons)
        for match in matches
        if match.id in cards
    ]
