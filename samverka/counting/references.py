"""Reference groups that the partnership takes part in for others' projects."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samverka.common.templatetags.samverka import day
from samverka.counting.figure import Figure, Line
from samverka.partnership.rules import Belonging
from samverka.references.models import Engagement
from samverka.references.models.engagement import EngagementQuerySet
from samverka.references.trail import ENGAGEMENTS as ON_THE_TRAIL


def engagements() -> EngagementQuerySet:
    """That have begun, also those that have ended."""
    return Engagement.objects.filter(state__in=Engagement.BEGUN).newest_first()


def lines(rows: Sequence[Engagement], who: Belonging) -> list[Line]:
    return [Line(str(one), day(one.starts_on), one.get_absolute_url(), one.example) for one in rows]


ENGAGEMENTS = Figure(
    *("engagements", _("Reference groups that we take part in"), engagements, "starts_on__year"),
    seen=ON_THE_TRAIL.seen,
    lines=lines,
)
