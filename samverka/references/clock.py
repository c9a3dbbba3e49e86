"""By which day an answer is promised, and how that day moves while we wait for who asked."""

from datetime import date, timedelta
from typing import Final

ANSWER_DAYS: Final = 14
SOON: Final = 3  # days before the promised day from which on it is near


def promised(sent_on: date, wanted_on: date | None) -> date:
    """Within two weeks, or by their own last day where that is sooner; never before it was sent."""
    latest = sent_on + timedelta(days=ANSWER_DAYS)
    return max(sent_on, min(latest, wanted_on or latest))


def after_waiting(due_on: date, since: date, until: date, wanted_on: date | None) -> date:
    """The promised day, when we waited for their answer from one day until another.

    It moves by as many days, but not past their own last day.
    """
    later = due_on + max(timedelta(0), until - since)
    return later if wanted_on is None else max(due_on, min(later, wanted_on))
