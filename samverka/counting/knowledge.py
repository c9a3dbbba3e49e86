"""What partners have learned and told the others."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from samverka.counting.figure import Figure, Line
from samverka.knowledge.models import Experience, ExperienceQuerySet
from samverka.knowledge.trail import EXPERIENCE as ON_THE_TRAIL
from samverka.partnership.rules import Belonging


def experience() -> ExperienceQuerySet:
    return Experience.objects.standing().with_listing().newest_first()


def lines(rows: Sequence[Experience], who: Belonging) -> list[Line]:
    return [
        Line(one.title, one.organisation.name, one.get_absolute_url(), one.example) for one in rows
    ]


EXPERIENCE = Figure(
    *("experience", _("Notes of experience"), experience, "written_at__year"),
    seen=ON_THE_TRAIL.seen,
    lines=lines,
)
