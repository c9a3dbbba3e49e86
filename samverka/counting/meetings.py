"""Meetings of the assembly, and what they decided."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.common.templatetags.samverka import day
from samverka.counting.figure import Figure, Line
from samverka.meetings.models import Body, Meeting
from samverka.meetings.rules import meetings_for
from samverka.minutes.models import Resolution
from samverka.minutes.models.resolutions import ResolutionQuerySet
from samverka.minutes.rules import resolutions_for
from samverka.partnership.rules import Belonging


def held() -> QuerySet[Meeting]:
    return Meeting.objects.held().filter(body=Body.ASSEMBLY).order_by("-starts_at", "-id")


def decisions() -> ResolutionQuerySet:
    """As the register has them."""
    rows = Resolution.objects.standing().filter(paragraph__body=Body.ASSEMBLY)
    order = ("-paragraph__year", "paragraph__number", "pk")
    return rows.select_related("paragraph").order_by(*order)


def meeting_lines(rows: Sequence[Meeting], who: Belonging) -> list[Line]:
    return [
        Line(one.title, day(one.starts_at), one.get_absolute_url(), one.example) for one in rows
    ]


def decision_lines(rows: Sequence[Resolution], who: Belonging) -> list[Line]:
    return [Line(str(one), one.paragraph.reference, one.get_absolute_url()) for one in rows]


MEETINGS = Figure(
    *("meetings", _("Assembly meetings held"), held, "starts_at__year"),
    seen=lambda who: meetings_for(who.visitor),
    lines=meeting_lines,
)
DECISIONS = Figure(
    *("decisions", _("Decisions of the assembly"), decisions, "paragraph__year"),
    seen=lambda who: resolutions_for(who.visitor),
    lines=decision_lines,
)
