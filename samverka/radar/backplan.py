"""From the last day backwards: when each step to an application has to begin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.calls.eligibility import Verdict
from samverka.calls.models import Call

MOST_DAYS = 365


@dataclass(frozen=True)
class Step:
    """`days` is what it usually takes; each organisation may think otherwise."""

    name: str
    label: Promise
    days: int


STEPS = (
    Step("partners", _("Find partners"), 30),
    Step("write", _("Write the application"), 20),
    Step("budget", _("Make the budget"), 7),
    Step("signatures", _("Get it decided and signed"), 7),
)
OTHERS_NEEDED = {"lead", "needed", "countries", "partners"}  # points that others can bring


@dataclass(frozen=True)
class Planned:
    """A step with its days; without a last day there is nothing to count back from."""

    step: Step
    days: int
    begins: date | None
    ends: date | None

    @property
    def should_have_begun(self) -> bool:
        return self.days > 0 and self.begins is not None and self.begins < timezone.localdate()


@dataclass(frozen=True)
class Plan:
    steps: list[Planned]
    left: int | None  # days to the last day

    @property
    def needed(self) -> int:
        return sum(one.days for one in self.steps)

    @property
    def lacking(self) -> int:
        """So many days too few; 0 where they are enough, or where there is no last day."""
        return 0 if self.left is None else max(0, self.needed - self.left)


def usual_days(verdict: Verdict) -> dict[str, int]:
    """Where nobody else has to take part, no days are needed to find them."""
    days = {step.name: step.days for step in STEPS}
    if not OTHERS_NEEDED & {point.code for point in verdict.lacking}:
        days["partners"] = 0
    return days


def plan(call: Call, days: Mapping[str, int]) -> Plan:
    """`days` holds those of every step, by its name."""
    return Plan(counted_back(STEPS, days, call.next_stop), call.days_left)


def counted_back(steps: Sequence[Step], days: Mapping[str, int], end: date | None) -> list[Planned]:
    """Each step ends where the next begins, the last of them on the last day."""
    planned = []
    for step in reversed(steps):
        begins = end - timedelta(days=days[step.name]) if end else None
        planned.append(Planned(step, days[step.name], begins, end))
        end = begins
    return planned[::-1]
