"""What is near in projects, for the desk of those who take part."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils import timezone

from samverka.partnership.models import Organisation
from samverka.projects.models import Project, ProjectMilestone, ProjectPartner, ReportDue
from samverka.projects.models.plan import NEAR

ON_DESK = 5


def near_in_projects(organisations: Sequence[Organisation]) -> list[Any]:
    """Reports due and milestones near or late, the nearest first, where these take part today."""
    if not organisations:
        return []
    keys = [one.pk for one in organisations]
    taking = ProjectPartner.objects.current().filter(organisation__in=keys)
    near = {
        "removed_at": None,
        "due_on__lte": timezone.localdate() + timedelta(days=NEAR),
        "project__in": taking.values("project"),
    }
    reports = ReportDue.objects.filter(state=ReportDue.State.OPEN, **near)
    milestones = ProjectMilestone.objects.filter(reached_on=None, **near)
    found = [
        row
        for rows in (reports, milestones)
        for row in rows.exclude(project__state__in=Project.OVER).select_related("project")[:ON_DESK]
    ]
    return sorted(found, key=lambda one: one.due_on)[:ON_DESK]
