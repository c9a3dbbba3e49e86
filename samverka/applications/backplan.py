"""The usual way to a last day, as steps with days each, fitted into the time that is left."""

from datetime import date

from django.utils import timezone

from samverka.applications.models.steps import Step
from samverka.radar.backplan import Planned, counted_back
from samverka.radar.backplan import Step as Usual

Name = Step.Name
WAY = tuple(
    Usual(name.value, name.label, days)
    for name, days in (
        (Name.PARTNERS, 14),
        (Name.TEXTS, 14),
        (Name.BUDGET, 5),
        (Name.LETTERS, 7),
        (Name.READING, 3),
        (Name.SENDING, 1),
    )
)
USUAL = {step.name: step.days for step in WAY}


def way_to(last_day: date | None) -> list[Planned]:
    """Where the days left are too few, each step gets its part of them."""
    left = max(0, (last_day - timezone.localdate()).days) if last_day else None
    needed = sum(USUAL.values())
    days = USUAL
    if left is not None and left < needed:
        days = {name: number * left // needed for name, number in USUAL.items()}
    return counted_back(WAY, days, last_day)
