"""The work plan over several years, and what is to be done each year for its goals."""

from datetime import date
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Municipality, Organisation, Theme

TITLE_LENGTH = 200
REFERENCE_LENGTH = 80
UNIT_LENGTH = 40
FIRST_YEAR, LAST_YEAR = 1990, 2100


class WorkPlanQuerySet(models.QuerySet["WorkPlan"]):
    def in_year(self, year: int) -> Self:
        """Those that hold in a year, the latest begun first."""
        return self.filter(since__lte=year, until__gte=year).order_by("-since", "-id")


class WorkPlan(Owned):
    """What the partnership wants over some years, both counted in: `since` 2021, `until` 2026.

    `adopted_as` names the decision, such as § 3/2020, where there is one.
    """

    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    since = models.PositiveSmallIntegerField()
    until = models.PositiveSmallIntegerField()
    adopted_on = models.DateField(null=True, blank=True)
    adopted_as = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)

    title, about = InBoth("title"), InBoth("about")
    objects = ScopedManager.from_queryset(WorkPlanQuerySet)()

    class Meta:
        ordering = ["-since", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:plan", args=[self.pk])


class StrategicField(Owned):
    """A strategic field of activity: what a plan's goals are gathered under."""

    plan = models.ForeignKey(WorkPlan, models.CASCADE, related_name="fields")
    place = models.PositiveSmallIntegerField(default=1)
    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    example = models.BooleanField(default=False)

    title, about = InBoth("title"), InBoth("about")
    objects = ScopedManager["StrategicField"]()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.title


class Goal(Owned):
    """Something the partnership wants to reach while the plan lasts."""

    field = models.ForeignKey(StrategicField, models.CASCADE, related_name="goals")
    place = models.PositiveSmallIntegerField(default=1)
    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    example = models.BooleanField(default=False)

    title = InBoth("title")
    objects = ScopedManager["Goal"]()

    class Meta:
        ordering = ["field__place", "place", "id"]

    def __str__(self) -> str:
        return self.title


class GoalIndicator(Owned):
    """How one sees that a goal is reached: counted from our own rows, or told each year."""

    class Counts(models.TextChoices):
        TOLD = "told", _("A figure that somebody writes each year")
        TALKS = "talks", _("Community Talks held")
        VISITORS = "visitors", _("People who came to Community Talks")
        MEETINGS = "meetings", _("Assembly meetings held")
        IDEAS = "ideas", _("Ideas that came in")
        ANSWERED = "answered", _("Ideas that got an answer")
        APPLICATIONS = "applications", _("Joint applications sent")
        GRANTED = "granted", _("Joint applications granted")
        PROJECTS = "projects", _("Projects that began")
        ACTIVITIES = "activities", _("Activities done")

    goal = models.ForeignKey(Goal, models.CASCADE, related_name="indicators")
    place = models.PositiveSmallIntegerField(default=1)
    what_sv = models.CharField(max_length=TITLE_LENGTH)
    what_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    unit_sv = models.CharField(max_length=UNIT_LENGTH, blank=True)
    unit_en = models.CharField(max_length=UNIT_LENGTH, blank=True)
    target = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)  # a year
    counts = models.CharField(max_length=12, choices=Counts, default=Counts.TOLD)
    example = models.BooleanField(default=False)

    what, unit = InBoth("what"), InBoth("unit")
    objects = ScopedManager["GoalIndicator"]()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.what


class IndicatorFigure(Owned):
    """What an indicator that is told came to in a year."""

    indicator = models.ForeignKey(GoalIndicator, models.CASCADE, related_name="figures")
    year = models.PositiveSmallIntegerField()
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=TITLE_LENGTH, blank=True)

    objects = ScopedManager["IndicatorFigure"]()

    class Meta:
        ordering = ["year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "year"], name="one_figure_a_year")
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.value}"


class ActivityList(Moving, Owned):
    """What is to be done in a year. Proposed by the committee, decided by an assembly.

    `decided_as` names the paragraph of the minutes, such as § 3/2026. `words` open the report of
    the year, which everybody may read from `report_published_at` on.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        PROPOSED = "proposed", _("Proposed to the assembly")
        DECIDED = "decided", _("Decided")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.PROPOSED},
        State.PROPOSED: {State.DRAFT, State.DECIDED},
        State.DECIDED: set(),
    }

    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    words_sv = models.TextField(blank=True)
    words_en = models.TextField(blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_as = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    report_published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)

    words = InBoth("words")
    objects = ScopedManager["ActivityList"]()

    class Meta:
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "year"], name="one_list_for_each_year")
        ]

    def __str__(self) -> str:
        return str(self.year)

    def get_absolute_url(self) -> str:
        return reverse("plan:year", args=[self.year])

    @property
    def is_decided(self) -> bool:
        return self.state == self.State.DECIDED


class ListedActivityQuerySet(models.QuerySet["ListedActivity"]):
    def decided(self) -> Self:
        """What everybody may know of: decided, done, or dropped afterwards."""
        return self.exclude(state=ListedActivity.State.PROPOSED)

    def between(self, since: date, until: date) -> Self:
        return self.filter(starts_on__lte=until, ends_on__gte=since)

    def standing(self) -> Self:
        """Without those that were taken away before anything was decided of them."""
        return self.filter(removed_at=None)

    def with_listing(self) -> Self:
        return self.select_related("activity_list", "responsible", "theme", "municipality")


class ListedActivity(Moving, Owned):
    """One activity on a year's list. A month is its first and its last day.

    `responsible` is the partner that sees to it; None: the partnership's own coordinators.
    """

    class Kind(models.TextChoices):
        TALK = "talk", _("Community Talk")
        ASSEMBLY = "assembly", _("Assembly meeting")
        COURSE = "course", _("Course")
        VISIT = "visit", _("Study visit")
        APPLICATION = "application", _("Joint application")
        OTHER = "other", _("Something else")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        DECIDED = "decided", _("Decided")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not done")

    MOVES: dict[State, set[State]] = {
        State.PROPOSED: {State.DECIDED, State.DROPPED},
        State.DECIDED: {State.DONE, State.DROPPED},
        State.DONE: {State.DECIDED},
        State.DROPPED: {State.PROPOSED, State.DECIDED},
    }

    activity_list = models.ForeignKey(ActivityList, models.CASCADE, related_name="activities")
    place = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.OTHER)
    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    goals = models.ManyToManyField(Goal, related_name="activities", blank=True)
    theme = models.ForeignKey(
        Theme, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    responsible = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    result_sv = models.TextField(blank=True)
    result_en = models.TextField(blank=True)
    reached = models.PositiveIntegerField(null=True, blank=True)  # people
    removed_at = models.DateTimeField(null=True, blank=True)
    # Two people may change it: whoever saw an older version is told so first.
    version = models.PositiveIntegerField(default=1)
    copied_from = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="copies"
    )
    updated_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)

    title, about, result = InBoth("title"), InBoth("about"), InBoth("result")
    objects = ScopedManager.from_queryset(ListedActivityQuerySet)()

    class Meta:
        ordering = ["starts_on", "place", "id"]
        indexes = [models.Index(fields=["partnership", "starts_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("plan:activity", args=[self.pk])

    @property
    def is_ended(self) -> bool:
        return self.state in (self.State.DONE, self.State.DROPPED)

    @property
    def can_be_told(self) -> bool:
        """Decided, so that somebody may say what came of it."""
        return self.state == self.State.DECIDED
