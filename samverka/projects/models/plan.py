"""What a project has to reach, hand in and watch out for."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.projects.models.rows import LINE_LENGTH, ProjectRow

NEAR = 30  # days before its day from which on something is near


class ProjectMilestone(ProjectRow):
    """Something reached; `reached_on` says when it was."""

    title = models.CharField(max_length=LINE_LENGTH)
    due_on = models.DateField(null=True, blank=True)
    verified_by = models.TextField(blank=True)
    reached_on = models.DateField(null=True, blank=True)

    class Meta(ProjectRow.Meta):
        ordering = [models.F("due_on").asc(nulls_last=True), "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        late = self.due_on is not None and self.due_on < timezone.localdate()
        return late and not self.reached_on


class ReportDue(Moving, ProjectRow):
    """A report that somebody waits for. `told_days` is the nearest reminder that has been sent:
    so many days before the last."""

    class State(models.TextChoices):
        OPEN = "open", _("To be sent")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.SENT},
        State.SENT: {State.OPEN, State.ACCEPTED},
        State.ACCEPTED: {State.SENT},
    }

    title = models.CharField(max_length=LINE_LENGTH)
    to = models.CharField(max_length=LINE_LENGTH)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN)
    sent_on = models.DateField(null=True, blank=True)
    accepted_on = models.DateField(null=True, blank=True)
    told_days = models.PositiveSmallIntegerField(null=True)

    class Meta(ProjectRow.Meta):
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def days_left(self) -> int:
        return (self.due_on - timezone.localdate()).days

    @property
    def is_late(self) -> bool:
        return self.is_open and self.days_left < 0


class ProjectRisk(ProjectRow):
    class Likelihood(models.TextChoices):
        LOW = "low", _("Low")
        MEDIUM = "medium", _("Medium")
        HIGH = "high", _("High")

    title = models.CharField(max_length=LINE_LENGTH)
    likelihood = models.CharField(max_length=10, choices=Likelihood, default=Likelihood.MEDIUM)
    consequence = models.TextField(blank=True)
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return self.title
