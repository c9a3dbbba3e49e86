"""Community Talks."""

from datetime import datetime

from samverka.api.documents.shared import Both, TaggedItem, both, page_of
from samverka.talks.models import Talk


class TalkItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    starts_at: datetime
    ends_at: datetime
    place: Both
    cancelled: bool


def talk_item(talk: Talk) -> TalkItem:
    return TalkItem(
        id=talk.pk,
        url=page_of(talk),
        updated_at=talk.updated_at,
        themes=[talk.theme.slug],
        example=talk.example,
        slug=talk.slug,
        title=both(talk, "title"),
        description=both(talk, "summary"),
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        place=both(talk, "place"),
        cancelled=talk.is_cancelled,
    )
