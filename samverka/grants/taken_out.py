"""What an archive tells of a round: a table of all, and what the panel thinks of each."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import reader_language
from samverka.common.papers import fact_table, paragraphs, said, table, whole_day
from samverka.common.templatetags.samverka import money
from samverka.documents import Document, Heading, Part, plain
from samverka.grants.judging import progress_of, totals_of
from samverka.grants.models import GrantApplication, Panelist, Round
from samverka.grants.rules import Standing, open_to
from samverka.grants.telling.case import Case
from samverka.grants.telling.scores import Scores
from samverka.grants.templatetags.judging import points
from samverka.people.models import Person


def table_of(
    turn: Round, reader: Person, numbers: Sequence[str]
) -> tuple[list[str], Iterator[list[object]]]:
    """A row for each application that the reader may open, in the order in which they came."""
    header = [
        *(_("Number"), _("Organisation"), _("Number of the organisation"), _("Place")),
        *(_("Title"), _("State"), _("Asks for"), _("Handed in"), _("Assessed"), _("Points")),
        *(_("Proposal"), _("Granted")),
    ]
    return header, _rows(turn, reader, numbers)


def _rows(turn: Round, reader: Person, numbers: Sequence[str]) -> Iterator[list[object]]:
    found = open_to(reader).filter(round=turn, number__in=numbers).with_listing()
    rows = list(found.select_related("decision").order_by("sent_at", "pk"))
    place = Standing(reader).places[turn.pk]
    progress = progress_of(turn, rows)
    totals = totals_of(list(turn.criteria.all()), progress)
    for row in rows:
        far = progress[row.pk]
        shown = far.is_shown_to(place)
        proposal = row.proposals.filter(taken_back_at=None).first()
        yield [
            *(row.number, row.name, row.organisation_number, row.municipality or "", row.title),
            *(row.get_state_display(), row.asked, row.sent_at and row.sent_at.date()),
            f"{len(far.handed_in)}/{len(far.expected)}",
            points(totals[row.pk]) if shown else "",
            (proposal.amount or 0) if proposal else "",
            row.decision.amount if row.decision and row.state == "granted" else "",
        ]


def case_paper(application: GrantApplication, reader: Person, *, made: datetime) -> Document:
    """Where it stands, and what the panel thinks as far as the reader may see it."""
    case = Case(application, Standing(reader).places[application.round_id])
    parts: list[Part] = [
        fact_table(_facts(case)),
        *_completed(case),
        *_scores(case),
        *_meeting(case),
    ]
    return Document(
        title=_("Assessment of %(title)s") % {"title": str(application)},
        language=reader_language(),
        parts=tuple(parts),
        author=application.round.host.name,
        footer=f"{application.number} · {application.round.name}",
        made=made,
    )


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    row, currency = case.application, case.application.round.currency
    yield _("Organisation"), row.name
    yield _("State"), str(row.get_state_display())
    yield _("Asks for"), money(row.asked, currency)
    aside = ", ".join(str(one.person) for one in case.standing_aside)
    yield _("Stand aside"), aside
    if case.proposal:
        proposed = case.proposal.amount
        yield _("Proposal"), money(proposed, currency) if proposed else _("No grant")
        yield _("Why"), case.proposal.words
    for decision in row.decisions.all():
        yield str(decision), f"{decision.get_kind_display()}, {whole_day(decision.decided_on)}"
        yield _("Why"), decision.reasons


def _completed(case: Case) -> Iterator[Part]:
    """What was asked for that was missing, and what the applicant answered."""
    if case.completions:
        yield Heading(1, plain(_("What was to be completed")))
    for one in case.completions:
        asked = whole_day(timezone.localdate(one.asked_at))
        yield said(_("Asked for on %(day)s:") % {"day": asked}, bold=True)
        yield from paragraphs(one.words)
        if one.answered_at:
            answered = whole_day(timezone.localdate(one.answered_at))
            yield said(_("Answered on %(day)s:") % {"day": answered}, bold=True)
            yield from paragraphs(one.answer or "–")
        else:
            yield said(str(one.get_state_display()), italic=True)


def _scores(case: Case) -> Iterator[Part]:
    yield Heading(1, plain(_("Assessments")))
    if not case.scores or not case.scores.assessments:
        yield said(_("There is nothing to show yet."))
        return
    yield _score_table(case.scores)
    for one in case.scores.assessments:
        yield Heading(2, plain(_name(one.panelist)))
        yield from paragraphs(one.words)
        for score in one.scores.all():
            if score.words:
                yield said(f"{score.criterion.title} ({score.points})", bold=True)
                yield from paragraphs(score.words)


def _score_table(scores: Scores) -> Part:
    header = [_("Criterion"), *map(_name, scores.places), _("Mean")]
    rows = [
        [
            row.scored.criterion.title,
            *(points(cell.points) for cell in row.cells),
            points(row.scored.mean),
        ]
        for row in scores.rows
    ]
    totals = [_("Together"), *map(points, scores.totals), points(scores.total)]
    return table(header, [*rows, totals])


def _name(place: Panelist) -> str:
    return str(place.person or place.organisation)


def _meeting(case: Case) -> Iterator[Part]:
    if case.meeting and case.meeting.notes:
        yield Heading(1, plain(_("Meeting with the applicant")))
        yield from paragraphs(case.meeting.notes)
