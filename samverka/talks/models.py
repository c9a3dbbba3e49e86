"""Community Talks: open to everybody, each on a theme."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Theme


class TalkQuerySet(models.QuerySet["Talk"]):
    def upcoming(self) -> Self:
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at")

    def past(self) -> Self:
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at")


class Talk(Owned):
    slug = models.SlugField(max_length=100)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="talks")
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_sv = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary, place = InBoth("title"), InBoth("summary"), InBoth("place")
    objects = ScopedManager.from_queryset(TalkQuerySet)()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="talk_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("talks:detail", args=[self.slug])

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()
