"""The partnership itself, its themes and its places."""

from collections.abc import Collection
from typing import Self

from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager


class Partnership(models.Model):
    """One network with its own data. An installation may carry several."""

    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=253, blank=True, help_text=_("Host name of its own"))
    is_default = models.BooleanField(default=False)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    region_sv = models.CharField(max_length=120, blank=True)
    region_en = models.CharField(max_length=120, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    support_intro_sv = models.TextField(blank=True)
    support_intro_en = models.TextField(blank=True)
    # Its coordinators work at a public body, so what is sent here may be asked for by anybody.
    is_public_body = models.BooleanField(default=True)

    name, region = InBoth("name"), InBoth("region")
    summary, about, support_intro = InBoth("summary"), InBoth("about"), InBoth("support_intro")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_partnership"
            ),
            models.UniqueConstraint(
                fields=["host"], condition=~Q(host=""), name="one_partnership_for_each_host"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def with_partner_count(self) -> Self:
        """Each with `partner_count`: partners known to be there, examples left out."""
        today = timezone.localdate()
        joined = Q(organisations__joined_on__lte=today, organisations__example=False)
        left = Q(organisations__left_on__lte=today)
        counted = self.annotate(partner_count=Count("organisations", filter=joined & ~left))
        return counted.order_by("name")


class Municipality(Owned):
    """A place in the county. `shape` are its corners on a schematic map 372 wide, 614 high."""

    code = models.CharField(max_length=4)
    name = models.CharField(max_length=60)
    shape = models.CharField(max_length=300, blank=True)

    partner_count: int  # where it was asked for
    objects = ScopedManager.from_queryset(MunicipalityQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="municipality_once")
        ]

    def __str__(self) -> str:
        return self.name


class ThemeQuerySet(models.QuerySet["Theme"]):
    def current(self, also: Collection[int] = ()) -> Self:
        """Those that new things are tied to, and `also` some that something is tied to already."""
        return self.filter(Q(retired_at=None) | Q(pk__in=also))


class Theme(Owned):
    """The thread that ties talks, ideas, calls, projects and experience. What is tied to one that
    has been retired stays tied to it."""

    slug = models.SlugField()
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary = InBoth("title"), InBoth("summary")
    objects = ScopedManager.from_queryset(ThemeQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="theme_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("home:theme", args=[self.slug])
