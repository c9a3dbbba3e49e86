"""What a meeting takes up, and the papers that belong to it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.meeting import Meeting
from samverka.plan.models import ActivityList

ITEM_LENGTH = 200


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def numbered(self) -> Self:
        """Those that become a paragraph of the minutes: all but the breaks."""
        return self.exclude(kind=AgendaItem.Kind.BREAK)


class AgendaItem(Moving, Owned):
    """One thing on the agenda. `minutes` is the time it is given.

    `number` is its paragraph, given when the meeting comes to it: § 12/2026 is number 12 of that
    body and `year`. `activity_list` is what it decides about; `follows` an earlier decision that
    came back by itself.
    """

    class Kind(models.TextChoices):
        INFORMATION = "information", _("Information")
        DISCUSSION = "discussion", _("Discussion")
        DECISION = "decision", _("Decision")
        BREAK = "break", _("Break")

    class State(models.TextChoices):
        WAITING = "waiting", _("Not yet")
        NOW = "now", _("Now")
        DONE = "done", _("Done")
        TABLED = "tabled", _("Tabled")
        REFERRED = "referred", _("Referred back")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.NOW},
        State.NOW: {State.WAITING, State.DONE, State.TABLED, State.REFERRED},
        State.DONE: {State.NOW},
        State.TABLED: {State.NOW},
        State.REFERRED: {State.NOW},
    }

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
    follows = models.ForeignKey(
        "meetings.Decision", models.SET_NULL, null=True, blank=True, related_name="taken_up"
    )
    added_late = models.BooleanField(default=False)  # after the notice had gone out
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    number = models.PositiveSmallIntegerField(null=True)
    year = models.PositiveSmallIntegerField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    written = models.TextField(blank=True)  # what the minutes say of it, beside its decisions

    title, about = InBoth("title"), InBoth("about")
    objects = ScopedManager.from_queryset(AgendaItemQuerySet)()

    class Meta:
        ordering = ["place", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="now"), name="one_thing_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def paragraph(self) -> str:
        """§ 12/2026; "" before it has a number."""
        return f"§ {self.number}/{self.year}" if self.number else ""


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
