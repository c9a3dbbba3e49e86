"""An activity on a year's list: from the proposal to what came of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.people.models import Person
from samverka.plan.actions.asking import ask_coordinator, ask_preparer, locked_list
from samverka.plan.models import ActivityList, Goal, ListedActivity
from samverka.plan.rules import may_tell
from samverka.record.actions import write_history

State = ListedActivity.State


@dataclass(frozen=True)
class Planned:
    """What is planned; the first and the last day lie in the year of the list."""

    title_sv: str
    starts_on: date
    ends_on: date
    kind: str = ListedActivity.Kind.OTHER
    title_en: str = ""
    about_sv: str = ""
    about_en: str = ""
    theme: Theme | None = None
    municipality: Municipality | None = None
    responsible: Organisation | None = None
    goals: Iterable[Goal] = ()


@transaction.atomic
def add_activity(*, activity_list: ActivityList, planned: Planned, by: Person) -> ListedActivity:
    """Put it on the list. On a list that is decided already it stays proposed until decided too."""
    ask_preparer(by)
    row = locked_list(activity_list)
    last = row.activities.aggregate(last=Max("place"))["last"] or 0
    activity = ListedActivity(activity_list=row, place=last + 1)
    _write(activity, planned)
    write_history(verb="added", of=activity, by=by)
    return activity


@transaction.atomic
def change_activity(
    *, activity: ListedActivity, planned: Planned, by: Person, seen: int | None = None
) -> ListedActivity:
    """`seen` is the version that they looked at: whoever is second is told so."""
    ask_preparer(by)
    row = _locked(activity)
    if row.is_ended:
        raise Refused(_("What came of it is told already. Take that back first, then change it."))
    if seen is not None and seen != row.version:
        raise Refused(
            _("Somebody else changed this while you wrote. Look at it, then save once more.")
        )
    row.version += 1
    _write(row, planned)
    write_history(verb="changed", of=row, by=by)
    return row


def _write(activity: ListedActivity, planned: Planned) -> None:
    year = activity.activity_list.year
    if planned.ends_on < planned.starts_on:
        raise Refused(_("It ends before it begins. Change one of the days."))
    if {planned.starts_on.year, planned.ends_on.year} != {year}:
        raise Refused(_("The days have to lie in %(year)s.") % {"year": year})
    facts: dict[str, Any] = {**vars(planned)}
    goals = facts.pop("goals")
    for name, value in facts.items():
        setattr(activity, name, value)
    activity.save()
    activity.goals.set(goals)


@transaction.atomic
def remove_activity(*, activity: ListedActivity, by: Person) -> ListedActivity:
    """Take it off the list before anything was decided of it; it can be put back."""
    ask_preparer(by)
    row = _locked(activity)
    if row.state != State.PROPOSED or row.removed_at:
        raise Refused(_("It is decided. Say instead that it did not come to be, and why."))
    row.removed_at = timezone.now()
    row.save()
    write_history(verb="removed", of=row, by=by)
    return row


@transaction.atomic
def put_activity_back(*, activity: ListedActivity, by: Person) -> ListedActivity:
    ask_preparer(by)
    row = _locked(activity)
    if not row.removed_at:
        raise Refused(_("It stands on the list already."))
    row.removed_at = None
    row.save()
    write_history(verb="put_back", of=row, by=by)
    return row


@transaction.atomic
def decide_activity(*, activity: ListedActivity, reference: str, by: Person) -> ListedActivity:
    """Record that an activity which was added to a decided list is decided as well."""
    ask_coordinator(by)
    row = _locked(activity)
    if row.removed_at or row.state != State.PROPOSED or not row.activity_list.is_decided:
        raise Refused(_("This is decided together with the whole list, or is decided already."))
    row.state = State.DECIDED
    row.save()
    write_history(verb="decided", of=row, by=by, reference=reference)
    return row


@transaction.atomic
def finish_activity(
    *, activity: ListedActivity, result: dict[str, str], reached: int | None, by: Person
) -> ListedActivity:
    """It is done. `result` holds what came of it by language, `reached` how many people."""
    return _end(activity, State.DONE, result, reached, by)


@transaction.atomic
def drop_activity(*, activity: ListedActivity, why: dict[str, str], by: Person) -> ListedActivity:
    """It did not come to be; `why` by language."""
    return _end(activity, State.DROPPED, why, None, by)


@transaction.atomic
def reopen_activity(*, activity: ListedActivity, by: Person) -> ListedActivity:
    """Undo what was told; the words stay there to be used again."""
    row = _locked(activity)
    _ask_teller(row, by)
    if not row.is_ended:
        raise Refused(_("Nothing is told of it that could be taken back."))
    row.state = State.DECIDED
    row.save()
    write_history(verb="reopened", of=row, by=by)
    return row


def _end(
    activity: ListedActivity, to: State, words: dict[str, str], reached: int | None, by: Person
) -> ListedActivity:
    row = _locked(activity)
    _ask_teller(row, by)
    if row.state != State.DECIDED:
        raise Refused(_("Only what is decided, and not told of yet, can be told of."))
    row.state, row.reached = to, reached
    row.result_sv, row.result_en = words.get("sv", ""), words.get("en", "")
    row.save()
    write_history(verb=str(to.value), of=row, by=by)
    return row


def _ask_teller(activity: ListedActivity, by: Person) -> None:
    if not may_tell(by, activity):
        raise Refused(_("Those who see to the activity, and those who plan the year, tell of it."))


def _locked(activity: ListedActivity) -> ListedActivity:
    """With its list, which is locked first, as in every other action here."""
    locked_list(activity.activity_list)
    rows = ListedActivity.objects.select_for_update(of=("self",)).with_listing()
    return rows.get(pk=activity.pk)
