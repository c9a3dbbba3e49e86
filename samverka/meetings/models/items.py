"""What a meeting takes up, and the papers that belong to it."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.meeting import Meeting
from samverka.plan.models import ActivityList

ITEM_LENGTH = 200


class AgendaItem(Owned):
    """One thing on the agenda. `minutes` is the time it is given; `activity_list` is what it
    decides about; one that `recalls` goes through what earlier meetings decided and is not done."""

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        DISCUSSION = "discussion", _("Discussion")
        DECISION = "decision", _("Decision")
        BREAK = "break", _("Break")

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="items")
    place = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.INFORMATION)
    title_sv = models.CharField(max_length=ITEM_LENGTH)
    title_en = models.CharField(max_length=ITEM_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    minutes = models.PositiveSmallIntegerField(default=10)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    responsible_name = models.CharField(max_length=120, blank=True)
    activity_list = models.ForeignKey(
        ActivityList, models.SET_NULL, null=True, blank=True, related_name="items"
    )
    recalls = models.BooleanField(default=False)
    added_late = models.BooleanField(default=False)  # after the notice had gone out

    title, about = InBoth("title"), InBoth("about")
    objects = ScopedManager["AgendaItem"]()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.title


class Paper(Owned):
    """A file for a meeting, or for one thing on its agenda; or an address where it lies."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="papers")
    item = models.ForeignKey(
        AgendaItem, models.CASCADE, null=True, blank=True, related_name="papers"
    )
    name = models.CharField(max_length=200)
    content = models.BinaryField(null=True)
    content_type = models.CharField(max_length=100, blank=True)
    mark = models.CharField(max_length=64, blank=True)  # SHA-256 of the bytes
    link = models.URLField(max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Paper"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return self.link or reverse("meetings:paper", args=[self.meeting_id, self.pk])
