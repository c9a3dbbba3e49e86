"""The working committee: seats held by organisations, filled by persons, for a term."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.organisations import Organisation

HANDING_OVER = 60  # days before and after the end of a term


class SeatQuerySet(models.QuerySet["Seat"]):
    def on(self, day: date) -> Self:
        """Those whose term has begun and not ended that day."""
        return self.overlapping(day, day)

    def overlapping(self, since: date, until: date | None) -> Self:
        """Those that are held on some day between the two, which are days of it; None: for ever."""
        held = self.filter(Q(until=None) | Q(until__gte=since))
        return held.filter(since__lte=until) if until else held

    def of(self, person: models.Model) -> Self:
        """Those that the person fills, or stands in for."""
        return self.filter(Q(person=person) | Q(deputy=person))

    def with_people(self) -> Self:
        return self.select_related("organisation", "person", "deputy")


class Seat(Owned):
    """A seat in the working committee: held by an organisation, filled by a person and a deputy.

    The names stand where the persons have no account here. Both have the rights of the seat while
    its term lasts, first and last day included. `handover` is what those who come after should
    know.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person_name = models.CharField(max_length=120, blank=True)
    deputy = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="deputy_seats"
    )
    deputy_name = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    convener = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    handover = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(SeatQuerySet)()

    class Meta:
        ordering = ["-since", "organisation__name", "id"]

    def __str__(self) -> str:
        return f"{self.holder}, {self.organisation}"

    @property
    def holder(self) -> str:
        return str(self.person) if self.person else self.person_name

    @property
    def stand_in(self) -> str:
        return str(self.deputy) if self.deputy else self.deputy_name

    @property
    def public_holder(self) -> str:
        """Never the e-mail address, which stands for a person who has given no name."""
        return self.person.name if self.person else self.person_name

    @property
    def public_stand_in(self) -> str:
        return self.deputy.name if self.deputy else self.deputy_name

    @property
    def people(self) -> list[str]:
        """E-mail addresses of those who fill the seat and have an account."""
        return [one.email for one in (self.person, self.deputy) if one]

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def is_coming(self) -> bool:
        return self.since > timezone.localdate()
