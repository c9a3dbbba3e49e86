"""A report on paper: what was told, and what each line of the budget came to."""

from collections.abc import Iterator

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from samverka.common.papers import fact_table, paragraphs, table, whole_day
from samverka.common.templatetags.samverka import money
from samverka.documents import Document, Heading, Part, plain
from samverka.documents.model import Align
from samverka.grants.comparing import compared
from samverka.grants.models import GrantReport
from samverka.grants.outcome import outcome_of

LINES: tuple[Align, ...] = ("start", "start", "end", "end")


def report_paper(report: GrantReport) -> Document:
    """As it was handed in last, in the language of the application."""
    application = report.grant.application
    with translation.override(application.language):
        kind = str(report.get_kind_display())
        parts = [fact_table(_facts(report)), *_answers(report), *_costs(report)]
        return Document(
            f"{kind}: {application.title}",
            application.language,
            tuple(parts),
            author=application.name,
            footer=f"{application.number} · {kind}",
            made=report.sent_at or timezone.now(),
        )


def _facts(report: GrantReport) -> Iterator[tuple[str, str]]:
    application = report.grant.application
    yield _("Number"), application.number
    yield _("Applicant"), application.name
    yield _("State"), str(report.get_state_display())
    yield _("Handed in"), whole_day(report.sent_at and timezone.localdate(report.sent_at))
    if report.approved_at:
        yield _("Approved"), whole_day(timezone.localdate(report.approved_at))
    if report.people is not None:
        yield _("How many people did you reach?"), str(report.people)
    if report.returned_words:
        yield _("What was missing"), report.returned_words


def _answers(report: GrantReport) -> Iterator[Part]:
    for name, question in (
        ("happened", _("What happened?")),
        ("reached", _("What did you reach?")),
        ("learned", _("What did you learn?")),
    ):
        yield Heading(1, plain(question))
        yield from paragraphs(str(report.answers.get(name, "")))


def _costs(report: GrantReport) -> Iterator[Part]:
    currency, outcome = report.grant.application.round.currency, outcome_of(report)
    rows = [
        (
            one.what,
            _("hours") if one.is_hours else one.kind,
            money(one.planned, ""),
            money(one.actual, ""),
        )
        for one in compared(report)
    ]
    far = _("Came to") if report.is_final else _("So far")
    yield Heading(1, plain(_("What it cost")))
    yield table([_("What"), _("Kind"), _("Planned"), far], rows, align=LINES, widths=(3, 2, 1, 1))
    facts = [
        (_("Costs in money"), money(outcome.costs, currency)),
        (_("Own contribution in all"), money(outcome.own, currency)),
    ]
    if report.is_final:
        right = outcome.right(report.grant.amount)
        facts.append((_("Gives the right to"), money(right, currency)))
    yield fact_table(facts)
