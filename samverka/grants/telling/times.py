"""The times that officers of a round offer, as one of them may see them."""

from dataclasses import dataclass

from django.utils import timezone

from samverka.grants.models import GrantApplication, OfferedTime, Round
from samverka.grants.rules import Standing


@dataclass(frozen=True)
class Offered:
    """`application` is who has booked it; a time that is booked by one that the reader may not
    open looks like any other that is free."""

    time: OfferedTime
    application: GrantApplication | None


def times_of(turn: Round, standing: Standing) -> list[Offered]:
    """Those to come, the soonest first."""
    rows = OfferedTime.objects.filter(
        round=turn, called_off_at=None, starts_at__gt=timezone.now()
    ).select_related("application", "by")
    opened = set(standing.open().filter(round=turn).values_list("pk", flat=True))
    return [Offered(row, row.application if row.application_id in opened else None) for row in rows]
