"""What was granted on the trail: public facts alone, as on its own page."""

from django.utils.translation import gettext_lazy as _

from samverka.grants.models import Grant
from samverka.trail.stations import Station, Told


def _told(grant: Grant) -> Told:
    return Told(grant.stage, grant.decision.decided_on)


GRANTS = Station(
    model=Grant,
    name=_("Granted application"),
    mark="application",
    seen=lambda who: Grant.objects.with_listing().prefetch_related("agreements"),
    told=_told,
    came_from=("application__idea", "application__joint", "application__round__call"),
    led_to=("project",),
)
