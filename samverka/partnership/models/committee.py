"""The working committee: seats held by organisations, filled by persons, for a term."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.organisations import Organisation


class TermQuerySet(models.QuerySet["Seat"]):
    def on(self, day: date) -> Self:
        """Those whose term has begun and not ended that day."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class Seat(Owned):
    """A seat in the working committee: held by an organisation, filled by a person, for a term.

    `person_name` stands where the person has no account here.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person_name = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    convener = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(TermQuerySet)()

    class Meta:
        ordering = ["-since", "organisation__name", "id"]

    def __str__(self) -> str:
        return f"{self.holder}, {self.organisation}"

    @property
    def holder(self) -> str:
        return str(self.person) if self.person else self.person_name
