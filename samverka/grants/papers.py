"""An application as a document: what is handed in, frozen, and read by those who judge."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from samverka.applications.budgeting.sentences import categories_of
from samverka.applications.models import Member
from samverka.common.papers import fact_table, paragraphs, said, table, whole_day
from samverka.common.templatetags.samverka import money, spaced
from samverka.documents import Document, Heading, Part, plain
from samverka.documents.model import Align
from samverka.grants.counting import sums_of
from samverka.grants.models import Enclosure, GrantApplication, GrantCost

RIGHT: tuple[Align, ...] = ("start", "start", "end")


def grant_paper(application: GrantApplication, made: datetime) -> Document:
    """All of it, in the language that it is written in."""
    with translation.override(application.language):
        parts: list[Part] = [
            fact_table(_facts(application)),
            *paragraphs(application.summary),
            *_texts(application),
            *_members(application),
            *_budget(application),
            *_enclosures(application),
        ]
        return Document(
            title=application.title or _("An application without a name"),
            language=application.language,
            parts=tuple(parts),
            author=application.name,
            footer=" · ".join(filter(None, (application.number, application.round.name))),
            made=made,
        )


def _facts(application: GrantApplication) -> list[tuple[str, str]]:
    period = " – ".join(filter(None, map(whole_day, (application.starts_on, application.ends_on))))
    before = application.continues
    contact = (application.contact_name, application.email, application.phone)
    return [
        (_("Registration number"), application.number),
        (_("Call"), application.round.name),
        (_("Organisation"), application.name),
        (_("Organisation number"), application.organisation_number),
        (_("Kind"), application.get_kind_display() if application.kind else ""),
        (_("Municipality"), application.municipality.name if application.municipality else ""),
        (_("Contact"), ", ".join(filter(None, contact))),
        (_("Project period"), period),
        (_("Themes"), ", ".join(str(one) for one in application.themes.all())),
        (_("Idea"), application.idea.title if application.idea else ""),
        (_("Continues"), f"{before.number} {before.title}" if before else ""),
        (_("Grant applied for"), money(application.asked, application.round.currency)),
    ]


def _texts(application: GrantApplication) -> Iterator[Part]:
    for section in application.round.edition.sections:
        yield Heading(1, plain(section["title"]))
        words = str(application.answers.get(section["key"], ""))
        if words:
            yield from paragraphs(words)
        else:
            yield said(_("Nothing is written here."), italic=True)


def _members(application: GrantApplication) -> Iterator[Part]:
    """Those of a joint application, as they were when it was handed in."""
    if application.joint is None:
        return
    members = application.joint.members.current().with_organisation().lead_first()
    rows = [(one.organisation.name, str(Member.Role(one.role).label), one.does) for one in members]
    yield Heading(1, plain(_("Who takes part")))
    yield table([_("Organisation"), _("Role"), _("What they do")], rows, widths=(2, 1, 3))


def _budget(application: GrantApplication) -> Iterator[Part]:
    sums, currency = sums_of(application), application.round.currency
    categories = categories_of(sums.rules)
    lines = list(application.costs.all())

    def rows(kind: str) -> list[Any]:
        return [
            (one.what, categories.get(one.category, ""), money(one.amount, currency))
            for one in lines
            if one.kind == kind
        ]

    yield Heading(1, plain(_("Budget")))
    header = [_("What"), _("Kind"), _("Amount")]
    if costs := rows(GrantCost.Kind.COST):
        yield table(header, costs, align=RIGHT, widths=(3, 2, 1), caption=_("What it costs"))
    if cash := rows(GrantCost.Kind.CASH):
        yield table(header, cash, align=RIGHT, widths=(3, 2, 1), caption=_("Own money"))
    hours = [(one.what, spaced_hours(one)) for one in lines if one.kind == GrantCost.Kind.HOURS]
    if hours:
        yield table([_("Own hours"), _("Hours")], hours, align=("start", "end"), widths=(4, 1))
    yield fact_table(
        [
            (_("Costs in money"), money(sums.paid, currency)),
            (_("Own money"), money(sums.cash, currency)),
            (_("Own hours, as they are counted"), money(sums.hours_worth, currency)),
            (_("Own contribution in all"), money(sums.own, currency)),
            (_("Grant applied for"), money(sums.asked, currency)),
            (_("The whole project"), money(sums.total, currency)),
        ]
    )


def spaced_hours(cost: GrantCost) -> str:
    quantity = cost.quantity or 0
    return spaced(int(quantity)) if quantity == int(quantity) else money(quantity, "")


def _enclosures(application: GrantApplication) -> Iterator[Part]:
    files = application.enclosures.filter(of=Enclosure.Of.APPLICATION).defer("content")
    rows = [(one.name, one.sha256) for one in files]
    if rows:
        yield Heading(1, plain(_("Enclosures")))
        yield table([_("File"), "SHA-256"], rows, widths=(1, 2))
