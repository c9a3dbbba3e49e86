"""What a group does: it meets, gives statements, and takes hours."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from samverka.common.tenancy import Owned, ScopedManager
from samverka.references.models.engagement import Engagement, EngagementMember

TITLE_LENGTH = 200
PLACE_LENGTH = 160
LINK_LENGTH = 300


class EngagementMeetingQuerySet(models.QuerySet["EngagementMeeting"]):
    def between(self, begins: datetime, ends: datetime) -> Self:
        return self.filter(starts_at__lt=ends).filter(
            Q(ends_at__gt=begins) | Q(ends_at=None, starts_at__gte=begins)
        )

    def standing(self) -> Self:
        """Those that are not called off."""
        return self.filter(cancelled=False)

    def with_engagement(self) -> Self:
        return self.select_related("engagement")


class EngagementMeeting(Owned):
    """A meeting of a group, planned or held. `sequence` rises when its time or place changes."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="meetings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=PLACE_LENGTH, blank=True)
    link = models.URLField(max_length=LINK_LENGTH, blank=True)
    notes = models.TextField(blank=True)
    cancelled = models.BooleanField(default=False)
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)

    objects = ScopedManager.from_queryset(EngagementMeetingQuerySet)()

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"{self.engagement}, {timezone.localdate(self.starts_at)}"

    def get_absolute_url(self) -> str:
        return reverse("references:meeting", args=[self.engagement_id, self.pk])

    @property
    def is_held(self) -> bool:
        return not self.cancelled and self.starts_at <= timezone.now()


class MemberHours(Owned):
    """How long a member worked for a meeting, with what was read before it."""

    meeting = models.ForeignKey(EngagementMeeting, models.CASCADE, related_name="hours")
    member = models.ForeignKey(EngagementMember, models.CASCADE, related_name="hours")
    hours = models.DecimalField(max_digits=5, decimal_places=2, validators=[MinValueValidator(0)])

    objects = ScopedManager["MemberHours"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="hours_once_for_a_meeting")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.hours}"


class StatementQuerySet(models.QuerySet["Statement"]):
    def listed(self) -> Self:
        """The newest first, without what is in their files, which may be large."""
        return self.select_related("by").defer("content").order_by("-given_on", "-id")

    def standing(self) -> Self:
        return self.filter(withdrawn=False)

    def public(self) -> Self:
        return self.standing().filter(public=True)


class Statement(Owned):
    """What the group has said: in words here, or in a file. `mark` is the SHA-256 of the file."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="statements")
    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField(blank=True)
    given_on = models.DateField(default=timezone.localdate)
    public = models.BooleanField(default=False)
    withdrawn = models.BooleanField(default=False)
    name = models.CharField(max_length=TITLE_LENGTH, blank=True)
    content = models.BinaryField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    mark = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="statements"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(StatementQuerySet)()

    class Meta:
        ordering = ["-given_on", "-id"]

    def __str__(self) -> str:
        return self.title

    @property
    def has_file(self) -> bool:
        return bool(self.name)
