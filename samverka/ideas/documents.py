"""How published ideas are found."""

from samverka.common.languages import title_of
from samverka.ideas.models import Idea
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id, theme_slugs


def document(idea: Idea) -> Document:
    attributes: dict[str, object] = {"since": idea.sent_at.date()}
    if idea.municipality:
        attributes["place"] = idea.municipality.name
    return Document(
        id=document_id("idea", idea.pk),
        kind="idea",
        title=idea.title,
        text=idea.text,
        tags=theme_slugs(idea),
        attributes=attributes,
    )


def card(idea: Idea) -> Card:
    return Card(title_of(idea), idea.get_absolute_url(), example=idea.example)


IDEAS = Source(
    kind="idea",
    model=Idea,
    rows=lambda: Idea.objects.public().select_related("municipality").prefetch_related("themes"),
    document=document,
    card=card,
)
