"""Ideas on the trail: some come out of a talk, some go on in another idea."""

from django.utils.translation import gettext_lazy as _

from samverka.ideas.models import Idea
from samverka.ideas.models import IdeaQuerySet as Ideas
from samverka.partnership.rules import Belonging
from samverka.trail.stations import Station, Told


def _seen(who: Belonging) -> Ideas:
    if who.cares_for_ideas:
        return Idea.objects.filter(erased_at=None)
    return Idea.objects.public()


def _told(idea: Idea) -> Told:
    return Told(idea.get_state_display(), idea.sent_at)


IDEAS = Station(
    model=Idea,
    name=_("Idea"),
    mark="idea",
    seen=_seen,
    told=_told,
    came_from=("talk",),
    led_to=("merged_into",),
)
