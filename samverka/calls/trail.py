"""Calls on the trail: money that was applied for."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls.models import Call
from samverka.calls.models.call import CallQuerySet
from samverka.partnership.rules import Belonging
from samverka.trail.stations import Station, Told


def _seen(who: Belonging) -> CallQuerySet:
    rows = Call.objects.all()
    return rows if who.coordinates else rows.public()


def _told(call: Call) -> Told:
    if call.is_closed:
        return Told(_("Closed"), call.closes_on)
    return Told(_("Last day") if call.next_stop else _("Always open"), call.next_stop)


CALLS = Station(model=Call, name=gettext_lazy("Call"), mark="call", seen=_seen, told=_told)
