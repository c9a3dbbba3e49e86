"""Talks on the trail: they came out of what was planned, and lead to ideas."""

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.partnership.rules import Belonging
from samverka.talks.models import Talk
from samverka.talks.models.talk import TalkQuerySet
from samverka.trail.stations import Station, Told


def _seen(who: Belonging) -> TalkQuerySet:
    """What is not published is there for those who prepare it alone."""
    if who.cares_for_ideas:
        return Talk.objects.all()
    introduced = Q(introduced_by__in=[one.pk for one in who.partners])
    return Talk.objects.filter(introduced | ~Q(state=Talk.State.DRAFT))


def _told(talk: Talk) -> Told:
    if talk.state != Talk.State.PUBLISHED:
        return Told(talk.get_state_display(), talk.starts_at)
    return Told(_("Held") if talk.is_over else _("To come"), talk.starts_at)


TALKS = Station(
    model=Talk,
    name=gettext_lazy("Talk"),
    mark="talk",
    seen=_seen,
    told=_told,
    came_from=("activity",),
)
