"""Problems are gathered into a question, and the question comes to a Community Talk."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Outdated, Refused
from samverka.knowledge.models import Gathered, Problem
from samverka.knowledge.rules import Standing
from samverka.partnership.models import Theme
from samverka.people.models import Person
from samverka.plan.actions.activities import Planned as PlannedActivity
from samverka.plan.actions.activities import add_activity
from samverka.plan.models import ActivityList, ListedActivity
from samverka.record.actions import write_history
from samverka.talks.actions.preparing import Planned, plan_talk
from samverka.talks.models import Talk


@dataclass(frozen=True)
class Asked:
    """The question and what it is about, in one language or both."""

    question_sv: str = ""
    question_en: str = ""
    about_sv: str = ""
    about_en: str = ""
    theme: Theme | None = None

    def put_into(self, gathered: Gathered) -> None:
        for one in fields(self):
            setattr(gathered, one.name, getattr(self, one.name))
        gathered.save()


@transaction.atomic
def gather_problems(*, asked: Asked, problems: Iterable[Problem], by: Person) -> Gathered:
    """Make one question of them; each problem is in one question at most."""
    _ask(by)
    gathered = Gathered(gathered_by=by)
    asked.put_into(gathered)
    _fill(gathered, problems)
    write_history(verb="gathered", of=gathered, by=by)
    return gathered


@transaction.atomic
def change_question(
    *,
    gathered: Gathered,
    asked: Asked,
    problems: Iterable[Problem],
    by: Person,
    seen: int | None = None,
) -> Gathered:
    """Ask it otherwise, of more or fewer problems."""
    gathered = _lock(gathered, by, seen=seen)
    asked.put_into(gathered)
    _fill(gathered, problems)
    write_history(verb="changed", of=gathered, by=by)
    return gathered


def _fill(gathered: Gathered, problems: Iterable[Problem]) -> None:
    keys = [one.pk for one in problems]
    if not keys:
        raise Refused(_("Choose at least one problem."))
    rows = Problem.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    free = {one.pk for one in rows.loose()} | set(gathered.problems.values_list("pk", flat=True))
    if set(keys) - free:
        raise Refused(_("One of the problems is in another question already. Look again."))
    gathered.problems.exclude(pk__in=keys).update(gathered=None)
    Problem.objects.filter(pk__in=keys).update(gathered=gathered)


@transaction.atomic
def part_question(*, gathered: Gathered, by: Person) -> Gathered:
    """Its problems are loose again; it can be put together as it was."""
    gathered = _lock(gathered, by)
    if gathered.talk_id:
        raise Refused(_("A talk takes it up. Take it away from the talk first."))
    gathered.parted_at = timezone.now()
    gathered.save()
    write_history(verb="parted", of=gathered, by=by)
    return gathered


@transaction.atomic
def put_together(*, gathered: Gathered, by: Person) -> Gathered:
    """With those of its problems that no other question has taken meanwhile."""
    gathered = _lock(gathered, by)
    gathered.parted_at = None
    gathered.save()
    write_history(verb="put_together", of=gathered, by=by)
    return gathered


@transaction.atomic
def plan_talk_on(*, gathered: Gathered, planned: Planned, by: Person) -> Talk:
    """A talk that takes the question up; nobody else sees the talk before it is published."""
    gathered = _lock_free(gathered, by)
    talk = plan_talk(planned=planned, activity=gathered.activity, by=by)
    _take_up(gathered, talk, by)
    return talk


@transaction.atomic
def take_up_at(*, gathered: Gathered, talk: Talk, by: Person) -> Gathered:
    """At a talk that is planned already."""
    gathered = _lock_free(gathered, by)
    _take_up(gathered, talk, by)
    return gathered


def _take_up(gathered: Gathered, talk: Talk, by: Person) -> None:
    gathered.talk = talk
    gathered.save()
    write_history(verb="taken_up", of=gathered, by=by, talk=talk.pk)


@transaction.atomic
def take_away_from_talk(*, gathered: Gathered, by: Person) -> Gathered:
    gathered = _lock(gathered, by)
    gathered.talk = None
    gathered.save()
    write_history(verb="not_taken_up", of=gathered, by=by)
    return gathered


@transaction.atomic
def put_on_list(
    *, gathered: Gathered, activity_list: ActivityList, month: int, by: Person
) -> ListedActivity:
    """Propose a talk on the question for a month of that year."""
    gathered = _lock(gathered, by)
    if gathered.activity and not gathered.activity.removed_at:
        raise Refused(_("It stands on a year's list already."))
    year = activity_list.year
    planned = PlannedActivity(
        kind=ListedActivity.Kind.TALK,
        title_sv=gathered.question_sv or gathered.question_en,
        title_en=gathered.question_en,
        about_sv=gathered.about_sv,
        about_en=gathered.about_en,
        theme=gathered.theme,
        starts_on=date(year, month, 1),
        ends_on=date(year, month, monthrange(year, month)[1]),
    )
    gathered.activity = add_activity(activity_list=activity_list, planned=planned, by=by)
    gathered.save()
    write_history(verb="put_on_list", of=gathered, by=by, activity=gathered.activity.pk)
    return gathered.activity


def _lock_free(gathered: Gathered, by: Person) -> Gathered:
    gathered = _lock(gathered, by)
    if gathered.talk_id:
        raise Refused(_("A talk takes it up already."))
    return gathered


def _lock(gathered: Gathered, by: Person, *, seen: int | None = None) -> Gathered:
    _ask(by)
    rows = Gathered.objects.select_for_update(of=("self",)).select_related("activity")
    fresh = rows.get(pk=gathered.pk)
    if seen is not None and fresh.version != seen:
        raise Outdated(
            _("Somebody else changed the question while you wrote. Look it through, save again.")
        )
    fresh.version += 1
    return fresh


def _ask(by: Person) -> None:
    if not Standing(by).cares_for_ideas:
        raise Refused(_("Only the coordinators and the working committee gather problems."))
