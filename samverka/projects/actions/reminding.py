"""Those concerned hear of a report 30, 7 and 1 days before; from the first on it is a task."""

from datetime import date, timedelta
from functools import partial
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.models import Project, ReportDue, Role
from samverka.record.actions import Receiver, post_letter
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task

BEFORE: Final = (1, 7, 30)  # days, the nearest first


def mind_reports(*, today: date) -> int:
    """A task and a letter for each report that has come so near; returns how many letters."""
    rows = ReportDue.objects.filter(
        state=ReportDue.State.OPEN, removed_at=None, due_on__lte=today + timedelta(days=max(BEFORE))
    )
    near = rows.exclude(project__state__in=Project.OVER).select_related("project__responsible")
    return sum(_remind(one, today) for one in near)


def end_tasks(report: ReportDue, *, dropped: bool = False) -> None:
    """What waited is done, or need not be done."""
    for task in Task.objects.open().about(report, Task.Kind.PROJECT):
        if dropped:
            drop_task(task=task, by=None)
        else:
            finish_task(task=task, by=None)


@transaction.atomic
def _remind(report: ReportDue, today: date) -> int:
    report = ReportDue.objects.select_for_update(of=("self",)).get(pk=report.pk)
    left = (report.due_on - today).days
    reached = next(days for days in BEFORE if left <= days)
    if not report.is_open or (report.told_days is not None and report.told_days <= reached):
        return 0
    report.told_days = reached
    report.save(update_fields=["told_days"])
    _wait(report)
    people = _concerned(report.project)
    for person in people:
        _write_to(person, report, left)
    return len(people)


def _wait(report: ReportDue) -> None:
    lead = report.project.takers.filter(role=Role.LEAD).with_organisation().first()
    add_task(
        kind=Task.Kind.PROJECT,
        what=partial(_said, report),
        person=report.project.responsible,
        organisation=lead.organisation if lead else None,
        role="" if lead or report.project.responsible else Task.Role.COORDINATORS,
        due_on=report.due_on,
        about=report,
        address=f"projects/{report.project.slug}/inside/",
    )


def _concerned(project: Project) -> list[Person]:
    """Who answers for it while they work there; else all who take part."""
    people = list(rules.people_in(project))
    return [one for one in people if one.pk == project.responsible_id] or people


def _said(report: ReportDue) -> str:
    return _("Send “%(report)s”: %(project)s") % {"report": report, "project": report.project}


def _write_to(person: Person, report: ReportDue, left: int) -> None:
    """By itself when there is a day or less; else in the digest."""
    post_letter(
        to=Receiver(person.email, person.letter_language),
        template="projects/letters/report_due.txt",
        about=report.project,
        due=left <= min(BEFORE),
        report=report,
        project=report.project,
        left=left,
    )
