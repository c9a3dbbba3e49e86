"""What somebody thinks of a call: they follow it, or it is not for their organisation."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Membership, Organisation


class FollowQuerySet(models.QuerySet["Follow"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def seen_at(self, organisation: Organisation) -> Self:
        """Those who show it to the organisation and work there today."""
        works_there = Membership.objects.current().filter(
            person=OuterRef("person"), organisation=organisation
        )
        return self.current().filter(Exists(works_there), organisation=organisation)

    def with_people(self) -> Self:
        return self.select_related("person").order_by("since", "id")


class Follow(Owned):
    """A person follows a call: for oneself, or shown to those at one of their organisations."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="follows")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="follows")
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="follows"
    )
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(FollowQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["call", "person"], name="followed_once_by_each")
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.call_id}"


class DismissalQuerySet(models.QuerySet["Dismissal"]):
    def current(self) -> Self:
        return self.filter(ended_at=None)

    def newest_first(self) -> Self:
        return self.order_by("-at", "-id")

    def with_listing(self) -> Self:
        return self.select_related("call", "person")


class Dismissal(Owned):
    """A call is not for an organisation, and why: the reason is learned from."""

    class Reason(models.TextChoices):
        WRONG_THEME = "wrong_theme", _("Wrong theme")
        TOO_LARGE = "too_large", _("Too large for us")
        CANNOT_APPLY = "cannot_apply", _("We cannot apply")
        WRONG_PLACE = "wrong_place", _("Wrong place")
        NO_TIME = "no_time", _("No time just now")

    call = models.ForeignKey(Call, models.CASCADE, related_name="dismissals")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="dismissals")
    reason = models.CharField(max_length=15, choices=Reason)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="dismissals"
    )
    at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(DismissalQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                condition=Q(ended_at=None),
                name="dismissed_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.call_id} is not for {self.organisation_id}: {self.reason}"
