"""Problems that partners meet, who else meets them, and the questions they are gathered into."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth, worded
from samverka.common.tenancy import Owned, ScopedManager
from samverka.common.text import first_sentence
from samverka.knowledge.models.shared import LINE_LENGTH, Shared, SharedQuerySet
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.plan.models import ListedActivity
from samverka.talks.models import Talk


class GatheredQuerySet(models.QuerySet["Gathered"]):
    def standing(self) -> Self:
        """Not taken apart again."""
        return self.filter(parted_at=None)

    def public(self) -> Self:
        """Those that a talk which everybody may read of takes up."""
        return self.standing().filter(talk__in=Talk.objects.public())

    def waiting(self) -> Self:
        """Those that no talk takes up yet."""
        return self.standing().filter(talk=None)

    def with_listing(self) -> Self:
        return self.select_related("theme", "talk", "activity__activity_list").annotate(
            problem_count=Count("problems")
        )

    def newest_first(self) -> Self:
        return self.order_by("-gathered_at", "-id")


class Gathered(Owned):
    """Problems that are one: a question for a Community Talk.

    `talk` takes it up, `activity` plans it on a year's list. `parted_at` is when it was taken
    apart again.
    """

    question_sv = models.CharField(max_length=LINE_LENGTH, blank=True)
    question_en = models.CharField(max_length=LINE_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="gathered"
    )
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, blank=True, related_name="gathered")
    activity = models.ForeignKey(
        ListedActivity, models.SET_NULL, null=True, blank=True, related_name="gathered"
    )
    gathered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    gathered_at = models.DateTimeField(default=timezone.now)
    parted_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    question, about = InBoth("question"), InBoth("about")
    problem_count: int  # where it was asked for
    objects = ScopedManager.from_queryset(GatheredQuerySet)()

    class Meta:
        ordering = ["-gathered_at", "-id"]

    def __str__(self) -> str:
        return self.question

    def get_absolute_url(self) -> str:
        return reverse("knowledge:question", args=[self.pk])

    @property
    def is_public(self) -> bool:
        taken_up = self.talk is not None and self.talk.state != Talk.State.DRAFT
        return taken_up and self.parted_at is None


class ProblemQuerySet(SharedQuerySet["Problem"]):
    columns = ("what", "for_whom", "municipality__name")

    def with_listing(self) -> Self:
        listed = super().with_listing().select_related("municipality", "gathered__talk")
        return listed.annotate(also_count=Count("also_met"))

    def loose(self) -> Self:
        """Those that nobody has gathered into a question."""
        in_none = Q(gathered=None) | Q(gathered__parted_at__isnull=False)
        return self.standing().filter(in_none)


class Problem(Shared):
    """Something that people meet, told so that nobody can be recognised in it.

    `language` is the one it is written in. To everybody it is shown by those who take care of what
    comes in, after they have read it.
    """

    class Common(models.TextChoices):
        ONCE = "once", _("We have met it once")
        SOMETIMES = "sometimes", _("A few times a year")
        OFTEN = "often", _("Every month")
        ALWAYS = "always", _("Every week")

    PLACE = "problem"

    what = models.TextField()
    for_whom = models.CharField(max_length=LINE_LENGTH, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="problems"
    )
    common = models.CharField(max_length=10, choices=Common, blank=True)
    language = models.CharField(max_length=2)
    gathered = models.ForeignKey(
        Gathered, models.SET_NULL, null=True, blank=True, related_name="problems"
    )

    also_count: int  # where it was asked for
    objects = ScopedManager.from_queryset(ProblemQuerySet)()

    @property
    def title(self) -> str:
        return worded(first_sentence(self.what), self.language)


class AlsoMet(Owned):
    """Another organisation meets the problem too."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="also_met")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="problems_met")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["AlsoMet"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["problem", "organisation"], name="met_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.problem}"
