"""An application as a document: the form's own headings in order, then who, the plan and money."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.models import Application, Commitment, Counts, Member, Section
from samverka.applications.papers.budget import budget_parts
from samverka.applications.papers.plan import plan_parts
from samverka.common.papers import (
    fact_table,
    paragraphs,
    said,
    table,
    whole_day,
)
from samverka.common.templatetags.samverka import money, spaced
from samverka.documents import (
    Document,
    Heading,
    PageBreak,
    Part,
    TableOfContents,
    from_rich_text,
    plain,
)
from samverka.documents.model import Align


def application_paper(application: Application, made: datetime) -> Document:
    """All of it, in the language that it is written in; guidance stays inside."""
    with translation.override(application.language):
        members = list(application.members.current().with_organisation().lead_first())
        parts: list[Part] = [
            _facts(application, members),
            *paragraphs(application.summary),
            TableOfContents(_("Contents")),
            PageBreak(),
        ]
        for section in application.sections.select_related("text"):
            parts += section_parts(section)
        parts += _consortium(members)
        parts += _commitments(application)
        parts += plan_parts(application)
        parts += budget_parts(application)
        return Document(
            title=application.title,
            language=application.language,
            parts=tuple(parts),
            author=", ".join(member.organisation.name for member in members if member.leads),
            footer=application.title,
            made=made,
        )


def _facts(application: Application, members: list[Member]) -> Part:
    call = application.call
    period = " – ".join(filter(None, map(whole_day, (application.starts_on, application.ends_on))))
    others = [member.organisation.name for member in members if not member.leads]
    return fact_table(
        [
            (_("Lead partner"), ", ".join(one.organisation.name for one in members if one.leads)),
            (_("Together with"), ", ".join(others)),
            (_("Call"), call.title if call else ""),
            (_("Funder"), call.funder if call else ""),
            (_("Project period"), period),
        ]
    )


def section_parts(section: Section) -> Iterator[Part]:
    """The heading, how much room there is, and the text."""
    yield Heading(1, plain(str(section)))
    room = room_in(section)
    if room:
        yield said(room, bold=section.is_too_long, italic=True)
    if section.text is None or section.text.is_empty:
        yield said(_("Nothing is written here yet."), italic=True)
    else:
        yield from from_rich_text(section.text.content, under=1).parts


def room_in(section: Section) -> str:
    """How much of its room the text takes; empty where the form sets no limit."""
    if not section.limit:
        return ""
    text = section.text
    words = section.counts == Counts.WORDS
    length = (text.words if words else text.characters) if text else 0
    if words:
        told = ngettext("%(length)s of %(limit)s word", "%(length)s of %(limit)s words", length)
    else:
        told = ngettext(
            "%(length)s of %(limit)s character", "%(length)s of %(limit)s characters", length
        )
    line = told % {"length": spaced(length), "limit": spaced(section.limit)}
    if length <= section.limit:
        return line
    over = _("%(number)s too many") % {"number": spaced(length - section.limit)}
    return f"{line}: {over}"


def _consortium(members: list[Member]) -> Iterator[Part]:
    yield Heading(1, plain(_("Who applies")))
    yield table(
        (_("Organisation"), _("Role"), _("What it does")),
        [(one.organisation.name, one.get_role_display(), one.does) for one in members],
        widths=(2, 1.4, 3.6),
    )


def _commitments(application: Application) -> Iterator[Part]:
    rows = list(
        Commitment.objects.of_those_in().with_member().filter(member__application=application)
    )
    if rows:
        yield Heading(1, plain(_("What each commits")))
        yield commitment_table(rows, application.currency, named=True)


def commitment_table(rows: list[Commitment], currency: str, *, named: bool) -> Part:
    """What is brought, how many hours, what it is worth, and the sum last."""
    header = [_("What"), _("Kind"), _("Hours"), _("Worth")]
    lines = [
        [one.what, one.get_kind_display(), hours_of(one), money(one.worth, currency)]
        for one in rows
    ]
    total = sum((one.worth for one in rows), Decimal(0))
    lines.append([_("Together"), "", "", money(total, currency)])
    if named:
        header.insert(0, _("Organisation"))
        for line, row in zip(lines, rows, strict=False):
            line.insert(0, row.member.organisation.name)
        lines[-1].insert(1, "")
    before: tuple[float, ...] = (2.0,) if named else ()
    aligned: list[Align] = ["start"] * (len(header) - 2)
    return table(header, lines, align=[*aligned, "end", "end"], widths=(*before, 3, 2, 1, 1.8))


def hours_of(commitment: Commitment) -> str:
    hours = commitment.hours
    return f"{hours.normalize():f}" if commitment.is_timed and hours is not None else ""
