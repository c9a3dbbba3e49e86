"""The plan month by month, as it is read on a phone."""

from dataclasses import dataclass
from datetime import date

from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext as _

from samverka.applications.models import Deliverable, Milestone
from samverka.applications.planning.gathering import Plan


@dataclass(frozen=True)
class Month:
    name: str
    lines: list[str]


def by_month(plan: Plan) -> list[Month]:
    """What begins, ends and is reached in each month in which something does."""
    found: list[tuple[date, str]] = []
    for number, one in [*plan.packages, *plan.activities]:
        name = f"{number} {one.title}"
        if one.starts_on:
            found.append((one.starts_on, _("%(name)s begins") % {"name": name}))
        if one.ends_on:
            found.append((one.ends_on, _("%(name)s ends") % {"name": name}))
    marks: list[tuple[str, Milestone | Deliverable]] = [*plan.milestones, *plan.deliverables]
    for number, mark in marks:
        if mark.on:
            found.append((mark.on, f"{number} {mark.title}"))
    months: dict[str, list[str]] = {}
    for day, said in sorted(found):
        line = f"{format_date(day, _('j F'))}: {said}"
        months.setdefault(format_date(day, _("F Y")), []).append(line)
    return [Month(name, lines) for name, lines in months.items()]
