"""Lines of a project are written, changed, taken away and taken back."""

import hashlib
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.filed import tidy_name, type_of
from samverka.people.models import Person
from samverka.projects.actions.reminding import end_tasks
from samverka.projects.actions.telling import ask_seen, lock_project, tell
from samverka.projects.models import (
    ROW_KINDS,
    Project,
    ProjectRow,
    ReportDue,
    kind_of,
)

MOST_ROWS = 2_000  # of one kind in one project
MOST_DOCUMENTS = 60
LONG_BEFORE = timedelta(days=366)  # nobody prepares a project for longer


@transaction.atomic
def add_row(*, project: Project, kind: str, facts: Mapping[str, Any], by: Person) -> ProjectRow:
    """A new line of this kind; its facts are its fields."""
    project = lock_project(project, by=by)
    rows = ROW_KINDS[kind]._default_manager.filter(project=project, removed_at=None)
    if rows.count() >= (MOST_DOCUMENTS if kind == "document" else MOST_ROWS):
        raise Refused(_("There is no room for more of this kind. Take one away first."))
    _ask_own(project, facts)
    _ask_month(project, facts)
    row = ROW_KINDS[kind](project=project, written_by=by, **facts)
    row.save()
    tell(project, "line_added", by=by, what=kind, row=row.pk)
    return row


@transaction.atomic
def add_document(
    *, project: Project, title: str, content: bytes, name: str, is_public: bool, by: Person
) -> ProjectRow:
    """Keep a file. What kind it is, its content says; raises `Refused` for what we do not take."""
    kind = type_of(content)
    facts = {
        "title": title,
        "name": tidy_name(name, kind),
        "content": content,
        "content_type": kind.media_type,
        "size": len(content),
        "mark": hashlib.sha256(content).hexdigest(),
        "is_public": is_public,
    }
    return add_row(project=project, kind="document", facts=facts, by=by)


@transaction.atomic
def change_row(*, row: ProjectRow, facts: Mapping[str, Any], by: Person, seen: int) -> ProjectRow:
    """What the line says now. Raises `Outdated` where somebody else was first."""
    project, row = _locked(row, by)
    ask_seen(row.version, seen)
    if row.removed_at:
        raise Refused(_("Somebody has taken this line away. Take it back first."))
    _ask_own(project, facts)
    _ask_month(project, facts)
    if isinstance(row, ReportDue) and row.due_on != facts.get("due_on", row.due_on):
        row.told_days = None
        end_tasks(row, dropped=True)
    for name, value in facts.items():
        setattr(row, name, value)
    row.version += 1
    row.save()
    tell(project, "line_changed", by=by, what=kind_of(row), row=row.pk)
    return row


@transaction.atomic
def remove_row(*, row: ProjectRow, by: Person) -> None:
    """It can be taken back."""
    project, row = _locked(row, by)
    if row.removed_at is None:
        row.remove()
        if isinstance(row, ReportDue):
            end_tasks(row, dropped=True)
        tell(project, "line_removed", by=by, what=kind_of(row), row=row.pk)


@transaction.atomic
def restore_row(*, row: ProjectRow, by: Person) -> None:
    project, row = _locked(row, by)
    if row.removed_at is not None:
        row.restore()
        tell(project, "line_restored", by=by, what=kind_of(row), row=row.pk)


def _locked(row: ProjectRow, by: Person) -> tuple[Project, Any]:
    project = lock_project(row.project, by=by)
    return project, type(row)._default_manager.get(pk=row.pk)


def _ask_month(project: Project, facts: Mapping[str, Any]) -> None:
    """What was put in has been put in, and not long before the project began."""
    month = facts.get("month")
    if month is None:
        return
    if month > timezone.localdate():
        raise Refused(_("That month has not come yet."), field="month")
    if project.starts_on and month < project.starts_on - LONG_BEFORE:
        raise Refused(_("That is more than a year before the project begins."), field="month")


def _ask_own(project: Project, facts: Mapping[str, Any]) -> None:
    """What a line points at belongs to the same project."""
    for name in ("partner", "indicator"):
        if name in facts and facts[name].project_id != project.pk:
            raise Refused(_("Choose one from the list."))
