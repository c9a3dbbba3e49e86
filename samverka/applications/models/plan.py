"""The plan of an application: who does what and when, what comes of it, what may go wrong."""

from datetime import date
from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.applications.models.consortium import Member
from samverka.common.tenancy import Owned, ScopedManager

PLAN_TITLE_LENGTH = 200
PLAN_TEXT_LENGTH = 2000
MOST_MONTHS = Decimal("9999.99")


class PlanRow(Owned):
    """One line of the plan. `place` is its order; what is taken away can be taken back."""

    application = models.ForeignKey(Application, models.CASCADE, related_name="plan_%(class)ss")
    title = models.CharField(max_length=PLAN_TITLE_LENGTH)
    place = models.PositiveIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)
    # Two people may change it: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        abstract = True
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.title

    def remove(self) -> None:
        self.removed_at = timezone.now()

    def restore(self) -> None:
        self.removed_at = None


class Timed(PlanRow):
    """What takes time, from a day to a day; both may be open while nobody knows."""

    lead = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(PlanRow.Meta):
        abstract = True

    @property
    def period(self) -> tuple[date, date] | None:
        """From day to day; a single known day is both."""
        first, last = self.starts_on or self.ends_on, self.ends_on or self.starts_on
        return (first, last) if first and last else None


class WorkPackage(Timed):
    objective = models.TextField(blank=True)


class Activity(Timed):
    """A task of a work package, or of no package at all in a small plan."""

    package = models.ForeignKey(
        WorkPackage, models.SET_NULL, null=True, blank=True, related_name="activities"
    )
    what = models.TextField(blank=True)
    members = models.ManyToManyField(Member, blank=True, related_name="activities")


class Milestone(PlanRow):
    package = models.ForeignKey(
        WorkPackage, models.SET_NULL, null=True, blank=True, related_name="milestones"
    )
    verified_by = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)


class Deliverable(PlanRow):
    class Kind(models.TextChoices):
        REPORT = "report", _("Report or text")
        METHOD = "method", _("Method or material")
        EVENT = "event", _("Meeting or event")
        DATA = "data", _("Data")
        OTHER = "other", _("Something else")

    class Level(models.TextChoices):
        PUBLIC = "public", _("Everybody may read it")
        SENSITIVE = "sensitive", _("Only those who apply and the funder")

    package = models.ForeignKey(
        WorkPackage, models.SET_NULL, null=True, blank=True, related_name="deliverables"
    )
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.REPORT)
    level = models.CharField(max_length=10, choices=Level, default=Level.PUBLIC)
    on = models.DateField(null=True, blank=True)


class Risk(PlanRow):
    class Likelihood(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    likelihood = models.CharField(max_length=10, choices=Likelihood, default=Likelihood.MEDIUM)
    consequence = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    packages = models.ManyToManyField(WorkPackage, blank=True, related_name="risks")


class Effort(Owned):
    """Person-months of one member in one work package; no row is none."""

    package = models.ForeignKey(WorkPackage, models.CASCADE, related_name="efforts")
    member = models.ForeignKey(Member, models.CASCADE, related_name="efforts")
    months = models.DecimalField(
        max_digits=6, decimal_places=2, validators=[MinValueValidator(Decimal(0))]
    )

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["package", "member"], name="one_effort_in_a_package")
        ]

    def __str__(self) -> str:
        return f"{self.package}: {self.months}"


class ChangeStep(PlanRow):
    """One step of the theory of change. `leads_to` are steps of later kinds.

    `assumption` is what must hold for the step to lead on.
    """

    class Kind(models.TextChoices):
        PROBLEM = "problem", _("Problem")
        ACTIVITY = "activity", _("What we do")
        RESULT = "result", _("What comes of it")
        EFFECT = "effect", _("What changes in the long run")

    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ACTIVITY)
    assumption = models.TextField(blank=True)
    leads_to = models.ManyToManyField(
        "self", symmetrical=False, blank=True, related_name="from_steps"
    )


class Indicator(PlanRow):
    """How one sees that a result or an effect has come."""

    step = models.ForeignKey(
        ChangeStep, models.SET_NULL, null=True, blank=True, related_name="indicators"
    )
    baseline = models.CharField(max_length=PLAN_TITLE_LENGTH, blank=True)
    target = models.CharField(max_length=PLAN_TITLE_LENGTH, blank=True)
    measured_by = models.TextField(blank=True)
    on = models.DateField(null=True, blank=True)


# The kinds of lines, by the word for them in addresses and in the history.
PLAN_KINDS: dict[str, type[PlanRow]] = {
    "package": WorkPackage,
    "activity": Activity,
    "milestone": Milestone,
    "deliverable": Deliverable,
    "risk": Risk,
    "step": ChangeStep,
    "indicator": Indicator,
}


def plan_kind_of(row: PlanRow) -> str:
    return next(kind for kind, model in PLAN_KINDS.items() if isinstance(row, model))
