"""From a text in somebody's own words to what fits it, each with a reason."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from samverka.matching import Match, Reason, language_of
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, sources

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
        """The reader's own words that led here, each once."""
        said = [
            word
            for reason in self.reasons
            for word in (reason.words if reason.type == "concept" else (reason.text,))
            if reason.type in ("concept", "words")
        ]
        return list(dict.fromkeys(said))[:WORDS_SHOWN]


@dataclass(frozen=True)
class Found:
    """The answer to a text: its language (None: neither Swedish nor English) and what fits it."""

    language: str | None
    themes: list[Suggestion]
    suggestions: list[Suggestion]

    @property
    def kinds(self) -> list[str]:
        return list(dict.fromkeys(one.kind for one in self.suggestions))


def find(
    text: str,
    *,
    kinds: Sequence[str] = KINDS,
    each: int = 2,
    limit: int | None = None,
    language: str | None = None,
) -> Found:
    """The best of each kind, so that many calls never hide the few who can advise; best first."""
    text = text[:LONGEST]
    matches = matcher().match_each(text, [*kinds, THEME], limit=each, language=language)
    shown = _with_cards(matches)
    wanted = [one for one in shown if one.kind != THEME]
    return Found(
        language=language or language_of(text),
        themes=[one for one in shown if one.kind == THEME],
        suggestions=wanted[:limit],
    )


def _with_cards(matches: Iterable[Match]) -> list[Suggestion]:
    """Cards are read from the database: what has just been hidden is not shown."""
    matches = list(matches)
    cards: dict[str, Card] = {}
    for source in sources().values():
        keys = [int(m.id.partition(":")[2]) for m in matches if m.kind == source.kind]
        if keys:
            rows = source.rows().prefetch_related(None).filter(pk__in=keys)
            cards |= {source.id_of(row.pk): source.card(row) for row in rows}
    return [
        Suggestion(match.kind, match.id, match.score, cards[match.id], match.reasons)
        for match in matches
        if match.id in cards
    ]
