"""Activities that were decided for a year, and what came of them."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samverka.counting.figure import Figure, Line
from samverka.partnership.rules import Belonging
from samverka.plan.models import ActivityList, ListedActivity
from samverka.plan.models import ListedActivityQuerySet as Activities
from samverka.plan.telling import when
from samverka.plan.trail import ACTIVITIES as ON_THE_TRAIL
from samverka.talks.models import Talk

seen = ON_THE_TRAIL.seen


def decided() -> Activities:
    """On the list of a year that was decided, whatever came of it."""
    rows = ListedActivity.objects.standing().decided()
    return rows.filter(activity_list__state=ActivityList.State.DECIDED)


def done() -> Activities:
    return decided().filter(state=ListedActivity.State.DONE)


def that_reached() -> Activities:
    """Those that say how many people they reached; talks count their own visitors."""
    talks = Talk.objects.exclude(activity=None).order_by().values("activity")
    return done().filter(reached__gt=0).exclude(pk__in=talks)


def lines(rows: Sequence[ListedActivity], who: Belonging) -> list[Line]:
    return [Line(one.title, _when(one), one.get_absolute_url(), one.example) for one in rows]


def _when(one: ListedActivity) -> str:
    """With the year, which a list of a year need not say: rows of all years stand together here."""
    return f"{when(one.starts_on, one.ends_on)} {one.starts_on.year}"


YEAR = "activity_list__year"
ACTIVITIES = Figure("activities", _("Activities done"), done, YEAR, seen, lines)
REACHED = Figure(
    *("reached", _("People reached by other activities"), that_reached, YEAR, seen, lines),
    kind="people",
    amount="reached",
)
