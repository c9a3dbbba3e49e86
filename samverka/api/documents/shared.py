"""What all things have in common, and how a text in two languages is told."""

from datetime import datetime
from typing import Protocol

from django.utils import translation
from ninja import Schema

from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.tenancy import whole_address
from samverka.partnership.models import Municipality


class Both(Schema):
    """A text in both languages; null where it has not been written."""

    sv: str | None
    en: str | None


class PlaceItem(Schema):
    code: str
    name: str


class NamedItem(Schema):
    id: int
    name: str


class Item(Schema):
    """What everything has. `url` is its page in Swedish."""

    id: int
    url: str
    updated_at: datetime


class TaggedItem(Item):
    """`themes` are slugs. `example` marks content that is only for demonstration."""

    themes: list[str]
    example: bool


class HasPage(Protocol):
    def get_absolute_url(self) -> str: ...


def page_of(row: HasPage) -> str:
    with translation.override(SWEDISH):
        return whole_address(row.get_absolute_url())


def both(row: object, name: str) -> Both:
    return Both(
        sv=getattr(row, f"{name}_sv") or None,
        en=getattr(row, f"{name}_en") or None,
    )


def in_one(language: str, text: str) -> Both:
    return Both(
        sv=text if language == SWEDISH else None,
        en=text if language == ENGLISH else None,
    )


def place_item(place: Municipality | None) -> PlaceItem | None:
    return PlaceItem(code=place.code, name=place.name) if place else None
