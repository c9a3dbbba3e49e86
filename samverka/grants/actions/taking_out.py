"""All that a round holds, as one file: made by the jobs process, one application at a time."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.common.papers import as_file, file_name
from samverka.common.refusal import Refused
from samverka.common.tables import as_xlsx
from samverka.documents import Document, archived
from samverka.grants.agreed import agreement_paper
from samverka.grants.decided_paper import decision_paper
from samverka.grants.models import (
    ArchivePart,
    Enclosure,
    Grant,
    GrantApplication,
    GrantPaper,
    GrantReport,
    Panelist,
    Round,
    RoundArchive,
)
from samverka.grants.papers import grant_paper
from samverka.grants.reported_paper import report_paper
from samverka.grants.rules import Standing, open_to
from samverka.grants.taken_out import case_paper, table_of
from samverka.people.models import Person

log = logging.getLogger("samverka.grants")

State = RoundArchive.State
KEPT = timedelta(days=3)
MOST_BYTES = 200 * 1024 * 1024
AT_ONCE = 3  # applications in one turn, so that other jobs get theirs


@transaction.atomic
def ask_for_archive(*, turn: Round, by: Person) -> RoundArchive:
    """Of all that the person may open now; while one is being made it is that one."""
    if not Standing(by).sits_in(turn):
        raise Refused(_("You do not sit in the panel of this round."))
    Panelist.objects.select_for_update(of=("self",)).filter(round=turn, person=by).first()
    going_on = RoundArchive.objects.filter(
        round=turn, by=by, state__in=[State.WAITING, State.MAKING]
    ).first()
    if going_on:
        return going_on
    numbers = list(
        open_to(by).filter(round=turn).order_by("sent_at", "pk").values_list("number", flat=True)
    )
    if not numbers:
        raise Refused(_("There is no application that you may open."))
    RoundArchive.objects.filter(round=turn, by=by).delete()
    return RoundArchive.objects.create(
        round=turn, by=by, numbers=numbers, of=len(numbers), language=by.letter_language
    )


def go_on_with_archives(*, stopping: Callable[[], bool] = lambda: False) -> int:
    """A few applications more, in the oldest that waits; returns how many.

    What is made is kept with each step: a process that is killed loses at most one application,
    and whoever comes next goes on after it.
    """
    done = 0
    while done < AT_ONCE and not stopping():
        waiting = RoundArchive.objects.filter(state__in=[State.WAITING, State.MAKING])
        archive = waiting.order_by("id").defer("content").first()
        if archive is None or not _step(archive):
            break
        done += 1
    return done


def _step(archive: RoundArchive) -> bool:
    """One application more, or the end of it; what cannot be made is told on the page."""
    try:
        return _go_on(archive)
    except Exception:
        log.exception("the archive %s could not be made", archive.pk)
        _fail(archive)
        return True


@transaction.atomic
def _go_on(archive: RoundArchive) -> bool:
    held = RoundArchive.objects.select_for_update(of=("self",)).select_related("round", "by")
    found = held.filter(pk=archive.pk, state__in=[State.WAITING, State.MAKING]).first()
    if found is None or found.done != archive.done:
        return False  # taken away meanwhile, or another machine was quicker
    with translation.override(found.language):
        if found.done < found.of:
            _add(found)
        else:
            _finish(found)
    return True


@transaction.atomic
def _fail(archive: RoundArchive) -> None:
    RoundArchive.objects.filter(pk=archive.pk).update(state=State.FAILED)
    ArchivePart.objects.filter(archive=archive).delete()


def _add(archive: RoundArchive) -> None:
    """What the person may no longer open is passed by."""
    number = archive.numbers[archive.done]
    opened = open_to(archive.by).filter(round=archive.round_id, number=number)
    application = opened.select_related("round__edition", "municipality").first()
    if application is not None:
        for name, content in _files_of(application, archive.by):
            ArchivePart.objects.create(
                archive=archive, application=application, name=name, content=content
            )
            archive.size += len(content)
    archive.done += 1
    archive.state = State.FAILED if archive.size > MOST_BYTES else State.MAKING
    archive.save(update_fields=["done", "state", "size"])
    if archive.state == State.FAILED:
        archive.parts.all().delete()


def _files_of(application: GrantApplication, reader: Person) -> Iterator[tuple[str, bytes]]:
    """The application as it was handed in, its enclosures, what the panel thinks of it, and the
    papers of what was decided, agreed and reported."""
    folder = f"{application.number} {slugify(application.name)[:40]}".strip()
    kept = GrantPaper.objects.filter(application=application).last()
    if kept is None:
        paper = grant_paper(application, application.sent_at or timezone.now())
        content = as_file(paper, "pdf").content
    else:
        content = bytes(kept.pdf)
    handed_in, enclosures, assessment = _("application"), _("enclosures"), _("assessment")
    yield f"{folder}/{handed_in}.pdf", content
    enclosed = Enclosure.objects.handed_in().filter(application=application)
    for n, one in enumerate(enclosed, 1):
        yield f"{folder}/{enclosures}/{n:02} {one.name}", bytes(one.content)
    judged = case_paper(application, reader, made=timezone.now())
    yield f"{folder}/{assessment}.pdf", as_file(judged, "pdf").content
    for name, paper in _papers_since(application):
        yield f"{folder}/{name}.pdf", as_file(paper, "pdf").content


def _papers_since(application: GrantApplication) -> Iterator[tuple[str, Document]]:
    """What was decided, agreed and reported; nobody reads a report that is still being written."""
    decisions, agreements, reports = _("decisions"), _("agreements"), _("reports")
    for decision in application.decisions.select_related("by"):
        decision.application = application
        yield f"{decisions}/{decision}", decision_paper(decision)
    grant = Grant.objects.filter(application=application).first()
    if grant is None:
        return
    grant.application = application
    made = grant.agreements.select_related("host_signed_by").order_by("pk")
    for n, agreement in enumerate(made, 1):
        state = str(agreement.get_state_display()).lower()
        yield f"{agreements}/{n:02} {state}", agreement_paper(agreement)
    handed_in = grant.reports.exclude(state=GrantReport.State.DUE).prefetch_related("costs__line")
    for n, report in enumerate(handed_in, 1):
        report.grant = grant
        kind = str(report.get_kind_display()).lower()
        yield f"{reports}/{n:02} {kind}", report_paper(report)


def _finish(archive: RoundArchive) -> None:
    """Pack what was made, and a table of all; what has been shut since is left out."""
    opened = open_to(archive.by).filter(round=archive.round_id, number__in=archive.numbers)
    parts = archive.parts.filter(application__in=opened.values("pk"))
    files = {part.name: bytes(part.content) for part in parts}
    title = _("Applications")
    header, rows = table_of(archive.round, archive.by, archive.numbers)
    files[f"{title}.xlsx"] = as_xlsx(title, header, rows)
    archive.numbers = list(opened.values_list("number", flat=True))
    archive.content = archived(files)
    archive.size = len(archive.content)
    archive.state, archive.ready_at = State.READY, timezone.now()
    archive.save()
    archive.parts.all().delete()


def archive_name(archive: RoundArchive) -> str:
    return f"{file_name(archive.round.name)}.zip"


def may_be_fetched(archive: RoundArchive) -> bool:
    """Ready, and the person may still open every application that it holds."""
    if archive.state != State.READY:
        return False
    opened = open_to(archive.by).filter(round=archive.round_id, number__in=archive.numbers)
    return opened.count() == len(archive.numbers)


def forget_archives(*, now: datetime) -> int:
    """Those that were asked for long ago, ready or not."""
    number, _kinds = RoundArchive.objects.filter(asked_at__lt=now - KEPT).delete()
    return number
