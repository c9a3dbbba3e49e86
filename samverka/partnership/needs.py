"""Needs that partners meet: concepts of the matching vocabulary, by their ids."""

from collections.abc import Iterable
from functools import cache

from samverka.common.languages import LANGUAGES, reader_language
from samverka.matching.language import Language
from samverka.matching.vocabulary import SHIPPED, Concept, vocabulary_at

GROUP = "need"


@cache
def _needs() -> dict[str, Concept]:
    return {one.id: one for one in vocabulary_at(SHIPPED).of_group(GROUP)}


def need_ids() -> list[str]:
    return list(_needs())


def is_need(concept: str) -> bool:
    return concept in _needs()


def label_of(concept: str, language: str | None = None) -> str:
    """In the reader's language unless told; the id itself when the vocabulary lost it."""
    found = _needs().get(concept)
    wanted: Language = "en" if (language or reader_language()) == "en" else "sv"
    return found.labels[wanted] if found else concept


def labels_of(concepts: Iterable[str]) -> list[str]:
    return [label_of(one) for one in concepts if is_need(one)]


def need_choices() -> list[tuple[str, str]]:
    """Every need with its name, in the order of the alphabet."""
    return sorted(((one, label_of(one)) for one in _needs()), key=lambda need: need[1].casefold())


def needs_as_text(concepts: Iterable[str]) -> str:
    """Their names in both languages, a passage for each, as the matching index reads them."""
    known = [one for one in concepts if is_need(one)]
    passages = (", ".join(label_of(one, language) for one in known) for language in LANGUAGES)
    return "\n\n".join(passage for passage in passages if passage)
