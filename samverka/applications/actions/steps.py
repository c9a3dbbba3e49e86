"""The steps to the last day: counted back from it, given to somebody, done or not after all."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.reminding import end_tasks
from samverka.applications.actions.telling import (
    ask_lead,
    ask_seen,
    ask_writer,
    lock_application,
    tell,
)
from samverka.applications.backplan import way_to
from samverka.applications.models import Application, Member, Place, Step
from samverka.common.refusal import Refused
from samverka.people.models import Person


@dataclass(frozen=True)
class Wanted:
    """Who sees to it that a step is done, until when. `title` is for steps of their own."""

    owner: Member | None = None
    who: Place | None = None
    due_on: date | None = None
    title: str = ""


def count_back(application: Application) -> None:
    """Make the usual steps, or give them new days after the last day has moved.

    Days that somebody has set by hand stay, and what is done stays done.
    """
    known = {step.name: step for step in application.steps.exclude(name="")}
    lead = application.members.filter(role=Member.Role.LEAD).first()
    for number, one in enumerate(way_to(application.due_on), start=1):
        step = known.get(one.step.name)
        if step is None:
            step = Step(application=application, name=one.step.name, owner=lead)
        if step.by_hand or step.is_done:
            continue
        if step.due_on != one.ends and step.pk:
            end_tasks(step, dropped=True)
        step.number, step.due_on = number, one.ends
        step.save()


@transaction.atomic
def add_step(*, application: Application, wanted: Wanted, by: Person) -> Step:
    application = lock_application(application)
    ask_lead(by, application)
    _ask_who(wanted)
    step = Step.objects.create(
        application=application,
        number=application.steps.count() + 1,
        title=wanted.title,
        owner=wanted.owner,
        who=wanted.who,
        due_on=wanted.due_on,
        by_hand=True,
    )
    tell(application, "step_added", by=by, step=step.pk)
    return step


@transaction.atomic
def change_step(*, step: Step, wanted: Wanted, by: Person, seen: int | None = None) -> Step:
    step = _lock(step, seen)
    ask_lead(by, step.application)
    _ask_who(wanted)
    step.by_hand = step.by_hand or step.due_on != wanted.due_on
    step.owner, step.who, step.due_on = wanted.owner, wanted.who, wanted.due_on
    if not step.name:
        step.title = wanted.title or step.title
    step.save()
    end_tasks(step, dropped=True)
    tell(step.application, "step_changed", by=by, step=step.pk)
    return step


@transaction.atomic
def move_step(*, step: Step, to: str, by: Person, seen: int | None = None) -> Step:
    """Done, or not done after all: by anybody who writes."""
    step = _lock(step, seen)
    ask_writer(by, step.application)
    if step.state == to:
        return step
    if not step.can_move(to):
        raise Refused(_("That does not come next here."))
    step.state = to
    step.save()
    if step.is_done:
        end_tasks(step)
    tell(step.application, "step_moved", by=by, step=step.pk, to=to)
    return step


@transaction.atomic
def remove_step(*, step: Step, by: Person) -> None:
    """One of their own; those that every application has stay."""
    step = _lock(step, None)
    ask_lead(by, step.application)
    if step.name:
        raise Refused(_("Every application has this step. Say that it is done instead."))
    end_tasks(step, dropped=True)
    tell(step.application, "step_removed", by=by)
    step.delete()


def _ask_who(wanted: Wanted) -> None:
    if wanted.owner and not wanted.owner.is_in:
        raise Refused(_("%(name)s is not in.") % {"name": wanted.owner.organisation})
    if wanted.who and (wanted.owner is None or wanted.who.member_id != wanted.owner.pk):
        raise Refused(_("Choose somebody of the organisation that answers for it."))


def _lock(step: Step, seen: int | None) -> Step:
    rows = Step.objects.select_for_update(of=("self",)).select_related("application")
    fresh = rows.get(pk=step.pk)
    ask_seen(fresh.version, seen)
    fresh.version += 1
    return fresh
