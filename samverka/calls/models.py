"""Calls: money that can be applied for."""

from datetime import date, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Theme

LAST_DAYS = 7  # from here on a deadline is marked as near


def first_of_month(day: date, months_on: int) -> date:
    """The first day of the month that comes so many months after that of `day`."""
    years, month = divmod(day.month - 1 + months_on, 12)
    return date(day.year + years, month + 1, 1)


class CallQuerySet(models.QuerySet["Call"]):
    def not_closed(self) -> Self:
        return self.filter(Q(closes_on=None) | Q(closes_on__gte=timezone.localdate()))

    def for_any_idea(self) -> Self:
        return self.filter(takes_any_idea=True)

    def soonest_first(self) -> Self:
        return self.order_by(F("closes_on").asc(nulls_last=True), "id")


class Call(Owned):
    """A call for applications, or a standing scheme that is open without a deadline."""

    class Level(models.TextChoices):
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        EUROPEAN = "european", _("European")
        INTERNATIONAL = "international", _("International")

    slug = models.SlugField(max_length=100)
    funder = models.CharField(max_length=160)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    level = models.CharField(max_length=15, choices=Level)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    paused_months = models.JSONField(default=list)
    amount_min = models.PositiveBigIntegerField(null=True, blank=True)
    amount_max = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="SEK")
    cofinancing_sv = models.CharField(max_length=300, blank=True)
    cofinancing_en = models.CharField(max_length=300, blank=True)
    applicants = models.JSONField(default=list)
    applicants_text_sv = models.CharField(max_length=300, blank=True)
    applicants_text_en = models.CharField(max_length=300, blank=True)
    # Money for new ideas as such: offered whatever the idea is about.
    takes_any_idea = models.BooleanField(default=False)
    url = models.URLField(max_length=300, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, related_name="calls", blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary = InBoth("title"), InBoth("summary")
    cofinancing, applicants_text = InBoth("cofinancing"), InBoth("applicants_text")
    objects = ScopedManager.from_queryset(CallQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="call_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calls:detail", args=[self.slug])

    @property
    def is_closed(self) -> bool:
        return self.closes_on is not None and self.closes_on < timezone.localdate()

    @property
    def is_coming(self) -> bool:
        return self.opens_on is not None and self.opens_on > timezone.localdate()

    @property
    def is_paused(self) -> bool:
        return timezone.localdate().month in self.paused_months

    @property
    def resumes_on(self) -> date | None:
        """The first day after the pause that is now; None when there is none, or no end to it."""
        today = timezone.localdate()
        if not self.is_paused:
            return None
        firsts = (first_of_month(today, months_on) for months_on in range(1, 13))
        return next((first for first in firsts if first.month not in self.paused_months), None)

    @property
    def next_stop(self) -> date | None:
        """The last day before the call closes, or before it pauses next; None: open without end."""
        if self.closes_on or not self.paused_months or self.is_paused:
            return self.closes_on
        firsts = (first_of_month(timezone.localdate(), months_on) for months_on in range(1, 13))
        pause = next(first for first in firsts if first.month in self.paused_months)
        return pause - timedelta(days=1)

    @property
    def days_left(self) -> int | None:
        return (self.next_stop - timezone.localdate()).days if self.next_stop else None

    @property
    def is_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= LAST_DAYS
