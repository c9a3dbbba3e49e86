"""How published ideas are found."""

from samverka.ideas.models import Idea
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id, theme_slugs


def document(idea: Idea) -> Document:
    return Document(
        id=document_id("idea", idea.pk),
        kind="idea",
        title=idea.title,
        text=idea.text,
        tags=theme_slugs(idea),
        attributes={"since": idea.sent_at.date()},
    )


def card(idea: Idea) -> Card:
    return Card(idea.title, idea.get_absolute_url(), example=idea.example)


IDEAS = Source(
    kind="idea",
    model=Idea,
    rows=lambda: Idea.objects.public().prefetch_related("themes"),
    document=document,
    card=card,
)
