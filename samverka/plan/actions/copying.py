"""A year's list as the beginning of the next one."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.plan.actions.asking import ask_preparer, locked_list
from samverka.plan.actions.lists import begin_list
from samverka.plan.days import same_days_in
from samverka.plan.models import ActivityList, Goal, ListedActivity
from samverka.record.actions import write_history

SAME = (
    *("place", "kind", "title_sv", "title_en", "about_sv", "about_en", "example"),
    *("theme_id", "municipality_id", "responsible_id"),
)


@dataclass
class Copied:
    """Where it went, what was copied, and what stood there already and was left as it is."""

    to: ActivityList
    made: list[ListedActivity] = field(default_factory=list)
    already: list[ListedActivity] = field(default_factory=list)


@transaction.atomic
def copy_year(
    *, activity_list: ActivityList, chosen: Iterable[ListedActivity], by: Person
) -> Copied:
    """Propose the chosen activities for the next year too, each once, with its days moved.

    Goals follow while their plan lasts. A list that is decided takes nothing in this way.
    """
    ask_preparer(by)
    target = locked_list(begin_list(year=activity_list.year + 1, by=by))
    if target.is_decided:
        raise Refused(
            _("The list of %(year)s is decided. Add single activities there instead.")
            % {"year": target.year}
        )
    copied = Copied(target)
    keys = [one.pk for one in chosen]
    rows = activity_list.activities.standing().filter(pk__in=keys).prefetch_related("goals")
    there = target.activities.standing().filter(copied_from__in=keys)
    known = set(there.values_list("copied_from", flat=True))
    lasting = set(
        Goal.objects.filter(
            field__plan__since__lte=target.year, field__plan__until__gte=target.year
        ).values_list("pk", flat=True)
    )
    for row in rows:
        if row.pk in known:
            copied.already.append(row)
        else:
            copied.made.append(_copy(row, target, lasting))
    if copied.made:
        write_history(verb="copied", of=target, by=by, number=len(copied.made))
    return copied


def _copy(row: ListedActivity, target: ActivityList, lasting: set[int]) -> ListedActivity:
    starts_on, ends_on = same_days_in(target.year, row.starts_on, row.ends_on)
    copy = ListedActivity.objects.create(
        activity_list=target,
        starts_on=starts_on,
        ends_on=ends_on,
        copied_from=row,
        **{name: getattr(row, name) for name in SAME},
    )
    copy.goals.set([goal for goal in row.goals.all() if goal.pk in lasting])
    return copy
