"""Grants that the partnership itself has given."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.common.templatetags.samverka import day
from samverka.counting.figure import Figure, Line
from samverka.grants.models import Grant
from samverka.partnership.rules import Belonging


def given() -> QuerySet[Grant]:
    """Those that stand, each with what it is worth now."""
    rows = Grant.objects.exclude(state=Grant.State.REVOKED)
    return rows.select_related("project", "decision").order_by("-decision__decided_on", "-id")


def seen(who: Belonging) -> QuerySet[Grant]:
    """By the project that each became."""
    return Grant.objects.exclude(project=None)


def lines(rows: Sequence[Any], who: Belonging) -> list[Line]:
    return [
        Line(
            one.project.title,
            day(one.decision.decided_on),
            one.project.get_absolute_url(),
            one.project.example,
        )
        for one in rows
    ]


YEAR = "decision__decided_on__year"
GRANTS = Figure("grants", _("Grants of our own"), given, YEAR, seen, lines)
GIVEN = Figure(
    *("given", _("Money of our own that was granted"), given, YEAR, seen, lines),
    kind="money",
    amount="amount",
    unit="application__round__currency",
)
