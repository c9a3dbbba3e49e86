"""Published ideas."""

from datetime import datetime

from samverka.api.documents.shared import Both, PlaceItem, TaggedItem, in_one, page_of, place_item
from samverka.ideas.models import Idea
from samverka.suggest.sources import theme_slugs


class IdeaItem(TaggedItem):
    """An idea is written in one language; its texts are null in the other."""

    title: Both
    description: Both
    language: str
    state: str
    municipality: PlaceItem | None
    sent_at: datetime
    published_at: datetime


def idea_item(idea: Idea) -> IdeaItem:
    assert idea.published_at is not None  # only published ideas are shown
    return IdeaItem(
        id=idea.pk,
        url=page_of(idea),
        updated_at=idea.updated_at,
        themes=list(theme_slugs(idea)),
        example=idea.example,
        title=in_one(idea.language, idea.title),
        description=in_one(idea.language, idea.text),
        language=idea.language,
        state=idea.state,
        municipality=place_item(idea.municipality),
        sent_at=idea.sent_at,
        published_at=idea.published_at,
    )
