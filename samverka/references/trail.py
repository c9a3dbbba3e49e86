"""Engagements as a reference group on the trail: for a project, or in answer to a call."""

from django.utils.translation import gettext_lazy as _

from samverka.references.models import Engagement
from samverka.references.rules import engagements_for
from samverka.trail.stations import Station, Told


def _told(engagement: Engagement) -> Told:
    return Told(engagement.get_state_display(), engagement.starts_on)


ENGAGEMENTS = Station(
    model=Engagement,
    name=_("Reference group"),
    mark="project",
    seen=lambda who: engagements_for(who.visitor),
    told=_told,
    came_from=("call", "project"),
)
