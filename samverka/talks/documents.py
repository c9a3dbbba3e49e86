"""How Community Talks are found."""

from django.utils.translation import gettext as _

from samverka.common.languages import passages
from samverka.common.templatetags.samverka import day
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id
from samverka.talks.models import Talk


def document(talk: Talk) -> Document:
    return Document(
        id=document_id("talk", talk.pk),
        kind="talk",
        title=passages(talk, "title"),
        text=passages(talk, "summary", "notes"),
        tags=(talk.theme.slug,),
    )


def card(talk: Talk) -> Card:
    when = day(talk.starts_at)
    line = _("Was held %(day)s.") if talk.is_over else _("%(day)s, open to everybody.")
    return Card(talk.title, talk.get_absolute_url(), line % {"day": when}, example=talk.example)


TALKS = Source(
    kind="talk",
    model=Talk,
    rows=lambda: Talk.objects.held_or_coming().select_related("theme"),
    document=document,
    card=card,
)
