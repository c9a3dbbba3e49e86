"""From a text in somebody's own words to what fits it, each with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.common.languages import reader_language
from samverka.matching import Match, Reason, language_of
from samverka.suggest.cards import cards_of, standing_cards
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, document_id, sources
from samverka.suggest.telling import (
    Names,
    Wording,
    explains,
    in_words,
    named_in,
    sentence,
    wordings_of,
)

KINDS = ("service", "project", "talk", "call", "partner", "idea")  # in the order people need them
THEME = "theme"
# How each kind is named and drawn for the reader.
SHOWN_AS: dict[str, tuple[Promise, str]] = {
    "service": (gettext_lazy("Advice and support"), "hand-helping"),
    "project": (gettext_lazy("Similar project"), "sprout"),
    "talk": (gettext_lazy("Talk"), "message-circle"),
    "call": (gettext_lazy("Money to apply for"), "banknote"),
    "partner": (gettext_lazy("Partner"), "users"),
    "idea": (gettext_lazy("Similar idea"), "lightbulb"),
    "search": (gettext_lazy("Looks for collaborators"), "handshake"),
    "experience": (gettext_lazy("What others have tried"), "check"),
    "course": (gettext_lazy("Course or study visit"), "calendar-days"),
    "problem": (gettext_lazy("Problem that people meet"), "circle-alert"),
}
SHORTEST = 15  # characters; below that a text says too little
LONGEST = 20_000
WORDS_SHOWN = 3
# Who helps is oftenest what people sought; money and what others did follow, that others think the
# same comes last. Chosen with everyday texts: decision 9.
USEFUL = {"talk": 0.9, "call": 0.9, "project": 0.9, "idea": 0.75}
# A kind has a place of its own where the best of it comes so near to the best of all.
NEAR_THE_BEST = 0.8
# Scores below which a suggestion would puzzle rather than help; read off everyday texts.
SUBJECT_SHARED, WORDS_ALONE = 0.15, 0.35


@dataclass(frozen=True)
class Suggestion:
    """One thing that fits, with the reasons it was found for."""

    kind: str
    id: str
    score: float
    card: Card
    reasons: tuple[Reason, ...]
    # What the reasons name, as far as it may be seen.
    names: Names = field(default_factory=dict, compare=False)
    written_in: str = ""  # the language of the text, if it is one of ours
    by_reader: str | None = None  # what the reader wrote of the text; None: all of it

    @property
    def pk(self) -> int:
        return int(self.id.partition(":")[2])

    @property
    def kind_label(self) -> str:
        return str(SHOWN_AS[self.kind][0])

    @property
    def icon(self) -> str:
        return SHOWN_AS[self.kind][1]

    @property
    def worth(self) -> float:
        """How well it fits, and how much a thing of its kind helps; what is shown goes by it."""
        return self.score * USEFUL.get(self.kind, 1.0)

    @property
    def says_enough(self) -> bool:
        """A shared subject is a reason; an everyday word that both happen to use is none."""
        floor = SUBJECT_SHARED if self.concepts else WORDS_ALONE
        return self.score >= floor and explains(self.reasons)

    @property
    def concepts(self) -> list[str]:
        """What both are about, such as “unga utan arbete”."""
        return [reason.text for reason in self.reasons if reason.type == "concept"]

    @property
    def wordings(self) -> list[Wording]:
        """The reader's own words that led here, and what they are called there."""
        return [one for one in self._wordings if self._is_own(one)][:WORDS_SHOWN]

    @property
    def other_wordings(self) -> list[Wording]:
        """The same where the words are not the reader's own."""
        return [one for one in self._wordings if not self._is_own(one)][:WORDS_SHOWN]

    @property
    def _wordings(self) -> list[Wording]:
        return wordings_of(self.reasons, self.written_in)

    def _is_own(self, wording: Wording) -> bool:
        by_reader = self.by_reader
        return by_reader is None or wording.said.casefold() in by_reader.casefold()

    @property
    def words(self) -> list[str]:
        """The reader's own words that led here."""
        return [wording.said for wording in self.wordings]

    @property
    def sentences(self) -> list[str]:
        """What else speaks for it, such as a project that got money there."""
        said = (sentence(reason, self.names) for reason in self.reasons)
        return [one for one in said if one]

    @property
    def whys(self) -> list[tuple[str, str]]:
        """Each reason by its type, in words."""
        return [
            (reason.type, in_words(reason, self.names, self.written_in)) for reason in self.reasons
        ]


