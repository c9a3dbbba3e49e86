"""Everything that changes a task, and the one letter a day that tells of them."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import told_in_both
from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import Receiver, post_letter, write_history
from samverka.record.models import History, Letter
from samverka.tasks.models import SOON, WHAT_LENGTH, Task
from samverka.tasks.rules import has_staff, may_get, may_work_with, people_of

TOLD_AT_MOST = 5  # tasks that one letter names
A_DAY = timedelta(hours=20)  # from one letter to the next: less than a day, so the hour may move


def add_task(
    *,
    kind: Task.Kind,
    what: Callable[[], str],
    person: Person | None = None,
    organisation: Organisation | None = None,
    role: str = "",
    due_on: date | None = None,
    about: models.Model | None = None,
    address: str = "",
    by: Person | None = None,
) -> Task:
    """A task for a person, for the staff of an organisation, or for those with a role.

    `what` says it in the language that is active; it is asked once in each. While a task of this
    kind about the same row is open, it is that one.
    """
    found = Task.objects.open().about(about, kind).first() if about else None
    if found:
        return found
    words = told_in_both(what)
    task = Task(
        kind=kind,
        what_sv=words["sv"][:WHAT_LENGTH],
        what_en=words["en"][:WHAT_LENGTH],
        person=person,
        organisation=organisation,
        role=role,
        due_on=due_on,
        address=address,
        made_by=by,
    )
    return _save_new(task, about)


def _save_new(task: Task, about: models.Model | None) -> Task:
    """An organisation where nobody has an account yet is helped by the coordinators."""
    if task.organisation and not task.person and not has_staff(task.organisation):
        task.role = Task.Role.COORDINATORS
    if not (task.person or task.organisation or task.role):
        raise ValueError("Say for whom the task is: a person, an organisation or a role.")
    if about is not None:
        task.about_kind, task.about_id = about._meta.model_name or "", about.pk
    try:
        with transaction.atomic():
            task.save()
            _tell(task, "added", by=task.made_by)
    except IntegrityError:  # somebody else was a moment quicker
        return _twin(task).get()
    return task


@transaction.atomic
def take_task(*, task: Task, by: Person) -> Task:
    """Say to the others of the group that this person does it."""
    task = _lock_open(task, by)
    if task.person_id and task.person_id != by.pk:
        raise Refused(_("%(name)s has taken it already.") % {"name": task.person})
    task.person = by
    task.save()
    _tell(task, "taken", by=by)
    return task


@transaction.atomic
def hand_over_task(
    *,
    task: Task,
    by: Person | None,
    to: Person | None = None,
    organisation: Organisation | None = None,
    role: str = "",
) -> Task:
    """Give it to a person, who gets a letter, to an organisation, or to all who have a role.

    Without `by` the house does it, where the thing itself was handed over and has told of it.
    """
    task = _lock_open(task, by)
    if by and to and not may_get(task).filter(pk=to.pk).exists():
        raise Refused(_("%(name)s cannot take this on.") % {"name": to})
    if not (to or organisation or role) or (task.is_guarded and not to):
        raise Refused(_("Choose who takes it on."))
    task.person = to
    if organisation:
        helped = "" if has_staff(organisation) else Task.Role.COORDINATORS
        task.role, task.organisation = helped, organisation
    elif role:
        task.role, task.organisation = role, None
    task.told_at = timezone.now() if to else None
    task.save()
    _tell(task, "handed_over", by=by, to=to.pk if to else None, group=role)
    if to and by and to != by:
        _tell_who_got_it(to, task, by)
    return task


@transaction.atomic
def reword_task(
    *, task: Task, what: Callable[[], str], due_on: date | None, by: Person | None
) -> Task:
    """What is to be done is said in other words, or until another day; whose it is stays."""
    task = _lock(task, by)
    words = told_in_both(what)
    task.what_sv, task.what_en = words["sv"][:WHAT_LENGTH], words["en"][:WHAT_LENGTH]
    if task.due_on != due_on:
        task.due_on, task.reminded_at = due_on, None
    task.save()
    _tell(task, "reworded", by=by)
    return task


@transaction.atomic
def finish_task(*, task: Task, by: Person | None, words: str = "") -> Task:
    """It is done; `words` say in a line what was done. Without a person the house says so."""
    return _end(task, Task.State.DONE, by, words)


@transaction.atomic
def drop_task(*, task: Task, by: Person | None, words: str = "") -> Task:
    """It need not be done; `words` say why."""
    return _end(task, Task.State.DROPPED, by, words)


@transaction.atomic
def reopen_task(*, task: Task, by: Person | None) -> Task:
    """Undo: it waits again, for whom it waited before. Without `by` the house does it."""
    task = _lock(task, by)
    if not task.can_move(Task.State.OPEN):
        raise Refused(_("It is not ended."))
    if task.about_id and _twin(task).exists():
        raise Refused(_("There is a newer task about the same thing. Do that one instead."))
    task.state, task.ended_at, task.ended_by = Task.State.OPEN, None, None
    task.save()
    _tell(task, "reopened", by=by)
    return task


def _twin(task: Task) -> models.QuerySet[Task]:
    return Task.objects.open().filter(
        kind=task.kind, about_kind=task.about_kind, about_id=task.about_id
    )


def _end(task: Task, state: Task.State, by: Person | None, words: str) -> Task:
    task = _lock_open(task, by)
    task.state, task.words = state, words.strip()
    task.ended_at, task.ended_by = timezone.now(), by
    task.save()
    _tell(task, str(state.value), by=by)
    return task


def _lock(task: Task, by: Person | None) -> Task:
    """The task as it is now; raises `Refused` for a person whose task it is not."""
    task = Task.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if by is not None and not may_work_with(by, task):
        raise Refused(_("This is not your task."))
    return task


def _lock_open(task: Task, by: Person | None) -> Task:
    task = _lock(task, by)
    if not task.is_open:
        raise Refused(
            _("Somebody else was quicker: %(state)s.") % {"state": task.get_state_display().lower()}
        )
    return task


def _tell(task: Task, verb: str, *, by: Person | None, **detail: object) -> None:
    role = History.Role.PERSON if by else History.Role.SYSTEM
    write_history(verb=verb, of=task, by=by, role=role, **detail)


def tell_of_tasks(*, now: datetime) -> int:
    """One letter to each person with something new, or with a last day near; at most one a day."""
    near = timezone.localdate(now) + timedelta(days=SOON)
    new = models.Q(told_at=None)
    due = models.Q(reminded_at=None, due_on__lte=near)
    waiting: dict[Person, list[Task]] = {}
    waits = Task.objects.open().exclude(kind__in=Task.TOLD_THERE)
    tasks = waits.filter(new | due).with_listing().due_first()
    for task in tasks:
        for person in people_of(task):
            waiting.setdefault(person, []).append(task)
    written = [one for one in waiting if _tell_person(one, waiting[one], now)]
    told = [task.pk for task in tasks if any(one in written for one in people_of(task))]
    Task.objects.filter(pk__in=told).update(told_at=now)
    Task.objects.filter(pk__in=told, due_on__lte=near).update(reminded_at=now)
    return len(written)


@transaction.atomic
def _tell_person(person: Person, tasks: list[Task], now: datetime) -> bool:
    latest = History.objects.of(person).filter(verb="told_of_tasks", at__gt=now - A_DAY)
    if latest.exists():
        return False
    _write_to(person, "waiting", tasks=tasks[:TOLD_AT_MOST], number=len(tasks))
    write_history(verb="told_of_tasks", of=person, role=History.Role.SYSTEM, number=len(tasks))
    return True


def _tell_who_got_it(person: Person, task: Task, by: Person) -> None:
    """About the same as the task: whoever may not know of that, or not any more, must not read of
    it in the letter; and what is erased goes there too."""
    letter = _write_to(person, "handed_over", task=task, by=by)
    if letter:
        letter.about_kind, letter.about_id = task.about_kind, task.about_id
        letter.save(update_fields=["about_kind", "about_id"])


def _write_to(person: Person, template: str, **context: Any) -> Letter | None:
    to = Receiver(person.email, person.letter_language)
    return post_letter(to=to, template=f"tasks/letters/{template}.txt", **context)
