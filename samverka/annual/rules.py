"""Who reads the report of a year."""

from samverka.partnership.rules import Visitor, may_see_what_partners_see
from samverka.plan.models import ActivityList
from samverka.plan.rules import lists_for, may_record

__all__ = ["may_read", "may_record"]


def may_read(visitor: Visitor, listed: ActivityList) -> bool:
    """Everybody once it is published; before that those who see what partners see."""
    if listed.report_published_at is not None:
        return True
    seen = lists_for(visitor).filter(pk=listed.pk)
    return may_see_what_partners_see(visitor) and seen.exists()
