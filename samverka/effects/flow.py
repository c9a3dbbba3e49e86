"""How much of each step came out of the one before, from talk to experience."""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.counting.figures import FIGURES

# The figure of each step, its name, and the field of its rows that leads to the step before.
STEPS: Final[tuple[tuple[str, Promise, str], ...]] = (
    ("talks", _("Talks"), ""),
    ("ideas", _("Ideas"), "talk"),
    ("applications", _("Applications"), "application__idea"),
    ("projects", _("Projects"), "applications"),
    ("experience", _("Experience"), "project"),
)


@dataclass(frozen=True)
class Step:
    """`number` rows of one kind: `came` of them out of the step before, from `led` rows there."""

    name: str
    title: str
    number: int
    came: int = 0
    led: int = 0


def flow_of(year: int | None) -> list[Step]:
    """What happened in the year, whenever that happened which it came out of."""
    return [_step(name, str(title), origin, year) for name, title, origin in STEPS]


def _step(name: str, title: str, origin: str, year: int | None) -> Step:
    rows = FIGURES[name].rows_in(year).order_by()
    if not origin:
        return Step(name, title, rows.count())
    pairs = set(rows.exclude(**{origin: None}).values_list("pk", origin))
    came, led = ({pair[side] for pair in pairs} for side in (0, 1))
    return Step(name, title, rows.count(), len(came), len(led))
