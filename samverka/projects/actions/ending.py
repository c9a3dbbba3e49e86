"""A project goes on until another day, and what was to be done at its end follows."""

from datetime import date

from django.db import transaction

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
