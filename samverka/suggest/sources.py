"""What the matching index holds: for each kind of thing, which rows, how they read, how they look.

An app that has something to be found describes it with one `Source` in its `documents.py`;
`SUGGEST_SOURCES` in the settings lists them. So this app stands below those it serves.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from samverka.common.languages import passages
from samverka.matching import Document
from samverka.partnership.models import Organisation, Theme
from samverka.partnership.needs import needs_as_text

Row = TypeVar("Row", bound=models.Model)


@dataclass(frozen=True)
class Card:
    """How a thing looks in a list of suggestions; texts in the reader's language."""

    title: str
    url: str
    line: str = ""
    example: bool = False
    days_left: int | None = None
    soon: bool = False


@dataclass(frozen=True)
class Source(Generic[Row]):
    """One kind of thing. `rows` gives those that everybody may see, and nothing else.

    `standing` gives those that are offered to everybody, whatever they write.
    """

    kind: str
    model: type[Row]
    rows: Callable[[], models.QuerySet[Row]]
    document: Callable[[Row], Document]
    card: Callable[[Row], Card]
    standing: Callable[[], models.QuerySet[Row]] | None = None

    @property
    def history_kind(self) -> str:
        return self.model._meta.model_name or ""

    def id_of(self, pk: int) -> str:
        return document_id(self.kind, pk)


def document_id(kind: str, pk: int) -> str:
    return f"{kind}:{pk}"


@cache
def sources() -> dict[str, Source[models.Model]]:
    """Every source by its kind, in the order of the settings."""
    found: list[Source[models.Model]] = [import_string(path) for path in settings.SUGGEST_SOURCES]
    return {source.kind: source for source in found}


def theme_slugs(row: models.Model) -> tuple[str, ...]:
    """Themes are the tags of the index; the rows must come with their themes fetched."""
    return tuple(theme.slug for theme in row.themes.all())  # type: ignore[attr-defined]


def partner_document(partner: Organisation) -> Document:
    attributes: dict[str, object] = {"type": partner.kind}
    if partner.municipality:
        attributes["place"] = partner.municipality.name
    if partner.joined_on:
        attributes["since"] = partner.joined_on
    return Document(
        id=document_id("partner", partner.pk),
        kind="partner",
        title=partner.name,
        text="\n\n".join(
            filter(None, (passages(partner, "about", "for_whom"), needs_as_text(partner.needs)))
        ),
        tags=theme_slugs(partner),
        attributes=attributes,
    )


def partner_card(partner: Organisation) -> Card:
    return Card(partner.name, partner.get_absolute_url(), example=partner.example)


PARTNERS = Source(
    kind="partner",
    model=Organisation,
    rows=lambda: Organisation.objects.partners().with_listing().prefetch_related("themes"),
    document=partner_document,
    card=partner_card,
)


def theme_document(theme: Theme) -> Document:
    return Document(
        id=document_id("theme", theme.pk),
        kind="theme",
        title=passages(theme, "title"),
        text=passages(theme, "summary"),
        tags=(theme.slug,),
    )


def theme_card(theme: Theme) -> Card:
    return Card(theme.title, theme.get_absolute_url())


THEMES = Source(
    kind="theme",
    model=Theme,
    rows=lambda: Theme.objects.current(),
    document=theme_document,
    card=theme_card,
)
