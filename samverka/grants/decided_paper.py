"""Decisions on paper."""

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.common.papers import fact_table, paragraphs, said, whole_day
from samverka.common.templatetags.samverka import money
from samverka.documents import BulletList, Document, Heading, Item, Part, plain
from samverka.grants.models import GrantDecision


def decision_paper(decision: GrantDecision) -> Document:
    """A decision as it was made, in the language of the application."""
    application = decision.application
    turn = application.round
    with translation.override(application.language):
        parts: list[Part] = [
            fact_table(
                [
                    (_("Number"), str(decision)),
                    (_("Decision"), str(decision.get_kind_display())),
                    (_("Amount"), money(decision.amount, turn.currency)),
                    (_("Application"), application.title),
                    (_("Applicant"), application.name),
                    (_("Call"), turn.name),
                    (_("Decided"), whole_day(decision.decided_on)),
                    (_("Decided by"), str(decision.by or "")),
                ]
            )
        ]
        parts += _section(_("Reasons"), decision.reasons)
        parts += _section(_("Conditions"), decision.conditions)
        parts += _aside(decision)
        return Document(
            _("Decision %(number)s: %(title)s") % {"number": decision, "title": application.title},
            application.language,
            tuple(parts),
            author=turn.host.name,
            footer=str(decision),
            made=decision.at,
        )


def _section(title: str, words: str) -> list[Part]:
    return [Heading(1, plain(title)), *paragraphs(words)] if words else []


def _aside(decision: GrantDecision) -> list[Part]:
    """Who had an interest and took no part; in which way is nobody else's business."""
    names = [str(one.person) for one in decision.stepped_aside.with_people() if one.person]
    if not names:
        return []
    return [
        Heading(1, plain(_("Interests"))),
        said(_("These had an interest in the matter and took no part in it:")),
        BulletList(tuple(Item((said(name),)) for name in names)),
    ]
