"""A table that was read and waits for somebody to say yes."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from samverka.common.tenancy import Owned, ScopedManager


class ImportQuerySet(models.QuerySet["Import"]):
    def left_lying(self, before: datetime) -> "ImportQuerySet":
        return self.filter(read_at__lt=before)

    def of(self, what: str) -> "ImportQuerySet":
        return self.filter(what=what)


class Import(Owned):
    """What stands in the file; `done_at` is when it was carried out. Forgotten after a day.

    `what` are its rows, as the name of their model.
    """

    what = models.CharField(max_length=40, default="organisation")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="imports")
    name = models.CharField(max_length=120)
    header = models.JSONField()
    rows = models.JSONField()
    read_at = models.DateTimeField(default=timezone.now)
    done_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(ImportQuerySet)()

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:import", args=[self.pk])
