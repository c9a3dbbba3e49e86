"""What every line that is written in a project has."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from samverka.common.tenancy import Owned, ScopedManager
from samverka.projects.models.project import Project

LINE_LENGTH = 200
TEXT_LENGTH = 2000


class RowQuerySet(models.QuerySet[Any]):
    def standing(self) -> Self:
        """Those that nobody has taken away."""
        return self.filter(removed_at=None)


class ProjectRow(Owned):
    """One line of a project; what is taken away can be taken back."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="%(class)ss")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    written_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True, blank=True)
    # Two people may change it: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(RowQuerySet)()

    class Meta:
        abstract = True
        ordering = ["id"]

    def remove(self) -> None:
        self.removed_at = timezone.now()
        self._next()

    def restore(self) -> None:
        self.removed_at = None
        self._next()

    def _next(self) -> None:
        self.version += 1
        self.save(update_fields=["removed_at", "version"])
