"""What every action here does first and last: lock the project, ask, and tell."""

from typing import Any

from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.models import Project
from samverka.record.actions import write_history


def lock_project(project: Project, *, by: Person) -> Project:
    """As it is now, held until the transaction ends; raises `Refused` for those not in it."""
    if not rules.may_work_in(by, project):
        raise Refused(_("Only those who take part in the project, and coordinators, can do this."))
    return Project.objects.select_for_update(of=("self",)).get(pk=project.pk)


def ask_seen(version: int, seen: int) -> None:
    """Raises `Outdated` when what the person was looking at is no longer true."""
    if version != seen:
        raise Outdated(
            _(
                "Somebody else changed this while you were reading. This is how it stands now."
                " What you wrote is still here: look it through and send it again."
            )
        )


def tell(project: Project, verb: str, *, by: Person | None, **detail: Any) -> None:
    """Its page says when it was last changed."""
    project.save()
    write_history(verb=verb, of=project, by=by, **detail)
