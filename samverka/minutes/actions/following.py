"""What becomes of what was decided: whose it is, by when, and what was done."""

from dataclasses import dataclass
from datetime import date
from textwrap import shorten

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.models import Body, Meeting
from samverka.minutes.actions.holding import hold_for_leader
from samverka.minutes.models import Paragraph, Resolution
from samverka.minutes.rules import may_end, may_follow
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.tasks.actions import (
    add_task,
    drop_task,
    finish_task,
    hand_over_task,
    reopen_task,
)
from samverka.tasks.models import WHAT_LENGTH, Task

REST = 80  # characters of a task's line for the paragraph and the body
DONE, DROPPED, OPEN = Task.State.DONE, Task.State.DROPPED, Task.State.OPEN


@dataclass(frozen=True)
class Owner:
    """Whose it is: one of the three."""

    person: Person | None = None
    organisation: Organisation | None = None
    role: str = ""

    def has(self, task: Task) -> bool:
        """Is it theirs already? Who of a group has taken it stays."""
        if self.person:
            return task.person_id == self.person.pk
        if self.organisation:
            return task.organisation_id == self.organisation.pk
        return task.organisation_id is None and task.role == self.role


@transaction.atomic
def add_task_of(
    *,
    resolution: Resolution,
    by: Person,
    person: Person | None = None,
    organisation: Organisation | None = None,
    role: str = "",
    due_on: date | None = None,
) -> Task:
    """Somebody has to see to what was decided: it waits for them like their other tasks."""
    words = shorten(resolution.words, WHAT_LENGTH - REST, placeholder="…")
    task = add_task(
        kind=Task.Kind.DECISION,
        what=lambda: f"{named(resolution.paragraph)}: {words}",
        person=person,
        organisation=organisation,
        role=role,
        due_on=due_on,
        about=resolution,
        address=f"meetings/decisions/{resolution.pk}/",
        by=by,
    )
    resolution.task = task
    resolution.save(update_fields=["task"])
    return task


@transaction.atomic
def follow_decision(
    *,
    resolution: Resolution,
    owner: Owner,
    due_on: date | None,
    follow_up_on: date | None,
    by: Person,
) -> Resolution:
    """Whose it is, by when, and when a meeting should ask for it. Who gets it learns so in their
    next letter of tasks."""
    if not may_follow(by, resolution):
        raise Refused(_("Only those who lead or prepare meetings change this."))
    resolution = _hold(resolution)
    task = resolution.task
    if task is None:
        task = add_task_of(resolution=resolution, by=by, due_on=due_on, **vars(owner))
    elif not task.is_open:
        raise Refused(_("This is ended. Let it wait again before you change whose it is."))
    elif not owner.has(task):
        to, group = owner.person, owner.organisation
        task = hand_over_task(task=task, by=None, to=to, organisation=group, role=owner.role)
        task.told_at = None
    if task.due_on != due_on:
        task.due_on, task.reminded_at = due_on, None
    task.save()
    resolution.task, resolution.follow_up_on = task, follow_up_on
    resolution.save()
    write_history(verb="followed", of=resolution, by=by, due=_told(due_on))
    return resolution


@transaction.atomic
def end_decision(*, resolution: Resolution, state: str, words: str, by: Person) -> Resolution:
    """Done, or dropped, with a line about it: by whose task it is, or who leads its meetings."""
    if not may_end(by, resolution):
        raise Refused(_("This is not your task."))
    resolution = _hold(resolution)
    _end(_task_of(resolution), state, words, by)
    write_history(verb=str(state), of=resolution, by=by)
    return resolution


@transaction.atomic
def reopen_decision(*, resolution: Resolution, by: Person) -> Resolution:
    """Undo: it is to be done after all."""
    if not may_end(by, resolution):
        raise Refused(_("This is not your task."))
    resolution = _hold(resolution)
    reopen_task(task=_task_of(resolution), by=None)
    write_history(verb="reopened", of=resolution, by=by)
    return resolution


@transaction.atomic
def go_through(
    *,
    meeting: Meeting,
    resolution: Resolution,
    outcome: str,
    due_on: date | None,
    words: str = "",
    by: Person,
) -> Resolution:
    """Since last time: a later meeting hears that it is done, dropped, or open still, with a new
    last day. Pressed again it is put right; the history says at which meeting."""
    hold_for_leader(meeting, by)
    resolution = _hold(resolution)
    earlier = resolution.paragraph.minutes.meeting
    if earlier.body != meeting.body or earlier.starts_at >= meeting.starts_at:
        raise Refused(_("This was not decided at an earlier meeting of the same body."))
    task = _task_of(resolution)
    if not task.is_open:
        task = reopen_task(task=task, by=None)
    if outcome != OPEN:
        _end(task, outcome, words, by)
    elif due_on and due_on != task.due_on:
        Task.objects.filter(pk=task.pk).update(due_on=due_on, reminded_at=None)
    write_history(
        verb="gone_through",
        of=resolution,
        by=by,
        meeting=meeting.pk,
        outcome=str(outcome),
        due=_told(due_on) if outcome == OPEN else "",
    )
    return resolution


def named(paragraph: Paragraph) -> str:
    """§ 12/2026; with the body where it is not the assembly, for each counts on its own."""
    if paragraph.body == Body.ASSEMBLY:
        return paragraph.reference
    return _("%(body)s, %(paragraph)s") % {
        "body": paragraph.get_body_display(),
        "paragraph": paragraph.reference,
    }


def _hold(resolution: Resolution) -> Resolution:
    rows = Resolution.objects.select_for_update(of=("self",)).standing()
    found = rows.select_related("paragraph__minutes__meeting", "task").filter(pk=resolution.pk)
    if not (row := found.first()):
        raise Refused(_("This decision is struck."))
    return row


def _task_of(resolution: Resolution) -> Task:
    if resolution.task is None:
        raise Refused(_("Nothing is to be done about this decision."))
    return resolution.task


def _end(task: Task, state: str, words: str, by: Person) -> None:
    """Those who lead end what is not their task too, so the house says so to the task."""
    act = finish_task if state == DONE else drop_task
    ended = act(task=task, by=None, words=words)
    ended.ended_by = by
    ended.save()


def _told(day: date | None) -> str:
    return day.isoformat() if day else ""
