"""A choice among calls that somebody has kept under a name, to hear of new ones in it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager

NAME_LENGTH, QUERY_LENGTH = 80, 1000


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def current(self) -> Self:
        return self.filter(removed_at=None)

    def telling(self) -> Self:
        return self.current().exclude(every=SavedSearch.Every.NEVER)


class SavedSearch(Owned):
    """`query` is the query string of the list of calls; `upto` is the last history that was
    looked at for it, so that no call is told of twice."""

    class Every(models.TextChoices):
        DAY = "day", _("Once a day")
        WEEK = "week", _("Once a week, on Mondays")
        NEVER = "never", _("Never: I look here")

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    query = models.CharField(max_length=QUERY_LENGTH, blank=True)
    every = models.CharField(max_length=5, choices=Every, default=Every.WEEK)
    made_at = models.DateTimeField(default=timezone.now)
    looked_at = models.DateTimeField(default=timezone.now)
    upto = models.BigIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(SavedSearchQuerySet)()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The list of calls, narrowed as it was kept."""
        return f"{reverse('calls:list')}?{self.query}" if self.query else reverse("calls:list")
