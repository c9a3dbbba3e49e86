"""Courses, study visits and the like that partners offer to others."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth, other_language, reader_language
from samverka.common.tenancy import ScopedManager
from samverka.knowledge.models.shared import LINE_LENGTH, Shared, SharedQuerySet
from samverka.partnership.models import Theme


class CourseQuerySet(SharedQuerySet["Course"]):
    columns = (
        *("title_sv", "title_en", "what_sv", "what_en", "for_whom_sv", "for_whom_en", "place"),
        "organisation__name",
    )

    def standing(self) -> Self:
        """Not withdrawn, still offered, by somebody who is still a partner."""
        today = timezone.localdate()
        offered = Q(until=None) | Q(until__gte=today)
        return super().standing().filter(offered).exclude(organisation__left_on__lte=today)

    def between(self, since: date, until: date) -> Self:
        """Those with a day of their own within these."""
        ends = Q(ends_on__gte=since) | Q(ends_on=None, starts_on__gte=since)
        return self.filter(ends, starts_on__lte=until)

    def soonest_first(self) -> Self:
        """Those on request after those with a day."""
        return self.order_by(F("starts_on").asc(nulls_last=True), "-id")


class Course(Shared):
    """`starts_on` None: on request. It is shown until `until`, without one as long as it stands.

    `seats` and `cost` are in words. Who wants to come writes to the organisation.
    """

    class Kind(models.TextChoices):
        COURSE = "course", _("Course")
        VISIT = "visit", _("Study visit")
        LECTURE = "lecture", _("Lecture")
        MATERIAL = "material", _("Material")

    PLACE = "course"

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.COURSE)
    title_sv = models.CharField(max_length=LINE_LENGTH, blank=True)
    title_en = models.CharField(max_length=LINE_LENGTH, blank=True)
    what_sv = models.TextField(blank=True)
    what_en = models.TextField(blank=True)
    for_whom_sv = models.CharField(max_length=LINE_LENGTH, blank=True)
    for_whom_en = models.CharField(max_length=LINE_LENGTH, blank=True)
    held_in = models.CharField(max_length=80, blank=True)  # languages, in words
    place = models.CharField(max_length=LINE_LENGTH, blank=True)
    link = models.URLField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    cost = models.CharField(max_length=LINE_LENGTH, blank=True)
    seats = models.CharField(max_length=LINE_LENGTH, blank=True)
    until = models.DateField(null=True, blank=True)
    themes = models.ManyToManyField(Theme, related_name="courses", blank=True)

    own_title = InBoth("title")
    what, for_whom = InBoth("what"), InBoth("for_whom")
    objects = ScopedManager.from_queryset(CourseQuerySet)()

    @property
    def title(self) -> str:
        return self.own_title

    @property
    def language(self) -> str:
        """The language that its texts are read in here."""
        here = reader_language()
        return here if getattr(self, f"what_{here}") else other_language(here)

    @property
    def is_over(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()

    @property
    def stands(self) -> bool:
        """Still offered, by somebody who is still a partner."""
        return super().stands and not self.is_over and self.organisation.is_partner
