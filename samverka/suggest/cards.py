"""The cards of what was found, read once for as long as the index stays as it is."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import lru_cache
from typing import TypeVar

from django.urls import get_script_prefix
from django.utils import timezone

from samverka.common.languages import reader_language
from samverka.common.tenancy import current_partnership_id
from samverka.suggest.index import matcher
from samverka.suggest.sources import Card, sources

Standing = dict[str, dict[str, Card]]
Remembered = TypeVar("Remembered")
Whose = tuple[int, str]
Memory = Callable[[Whose, object, str, datetime], Remembered]


def cards_of(ids: Iterable[str]) -> dict[str, Card]:
    """The card of each document that everybody may still see, in the reader's language."""
    known = _now(_known)
    ids = list(ids)
    _read({name for name in ids if name not in known}, into=known)
    return {name: card for name in ids if (card := known[name]) is not None}


def standing_cards(kinds: Iterable[str]) -> Standing:
    """What is offered to everybody of these kinds, by kind and document id."""
    standing = _now(_standing)
    kinds = list(kinds)
    for kind in kinds:
        if kind not in standing:
            source = sources()[kind]
            rows = source.standing() if source.standing else []
            standing[kind] = {source.id_of(row.pk): source.card(row) for row in rows}
    return {kind: standing[kind] for kind in kinds}


def _now(memory: Memory[Remembered]) -> Remembered:
    """What is remembered for this partnership (as it is addressed here), language and minute."""
    whose = current_partnership_id(), get_script_prefix()
    minute = timezone.now().replace(second=0, microsecond=0)  # even if nobody keeps the index
    return memory(whose, matcher().version, reader_language(), minute)


@lru_cache(maxsize=64)
def _standing(whose: Whose, version: object, language: str, minute: datetime) -> Standing:
    return {}


@lru_cache(maxsize=64)
def _known(
    whose: Whose, version: object, language: str, minute: datetime
) -> dict[str, Card | None]:
    """Empty at first and after every change: what is hidden leaves index and cards together."""
    return {}


def _read(missing: set[str], *, into: dict[str, Card | None]) -> None:
    found = dict.fromkeys(missing)
    for source in sources().values():
        keys = [
            int(name.partition(":")[2]) for name in missing if name.startswith(f"{source.kind}:")
        ]
        if keys:
            rows = source.rows().prefetch_related(None).filter(pk__in=keys)
            found |= {source.id_of(row.pk): source.card(row) for row in rows}
    into |= found
