"""Tasks of those who answer for a section or a step that is near or late.

A task is told of by letter when it comes, `NEAR` days before, and again shortly before its last
day: see `tasks`.
"""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.models import Application, Member, Place, Section, Step
from samverka.partnership.rules import work_there
from samverka.people.models import Person
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task

NEAR = timedelta(days=7)


def mind_applications(*, today: date) -> int:
    """A task for each section and step whose day is near; returns how many are new."""
    return _mind_sections(today) + _mind_steps(today)


def _mind_sections(today: date) -> int:
    rows = Section.objects.not_done().filter(
        due_on__lte=today + NEAR,
        application__state=Application.State.WRITING,
        owner__state=Member.State.IN,
    )
    near = rows.select_related("application", "owner__organisation", "writer__person")
    return sum(
        _task(one, one.owner, one.writer, partial(_section_said, one), one.due_on)
        for one in near
        if one.owner
    )


def _mind_steps(today: date) -> int:
    rows = Step.objects.to_do().filter(
        due_on__lte=today + NEAR,
        application__state=Application.State.WRITING,
        owner__state=Member.State.IN,
    )
    near = rows.select_related("application", "owner__organisation", "who__person")
    return sum(
        _task(one, one.owner, one.who, partial(_step_said, one), one.due_on)
        for one in near
        if one.owner
    )


def _section_said(section: Section) -> str:
    told = {"section": section.title, "title": section.application.title}
    return _("Write “%(section)s” in %(title)s") % told


def _step_said(step: Step) -> str:
    return _("%(step)s: %(title)s") % {"step": step, "title": step.application.title}


@transaction.atomic
def _task(
    about: Section | Step,
    owner: Member,
    place: Place | None,
    what: Callable[[], str],
    due_on: date | None,
) -> bool:
    if Task.objects.open().about(about, Task.Kind.APPLICATION).exists():
        return False
    path = f"sections/{about.pk}/" if isinstance(about, Section) else "status/"
    add_task(
        kind=Task.Kind.APPLICATION,
        what=what,
        person=_still_there(owner, place),
        organisation=owner.organisation,
        due_on=due_on,
        about=about,
        address=f"applications/{about.application_id}/{path}",
    )
    return True


def _still_there(owner: Member, place: Place | None) -> Person | None:
    """The one it was given to, as long as they work there; else it waits for all who do."""
    if place is None or place.member_id != owner.pk:
        return None
    pair = (place.person_id, owner.organisation_id)
    return place.person if pair in work_there([pair]) else None


def end_tasks(about: Section | Step, *, dropped: bool = False) -> None:
    """What waited for somebody is done, or waits for somebody else from now on."""
    for task in Task.objects.open().about(about, Task.Kind.APPLICATION):
        if dropped:
            drop_task(task=task, by=None)
        else:
            finish_task(task=task, by=None)
