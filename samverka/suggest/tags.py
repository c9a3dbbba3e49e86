"""Which themes and needs a text speaks of, with the words that say so. The person decides."""

from dataclasses import dataclass

from samverka.common.languages import reader_language
from samverka.matching import language_of
from samverka.partnership.models import Theme
from samverka.partnership.needs import is_need
from samverka.suggest.find import LONGEST, SHORTEST, WORDS_SHOWN
from samverka.suggest.index import matcher
from samverka.suggest.telling import wordings_of

THEMES, NEEDS = 3, 8
SURE = 0.15  # below that a theme would be a guess


@dataclass(frozen=True)
class Proposal:
    """Keys of themes and ids of needs, each with the writer's own words that led there."""

    themes: dict[str, list[str]]
    needs: dict[str, list[str]]


def propose_tags(text: str) -> Proposal:
    """Themes that similar texts carry, and the needs that this one names; {} where none fit."""
    text = text[:LONGEST]
    if len(text) < SHORTEST:
        return Proposal({}, {})
    written_in = language_of(text) or ""
    tags = matcher().tags(text, limit=THEMES, language=reader_language())
    rows = Theme.objects.current().filter(slug__in=[tag.id for tag in tags])
    keys = dict(rows.values_list("slug", "pk"))
    themes = {
        str(keys[tag.id]): [one.said for one in wordings_of(tag.reasons, written_in)][:WORDS_SHOWN]
        for tag in tags
        if tag.score >= SURE and tag.id in keys
    }
    named = matcher().concepts(text, language=written_in or None)
    needs = {one: list(said)[:WORDS_SHOWN] for one, said in named.items() if is_need(one)}
    return Proposal(themes, dict(list(needs.items())[:NEEDS]))
