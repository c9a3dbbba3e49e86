"""The activity of the year that a talk belongs to."""

from django.utils.translation import gettext_lazy as _

from samverka.plan.models import ListedActivity
from samverka.plan.rules import activities_for
from samverka.trail.stations import Station, Told


def _told(activity: ListedActivity) -> Told:
    return Told(activity.get_state_display(), activity.starts_on)


ACTIVITIES = Station(
    model=ListedActivity,
    name=_("On the year's list"),
    mark="plan",
    seen=lambda who: activities_for(who.visitor),
    told=_told,
)
