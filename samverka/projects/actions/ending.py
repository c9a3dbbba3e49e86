"""A project goes on until another day, or ends with its money; what was to be done follows."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from samverka.people.models import Person
from samverka.projects.actions.reminding import end_tasks
from samverka.projects.actions.telling import tell
from samverka.projects.models import Project, ProjectMilestone, ReportDue


@transaction.atomic
def move_end(*, project: Project, before: date, to: date, by: Person) -> Project:
    """What gave the project its last day gives it another. May they? It has asked that.

    A project that has said another last day than `before` for itself keeps it. Milestones that are
    not reached and reports that are not sent, on the old last day or after, move with it; what lay
    in between stays, but nothing is left after the end that was not so before.
    """
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if project.ends_on in (None, before):
        project.ends_on = to
        project.version += 1
    _move_milestones(project, before, to)
    _move_reports(project, before, to)
    tell(project, "end_moved", by=by, before=before.isoformat(), to=to.isoformat())
    return project


@transaction.atomic
def end_with_money(*, project: Project, funder: str, stopped: bool, by: Person) -> None:
    """What gave the project its money has been closed, or taken back. May they? It has asked that.

    A project that somebody has said the end of stays as they said. `funder` waits for no report any
    more: all count as accepted; where the project is stopped, what was never sent is taken away.
    """
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    to = Project.State.STOPPED if stopped else Project.State.ENDED
    if not project.is_over and project.can_move(to):
        before, project.state = project.state, to
        project.version += 1
        tell(project, "moved", by=by, before=before, to=to)
    for row in ReportDue.objects.filter(project=project, removed_at=None, to=funder):
        _close(row, stopped)


def _close(report: ReportDue, stopped: bool) -> None:
    if report.state == ReportDue.State.ACCEPTED:
        return
    if stopped and report.is_open:
        report.remove()
    else:
        today = timezone.localdate()
        report.state, report.accepted_on = ReportDue.State.ACCEPTED, today
        report.sent_on = report.sent_on or today
        report.version += 1
        report.save()
    end_tasks(report, dropped=stopped)


def _move_milestones(project: Project, before: date, to: date) -> None:
    left = ProjectMilestone.objects.filter(project=project, removed_at=None, reached_on=None)
    for row in left.filter(due_on__gte=min(before, to)):
        assert row.due_on
        moved = row.due_on + (to - before) if row.due_on >= before else to
        if moved != row.due_on:
            row.due_on = moved
            row.version += 1
            row.save()


def _move_reports(project: Project, before: date, to: date) -> None:
    """Whoever was reminded of the old day is reminded of the new one."""
    open_ = ReportDue.objects.filter(
        project=project, removed_at=None, state=ReportDue.State.OPEN, due_on__gte=before
    )
    for row in open_:
        row.due_on += to - before
        row.told_days = None
        row.version += 1
        row.save()
        end_tasks(row, dropped=True)
