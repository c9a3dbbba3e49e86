"""From a text in somebody's own words to what fits it, each with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.common.languages import reader_language
from samverka.matching import Match, Reason, language_of
from samverka.suggest.cards import cards_of, standing_cards
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, document_id, sources

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
}
SHORTEST = 15  # characters; below that a text says too little
LONGEST = 20_000
WORDS_SHOWN = 3
OTHER_WORDS = ("translation", "spelling")
# Somebody who can help, or money, is worth more than to read that others think the same.
USEFUL = {"idea": 0.75, "talk": 0.9}
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
    # The title of a project like the text that got money here; None where there is none to show.
    funded: str | None = None

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
    def says_enough(self) -> bool:
        """A shared subject is a reason; an everyday word that both happen to use is none."""
        return self.score >= (SUBJECT_SHARED if self.concepts else WORDS_ALONE)

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

    @property
    def in_other_words(self) -> list[str]:
        """The reader's word and what it is called there, such as “mat – food”."""
        pairs = (f"{r.text} – {r.words[0]}" for r in self.reasons if r.type in OTHER_WORDS)
        return list(pairs)[:WORDS_SHOWN]

    @property
    def whys(self) -> list[tuple[str, str]]:
        """Each reason by its type, in words."""
        return [(reason.type, self._why(reason)) for reason in self.reasons]

    def _why(self, reason: Reason) -> str:
        if reason.type in OTHER_WORDS:
            return f"{reason.text} – {reason.words[0]}"
        if reason.type == "project":
            title = {"title": self.funded or _("a project like it")}
            return _("A similar project got money here: %(title)s") % title
        return reason.text


def _words_of(reason: Reason) -> tuple[str, ...]:
    return {"concept": reason.words, "words": (reason.text,)}.get(reason.type, ())


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
    wanted = [one for one in shown if one.kind != THEME and one.says_enough]
    suggestions = _first_of_every_kind(wanted, limit or len(wanted))
    return Found(
        language=language or language_of(text),
        themes=[one for one in shown if one.kind == THEME and one.concepts],
        suggestions=suggestions,
        standing=_standing(set(kinds), {one.id for one in suggestions}),
    )


def _first_of_every_kind(found: list[Suggestion], limit: int) -> list[Suggestion]:
    """The best `limit`, but the first of each kind before the second of any; best first."""
    leaders = {one.kind: one for one in reversed(found)}.values()
    first = [one for one in found if one in leaders]
    rest = [one for one in found if one not in leaders]
    return sorted([*first, *rest][:limit], key=lambda one: -one.score)


def _standing(kinds: set[str], found: set[str]) -> list[Suggestion]:
    return [
        Suggestion(kind, name, 0.0, card, ())
        for kind in sources()
        if kind in kinds
        for name, card in standing_cards(kind).items()
        if name not in found
    ]


def _with_cards(matches: Iterable[Match]) -> list[Suggestion]:
    """What may be shown, best first."""
    matches = list(matches)
    projects = {m.id: r.text for m in matches for r in m.reasons if r.type == "project"}
    cards = cards_of([*(match.id for match in matches), *projects.values()])
    found = [
        Suggestion(
            match.kind,
            match.id,
            match.score * USEFUL.get(match.kind, 1.0),
            cards[match.id],
            match.reasons,
            project.title if project else None,
        )
        for match in matches
        if match.id in cards
        for project in [cards.get(projects.get(match.id, ""))]
    ]
    return sorted(found, key=lambda one: -one.score)
