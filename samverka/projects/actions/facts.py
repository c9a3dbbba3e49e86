"""What a project says of itself, and how it stands."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.projects.actions.telling import ask_seen, lock_project, tell
from samverka.projects.models import Project


@transaction.atomic
def edit_project(*, project: Project, facts: Mapping[str, Any], by: Person, seen: int) -> Project:
    """Raises `Outdated` when the project has changed since it was `seen`."""
    project = lock_project(project, by=by)
    ask_seen(project.version, seen)
    for name, value in facts.items():
        if name != "themes":
            setattr(project, name, value)
    ask_days(project)
    project.version += 1
    tell(project, "changed", by=by, fields=sorted(facts))
    if "themes" in facts:
        project.themes.set(facts["themes"])
    return project


@transaction.atomic
def move_project(*, project: Project, to: str, by: Person) -> Project:
    """It runs, has ended, or was stopped before its time."""
    project = lock_project(project, by=by)
    if not project.can_move(to):
        raise Refused(
            _("Somebody else was quicker: %(state)s.")
            % {"state": project.get_state_display().lower()}
        )
    if to == Project.State.ENDED and project.starts_on and project.starts_on > timezone.localdate():
        raise Refused(_("It has not begun yet. Stop it instead, or change its first day."))
    before, project.state = project.state, to
    project.version += 1
    tell(project, "moved", by=by, before=before, to=to)
    return project


def ask_days(project: Project) -> None:
    if project.starts_on and project.ends_on and project.ends_on < project.starts_on:
        raise Refused(_("The last day lies before the first."))
