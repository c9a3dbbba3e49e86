"""Who sees what of a plan and its lists, who prepares them, who tells what came of an activity."""

from collections.abc import Iterable

from django.db.models import QuerySet

from samverka.partnership.rules import (
    Visitor,
    is_coordinator,
    may_care_for_ideas,
    may_see_what_partners_see,
    works_at,
)
from samverka.plan.models import ActivityList, ListedActivity
from samverka.plan.models import ListedActivityQuerySet as Activities


def may_prepare(visitor: Visitor) -> bool:
    """Coordinators and the working committee write the plan and the lists."""
    return may_care_for_ideas(visitor)


def may_record(visitor: Visitor) -> bool:
    """Write down a decision that was taken elsewhere; publish the report."""
    return is_coordinator(visitor)


def _states_for(visitor: Visitor) -> Iterable[ActivityList.State]:
    states = ActivityList.State
    if may_prepare(visitor):
        return (states.DRAFT, states.PROPOSED, states.DECIDED)
    if may_see_what_partners_see(visitor):
        return (states.PROPOSED, states.DECIDED)
    return (states.DECIDED,)


def lists_for(visitor: Visitor) -> QuerySet[ActivityList]:
    """Decided lists are for everybody, proposed ones for partners, drafts for who prepares them."""
    return ActivityList.objects.filter(state__in=_states_for(visitor))


def activities_for(visitor: Visitor) -> Activities:
    """Those on the lists that the visitor sees. What was added to a decided list, and is not
    decided itself, is for partners as well."""
    standing = ListedActivity.objects.standing()
    found = standing.filter(activity_list__state__in=_states_for(visitor))
    return found if may_see_what_partners_see(visitor) else found.decided()


def may_tell(visitor: Visitor, activity: ListedActivity) -> bool:
    """Say what came of it: those who prepare, and the staff of the partner that sees to it."""
    seer = activity.responsible
    theirs = seer is not None and seer.is_partner and works_at(visitor, seer)
    return theirs or may_prepare(visitor)
