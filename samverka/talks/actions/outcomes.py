"""What a talk led to is written down, changed, taken away and put back; a promise is kept."""

from datetime import date, datetime
from typing import TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.talks.actions.afterwards import hold_begun_talk
from samverka.talks.actions.holding import hold_talk
from samverka.talks.models import Outcome, Talk
from samverka.talks.rules import may_be_given_a_promise
from samverka.tasks.actions import add_task, drop_task, finish_task, reopen_task, reword_task
from samverka.tasks.models import Task

MOST_OUTCOMES = 100
OWNERS = ("owner", "owner_organisation", "owner_name")


class Said(TypedDict):
    """What is written of an outcome; at most one of the three owners."""

    kind: str
    words_sv: str
    words_en: str
    owner: Person | None
    owner_organisation: Organisation | None
    owner_name: str
    is_public: bool


@transaction.atomic
def add_outcome(*, talk: Talk, said: Said, due_on: date | None, by: Person) -> Outcome:
    """A promise becomes a task of whoever gave it, with its last day."""
    talk = hold_begun_talk(talk, by)
    if talk.outcomes.standing().count() >= MOST_OUTCOMES:
        raise Refused(_("There are too many. Take something away first."))
    outcome = Outcome(talk=talk, **said)
    _check(outcome, due_on, by)
    if outcome.kind == Outcome.Kind.PROMISE:
        outcome.task = _task_of(outcome, due_on, by)
    outcome.save()
    write_history(verb="added", of=outcome, by=by, kind=outcome.kind)
    return outcome


@transaction.atomic
def change_outcome(*, outcome: Outcome, said: Said, due_on: date | None, by: Person) -> Outcome:
    """The task follows: in its words and day, to another owner, or away with the promise."""
    row = _hold(outcome, by)
    before = [getattr(row, name) for name in OWNERS]
    for name, value in said.items():
        setattr(row, name, value)
    has_another_owner = before != [getattr(row, name) for name in OWNERS]
    _check(row, due_on, by if has_another_owner else None)
    is_promise = row.kind == Outcome.Kind.PROMISE
    if row.task and (not is_promise or (has_another_owner and row.task.is_open)):
        _drop(row.task)
        row.task = None
    if row.task:
        reword_task(task=row.task, what=lambda: row.words, due_on=due_on, by=None)
    elif is_promise:
        row.task = _task_of(row, due_on, by)
    row.save()
    write_history(verb="changed", of=row, by=by)
    return row


@transaction.atomic
def remove_outcome(*, outcome: Outcome, by: Person) -> Outcome:
    """It can be put back. Nobody waits any more for a promise that is taken away."""
    row = _hold(outcome, by)
    if row.removed_at is None:
        row.removed_at = timezone.now()
        if row.task:
            _drop(row.task)
        row.save()
        write_history(verb="removed", of=row, by=by)
    return row


@transaction.atomic
def put_back_outcome(*, outcome: Outcome, by: Person) -> Outcome:
    """A promise that waited when it was taken away waits again."""
    row = _hold(outcome, by)
    if row.removed_at is not None:
        task, removed_at = row.task, row.removed_at
        row.removed_at = None
        row.save()
        if task and task.state == Task.State.DROPPED and _ended_after(task, removed_at):
            reopen_task(task=task, by=None)
        write_history(verb="put_back", of=row, by=by)
    return row


@transaction.atomic
def keep_promise(*, outcome: Outcome, by: Person) -> Outcome:
    """Said by those who prepare the talk; whoever gave the promise says it of their task."""
    row = _hold_promise(outcome, by)
    assert row.task
    row.task = finish_task(task=row.task, by=None)
    write_history(verb="kept", of=row, by=by)
    return row


@transaction.atomic
def give_up_promise(*, outcome: Outcome, by: Person) -> Outcome:
    """It came to nothing."""
    row = _hold_promise(outcome, by)
    assert row.task
    row.task = drop_task(task=row.task, by=None)
    write_history(verb="given_up", of=row, by=by)
    return row


@transaction.atomic
def reopen_promise(*, outcome: Outcome, by: Person) -> Outcome:
    """Undo: it waits again."""
    row = _hold_promise(outcome, by)
    assert row.task
    row.task = reopen_task(task=row.task, by=None)
    write_history(verb="reopened", of=row, by=by)
    return row


def _task_of(outcome: Outcome, due_on: date | None, by: Person) -> Task:
    """Of somebody outside the coordinators take care, where the name can still be read."""
    is_ours = outcome.owner or outcome.owner_organisation
    talk = outcome.talk
    return add_task(
        kind=Task.Kind.PROMISE,
        what=lambda: outcome.words,
        person=outcome.owner,
        organisation=outcome.owner_organisation,
        role="" if is_ours else Task.Role.COORDINATORS,
        due_on=due_on,
        address=f"talks/{talk.slug}/#led-to" if is_ours else f"talks/{talk.slug}/afterwards/",
        by=by,
    )


def _ended_after(task: Task, moment: datetime) -> bool:
    return task.ended_at is not None and task.ended_at >= moment


def _drop(task: Task) -> None:
    if task.is_open:
        drop_task(task=task, by=None)


def _check(outcome: Outcome, due_on: date | None, by: Person | None) -> None:
    """`by` gives the promise to its owner; None where the owner stays."""
    owners = [name for name in OWNERS if getattr(outcome, name)]
    if len(owners) > 1:
        one_only = _("Choose one only: a person, a partner, or somebody from outside.")
        raise Refused(one_only, field=owners[-1])
    if outcome.kind == Outcome.Kind.PROMISE and due_on is None:
        raise Refused(_("A promise has a day. Write when it is to be kept."), field="due_on")
    if by and outcome.owner and not may_be_given_a_promise(by).filter(pk=outcome.owner.pk):
        raise Refused(_("%(name)s cannot take this on.") % {"name": outcome.owner}, field="owner")


def _hold(outcome: Outcome, by: Person) -> Outcome:
    """The outcome as it is now; the talk is held first, as in every change."""
    talk = hold_talk(outcome.talk, by)
    rows = Outcome.objects.select_for_update(of=("self",)).with_listing()
    row = rows.get(pk=outcome.pk)
    row.talk = talk
    return row


def _hold_promise(outcome: Outcome, by: Person) -> Outcome:
    row = _hold(outcome, by)
    if row.task is None or row.removed_at:
        raise Refused(_("This is no promise any more."))
    return row
