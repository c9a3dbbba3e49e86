"""One meeting: when, where, of whom, and how far it has come."""

from datetime import datetime, timedelta
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
from samverka.meetings.models.body import Body
from samverka.partnership.models import Municipality
from samverka.plan.models import ListedActivity

WHY_LENGTH = 300
AN_HOUR = timedelta(hours=1)  # a meeting soon after midnight gathers on the day before


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def called(self) -> Self:
        """Those whose notice has gone out: what those who are not preparing it may see."""
        return self.exclude(state=Meeting.State.DRAFT)

    def of_partners(self) -> Self:
        """What every partner may see: assemblies, from their notice on."""
        return self.called().filter(body=Body.ASSEMBLY)

    def held_or_coming(self) -> Self:
        return self.filter(state=Meeting.State.CALLED)

    def upcoming(self) -> Self:
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at", "id")

    def past(self) -> Self:
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at", "-id")

    def between(self, since: datetime, until: datetime) -> Self:
        return self.filter(starts_at__lt=until, ends_at__gt=since)

    def held(self) -> Self:
        """Those that have ended: as planned, or before that when they were closed."""
        ended = Q(ends_at__lt=timezone.now()) | Q(minutes__closed_at__isnull=False)
        return self.held_or_coming().filter(ended).order_by("-starts_at", "-id")


class Meeting(Moving, Owned):
    """A meeting of a body. `sequence` counts what calendars must hear of (RFC 5545).

    `late_why` is what was said when the notice went out later than the statutes ask.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        CALLED = "called", _("Notice sent")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.CALLED, State.CANCELLED},
        State.CALLED: {State.CANCELLED},
        State.CANCELLED: set(),
    }

    body = models.CharField(max_length=10, choices=Body)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_sv = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(max_length=300, blank=True)
    offers_food = models.BooleanField(default=True)
    answer_by = models.DateField(null=True, blank=True)
    activity = models.ForeignKey(
        ListedActivity, models.SET_NULL, null=True, blank=True, related_name="meetings"
    )
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    called_at = models.DateTimeField(null=True)
    late_why = models.CharField(max_length=WHY_LENGTH, blank=True)
    cancelled_why = models.CharField(max_length=WHY_LENGTH, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)

    title, about, place = InBoth("title"), InBoth("about"), InBoth("place")
    objects = ScopedManager.from_queryset(MeetingQuerySet)()

    class Meta:
        ordering = ["starts_at", "id"]
        indexes = [models.Index(fields=["partnership", "starts_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:meeting", args=[self.pk])

    @property
    def is_called(self) -> bool:
        return self.state != self.State.DRAFT

    @property
    def is_coming(self) -> bool:
        """Called and not begun: what people answer to."""
        return self.state == self.State.CALLED and self.starts_at > timezone.now()

    @property
    def may_be_planned(self) -> bool:
        """Its time, place and agenda are not settled by its having begun, or been opened early."""
        return self.state == self.State.DRAFT or (self.is_coming and not self.is_opened)

    @property
    def is_opened(self) -> bool:
        """Minutes are written of it, which point to its agenda."""
        return hasattr(self, "minutes")

    @property
    def may_be_opened(self) -> bool:
        """On its day, or after it: minutes may be written of what was held on paper."""
        its_day = timezone.localdate(self.starts_at)
        early = timezone.localdate() < its_day and timezone.now() < self.starts_at - AN_HOUR
        return self.state == self.State.CALLED and not early

    @property
    def is_closed(self) -> bool:
        """It has ended, perhaps earlier than was planned."""
        return self.is_opened and self.minutes.closed_at is not None

    @property
    def was_held(self) -> bool:
        is_past = self.ends_at < timezone.now() or self.is_closed
        return self.state == self.State.CALLED and is_past

    @property
    def is_over(self) -> bool:
        return self.state == self.State.CANCELLED or self.was_held