@dataclass(frozen=True)
class Found:
    """The answer to a text: its language (None: neither Swedish nor English) and what fits it.

    `standing` is offered to everybody, such as advice for any idea, and was not found by the
    words.
    """

    language: str | None
    themes: list[Suggestion]
    suggestions: list[Suggestion]
    standing: list[Suggestion]

    @property
    def count(self) -> int:
        return len(self.suggestions) + len(self.standing)

    @property
    def kind_labels(self) -> list[str]:
        """What was found, each kind once."""
        return list(dict.fromkeys(one.kind_label for one in [*self.suggestions, *self.standing]))


def find(
    text: str,
    *,
    kinds: Sequence[str] = KINDS,
    each: int = 2,
    limit: int | None = None,
    language: str | None = None,
    place: str = "",
    applicant: str = "",
    without: Model | None = None,
) -> Found:
    """The best `each` of a kind, so that many calls never hide the few who can advise; best first.

    Reasons are told in `language`, by default the page's. What suits a municipality (`place`) or
    a kind of organisation (`applicant`) comes higher, what does not lower, and both are told.
    `without` leaves out the thing that the text is taken from.
    """
    text = text[:LONGEST]
    written_in = language_of(text) or ""
    reader = language or reader_language()
    matches = matcher().match_each(
        text, [*kinds, THEME], limit=each, language=reader, place=place, applicant=applicant
    )
    shown = [
        one
        for one in _with_cards(matches, written_in)
        if without is None or one.id != document_id(str(without._meta.model_name), without.pk)
    ]
    wanted = [one for one in shown if one.kind != THEME and one.says_enough]
    suggestions = _first_of_every_kind(wanted, limit or len(wanted))
    return Found(
        language=language or written_in or None,
        themes=[one for one in shown if one.kind == THEME and one.concepts],
        suggestions=suggestions,
        standing=_standing(set(kinds), {one.id for one in suggestions}),
    )


def _first_of_every_kind(found: list[Suggestion], limit: int) -> list[Suggestion]:
    """The best `limit`, but the first of each kind that comes near the best of all before the
    second of any; best first."""
    ranked = sorted(found, key=lambda one: -one.worth)
    least = NEAR_THE_BEST * ranked[0].worth if ranked else 0.0
    leaders = {one.kind: one for one in reversed(ranked)}.values()
    first = [one for one in ranked if one in leaders and one.worth >= least]
    rest = [one for one in ranked if one not in first]
    return sorted([*first, *rest][:limit], key=lambda one: -one.worth)


def _standing(kinds: set[str], found: set[str]) -> list[Suggestion]:
    return [
        Suggestion(kind, name, 0.0, card, ())
        for kind, cards in standing_cards(kind for kind in sources() if kind in kinds).items()
        for name, card in cards.items()
        if name not in found
    ]


def _with_cards(matches: Iterable[Match], written_in: str) -> list[Suggestion]:
    """What may be shown, best first."""
    matches = list(matches)
    named = {match.id: named_in(match.reasons) for match in matches}
    cards = cards_of(dict.fromkeys([*named, *chain(*named.values())]))
    found = [
        Suggestion(
            match.kind,
            match.id,
            match.score,
            cards[match.id],
            match.reasons,
            {name: cards[name].title for name in named[match.id] if name in cards},
            written_in,
        )
        for match in matches
        if match.id in cards
    ]
    return sorted(found, key=lambda one: -one.score)
