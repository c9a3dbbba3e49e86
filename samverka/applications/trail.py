"""Joint applications on the trail: they came out of an idea and a call, and lead to a project."""

from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from samverka.applications.models import Application, Submission
from samverka.applications.models.application import ApplicationQuerySet
from samverka.applications.rules import Standing
from samverka.partnership.rules import Belonging
from samverka.trail.stations import Station, Told


def _seen(who: Belonging) -> ApplicationQuerySet:
    """Of those that take part now, and to coordinators; to all others there are none."""
    sent = Submission.objects.standing().defer("archive")
    rows = Standing(who.visitor).applications_seen()
    return rows.prefetch_related(Prefetch("submissions", sent))


def _told(application: Application) -> Told:
    """Since when it stands so: decided, sent or begun."""
    state = application.get_state_display()
    for sent in application.submissions.all():  # the one that stands
        return Told(state, sent.decided_on or sent.sent_at)
    return Told(state, application.begun_at)


APPLICATIONS = Station(
    model=Application,
    name=_("Application"),
    mark="application",
    seen=_seen,
    told=_told,
    came_from=("idea", "call"),
    led_to=("project",),
)
