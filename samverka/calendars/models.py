"""Where programs read somebody's own calendar. What stands in it is other apps'."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.tenancy import Owned, ScopedManager


class CalendarAddressQuerySet(models.QuerySet["CalendarAddress"]):
    def open(self) -> Self:
        """Those that lead somewhere: an account that is closed has no calendar."""
        return self.filter(person__is_active=True).select_related("person")


class CalendarAddress(Owned):
    """A program cannot sign in, so that the address is the key, and each person has one at most.

    A new key takes the place of the old, which then leads nowhere.
    """

    class Calls(models.TextChoices):
        """Which last days of calls stand in the calendar."""

        ALL = "all", _("All open calls")
        FOLLOWED = "followed", _("Those I follow")
        NONE = "none", _("None of them")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    calls = models.CharField(max_length=8, choices=Calls, default=Calls.ALL)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(CalendarAddressQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "person"], name="one_calendar_address_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id}: {self.calls}"
