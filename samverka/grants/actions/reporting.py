"""Reports: written by key, handed in, sent back with words or approved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.grants.actions.agreeing import enclose
from samverka.grants.actions.applicant import write_to_panel
from samverka.grants.actions.granting import (
    ask_handler,
    ask_running,
    lock_grant,
    tell,
    write_to_applicant,
)
from samverka.grants.actions.settling import keep_to_right
from samverka.grants.actions.waiting import (
    handled,
    wait_for_end,
    wait_for_payments,
    wait_for_report,
)
from samverka.grants.models import (
    Enclosure,
    Grant,
    GrantCost,
    GrantReport,
    Panelist,
    ReportedCost,
)
from samverka.people.models import Person

ANSWERS = ("happened", "reached", "learned")
MOST_FILES = 20


@dataclass(frozen=True)
class Unplanned:
    """A cost that nobody had planned."""

    what: str
    actual: Decimal


@dataclass(frozen=True)
class Told:
    """What a report says: answers by their names, and what each line came to, by its key."""

    answers: Mapping[str, str]
    people: int | None = None
    shows_lessons: bool = False
    lines: Mapping[int, Decimal] = field(default_factory=dict)
    unplanned: Sequence[Unplanned] = ()


@transaction.atomic
def ask_interim_report(*, grant: Grant, due_on: date, by: Person) -> GrantReport:
    """A report on the way, before the last one."""
    grant = lock_grant(grant)
    ask_handler(by, grant.application)
    ask_running(grant)
    if due_on <= timezone.localdate():
        raise Refused(_("Choose a day that has not come yet."), field="due_on")
    if grant.reports.filter(kind=GrantReport.Kind.INTERIM, due_on=due_on).exists():
        raise Refused(_("There is a report for that day already."), field="due_on")
    report = GrantReport.objects.create(grant=grant, kind=GrantReport.Kind.INTERIM, due_on=due_on)
    tell(grant, "report_asked", by=by, report=report.pk)
    write_to_applicant(grant, "report_asked", due=True, report=report)
    return report


@transaction.atomic
def save_report(*, report: GrantReport, told: Told, seen: int | None = None) -> GrantReport:
    """Keep what has been written so far, by key."""
    grant, report = _lock(report, seen)
    _write(grant, report, told)
    return report


@transaction.atomic
def hand_in_report(*, report: GrantReport, told: Told, seen: int | None = None) -> GrantReport:
    """It goes to those who handle the grant."""
    grant, report = _lock(report, seen)
    _write(grant, report, told)
    unanswered = next((name for name in ANSWERS if not report.answers.get(name)), "")
    if unanswered:
        raise Refused(_("Answer all three questions before you hand it in."), field=unanswered)
    if report.is_final and (untold := _lines_untold(grant, told)):
        raise Refused(
            _("Write what each line came to, 0 where it was nothing: %(lines)s.")
            % {"lines": ", ".join(one.what for one in untold)}
        )
    report.state, report.sent_at = GrantReport.State.SENT, timezone.now()
    report.save()
    tell(grant, "report_sent", by=None, report=report.pk)
    wait_for_report(report)
    write_to_panel(grant.application, "report_to_us", Panelist.Role.OFFICER)
    return report


@transaction.atomic
def add_file(*, report: GrantReport, content: bytes, name: str) -> Enclosure:
    """A receipt, a picture, a list: a file beside the report, by key."""
    grant, report = _lock(report, None)
    if report.files.count() >= MOST_FILES:
        raise Refused(_("There are many files already. Put several in one PDF."))
    of = Enclosure.Of.REPORT
    return enclose(grant, content=content, name=name, of=of, by=None, report=report)


@transaction.atomic
def take_file_out(*, report: GrantReport, file: Enclosure) -> None:
    """Of its files only those that nobody has got yet can be taken back, by key."""
    _grant, report = _lock(report, None)
    if not report.files.not_handed_in().filter(pk=file.pk).delete()[0]:
        raise Refused(_("This file belongs to something that has been handed in."))


@transaction.atomic
def return_report(*, report: GrantReport, words: str, by: Person) -> GrantReport:
    """Something is missing, and the words say what."""
    grant, report = _lock_sent(report, by)
    if not words.strip():
        raise Refused(_("Write what is missing."), field="words")
    report.state, report.returned_words = GrantReport.State.RETURNED, words.strip()
    report.reminded_at = timezone.now()
    report.version += 1
    report.save()
    tell(grant, "report_returned", by=by, report=report.pk)
    handled(report)
    write_to_applicant(grant, "report_returned", due=True, report=report)
    return report


@transaction.atomic
def approve_report(*, report: GrantReport, by: Person) -> GrantReport:
    """What it gives no right to is not paid any more."""
    grant, report = _lock_sent(report, by)
    report.state = GrantReport.State.APPROVED
    report.approved_at, report.approved_by = timezone.now(), by
    report.save()
    tell(grant, "report_approved", by=by, report=report.pk)
    handled(report)
    if report.is_final:
        keep_to_right(grant, by=by)
        wait_for_end(grant)
    wait_for_payments(grant, reported=True)
    write_to_applicant(grant, "report_approved", report=report)
    return report


def _lock(report: GrantReport, seen: int | None) -> tuple[Grant, GrantReport]:
    """While it can be written; raises `Outdated` when it was changed since it was read."""
    grant, report = _locked(report)
    ask_running(grant)
    if not report.can_move(GrantReport.State.SENT):
        raise Refused(
            _("The report is not being written any more: %(state)s.")
            % {"state": report.get_state_display().lower()}
        )
    if seen is not None and report.version != seen:
        raise Outdated(
            _("Somebody else changed this while you were reading. This is how it stands now.")
        )
    return grant, report


def _lock_sent(report: GrantReport, by: Person) -> tuple[Grant, GrantReport]:
    grant, report = _locked(report)
    ask_handler(by, grant.application)
    ask_running(grant)
    if report.state != GrantReport.State.SENT:
        raise Refused(
            _("The report is not handed in: %(state)s.")
            % {"state": report.get_state_display().lower()}
        )
    return grant, report


def _locked(report: GrantReport) -> tuple[Grant, GrantReport]:
    grant = lock_grant(report.grant)
    fresh = GrantReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    fresh.grant = grant
    return grant, fresh


def _write(grant: Grant, report: GrantReport, told: Told) -> None:
    report.answers = {name: told.answers.get(name, "").strip() for name in ANSWERS}
    report.people, report.shows_lessons = told.people, told.shows_lessons
    report.version += 1
    report.save()
    lines = {line.pk: line for line in grant.application.costs.all()}
    report.costs.all().delete()
    ReportedCost.objects.bulk_create(
        [
            *(
                ReportedCost(report=report, line=lines[key], kind=lines[key].kind, actual=actual)
                for key, actual in told.lines.items()
                if key in lines
            ),
            *(
                ReportedCost(
                    report=report, what=one.what, kind=GrantCost.Kind.COST, actual=one.actual
                )
                for one in told.unplanned
            ),
        ]
    )


def _lines_untold(grant: Grant, told: Told) -> list[GrantCost]:
    """Planned lines that the report does not give a figure for."""
    return [one for one in grant.application.costs.all() if one.pk not in told.lines]
