"""How one sees what a project leads to: what is measured, and what came out day by day."""

from decimal import Decimal
from typing import Any

from django.db import models

from samverka.common.templatetags.samverka import money
from samverka.projects.models.rows import LINE_LENGTH, ProjectRow


def figure(**options: Any) -> models.DecimalField:
    return models.DecimalField(max_digits=14, decimal_places=2, **options)


class ProjectIndicator(ProjectRow):
    """What is measured. `baseline` and `target` are numbers where they can be; what was promised
    in other words stands in `promised`."""

    title = models.CharField(max_length=LINE_LENGTH)
    unit = models.CharField(max_length=40, blank=True)
    baseline = figure(null=True, blank=True)
    target = figure(null=True, blank=True)
    promised = models.TextField(blank=True)
    measured_by = models.TextField(blank=True)
    due_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.title


class Measurement(ProjectRow):
    """What an indicator was on a day. The words are for everybody, like the number."""

    indicator = models.ForeignKey(ProjectIndicator, models.CASCADE, related_name="measurements")
    on = models.DateField()
    value = figure()
    words = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta(ProjectRow.Meta):
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.indicator}: {money(self.value, '')}"


def share_of_the_way(
    value: Decimal, baseline: Decimal | None, target: Decimal | None
) -> Decimal | None:
    """How far from the baseline to the target, 0 to 1; None where there is no way to go."""
    first = baseline or Decimal(0)
    if target is None or target == first:
        return None
    return min(max((value - first) / (target - first), Decimal(0)), Decimal(1))
