"""What was sent to the funder, and what the funder said."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.projects.models import Project

TO_LENGTH = 200
REFERENCE_LENGTH = 100
NOTE_LENGTH = 2_000
REASONS_LENGTH = 10_000
REGRET = timedelta(days=1)  # how long something that was said can be taken back


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def listed(self) -> Self:
        """Newest first, without the files themselves."""
        return self.select_related("by", "decided_by", "project").defer("archive").order_by("-id")

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.exclude(state=Submission.State.TAKEN_BACK)


class Submission(Moving, Owned):
    """What was sent, frozen: the archive itself, its hash, when, by whom and to whom.

    `missing` holds what was missing then, in words, and `despite` why it was sent all the same.
    """

    class State(models.TextChoices):
        SENT = "sent", _("Sent")
        TAKEN_BACK = "taken_back", _("Taken back")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    MOVES: dict[State, set[State]] = {
        State.SENT: {State.TAKEN_BACK, State.GRANTED, State.REFUSED},
        State.TAKEN_BACK: set(),
        State.GRANTED: {State.SENT},
        State.REFUSED: {State.SENT},
    }

    application = models.ForeignKey(Application, models.CASCADE, related_name="submissions")
    state = models.CharField(max_length=10, choices=State, default=State.SENT)
    archive = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    to = models.CharField(max_length=TO_LENGTH)
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True)
    note = models.TextField(blank=True)
    missing = models.JSONField(default=list)
    despite = models.TextField(blank=True)

    decided_at = models.DateTimeField(null=True)  # when it was written down here
    decided_on = models.DateField(null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, validators=[MinValueValidator(0)]
    )
    reasons = models.TextField(blank=True)
    # The project that this decision made, if it made one.
    project = models.ForeignKey(Project, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager.from_queryset(SubmissionQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=~models.Q(state="taken_back"),
                name="sent_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application} → {self.to}"

    def get_absolute_url(self) -> str:
        return reverse("applications:sent_archive", args=[self.application_id, self.pk])

    @property
    def is_decided(self) -> bool:
        return self.state in (self.State.GRANTED, self.State.REFUSED)

    @property
    def can_be_taken_back(self) -> bool:
        """Within a day, while nothing was decided."""
        return self.state == self.State.SENT and timezone.now() - self.sent_at < REGRET

    @property
    def decision_can_be_taken_back(self) -> bool:
        """Within a day of when it was written down."""
        at = self.decided_at
        return self.is_decided and at is not None and timezone.now() - at < REGRET
