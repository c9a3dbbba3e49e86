"""What a project tells and asks on its way: changes, and reports with what it cost."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.columns import money
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.applying import WHAT_LENGTH, GrantCost
from samverka.grants.models.deciding import Grant, GrantDecision


class GrantChange(Moving, Owned):
    """What the project asks to change: its time, its money or what it does."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        AGREED = "agreed", _("Agreed to")
        REFUSED = "refused", _("Refused")
        TAKEN_BACK = "taken_back", _("Taken back")

    MOVES: dict[State, set[State]] = {
        State.ASKED: {State.AGREED, State.REFUSED, State.TAKEN_BACK},
        State.AGREED: set(),
        State.REFUSED: set(),
        State.TAKEN_BACK: set(),
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="changes")
    words = models.TextField()
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    decision = models.OneToOneField(
        GrantDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager["GrantChange"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("agreed", "refused"), decision__isnull=False)
                | Q(state__in=("asked", "taken_back"), decision=None),
                name="changed_by_a_decision",
            )
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.state}"


class GrantReport(Moving, Owned):
    """What became of the money: written by key as the application was, approved by an officer.

    `answers` are keyed by `happened`, `reached`, `learned`; `people` is how many were reached.
    `shows_lessons` is the applicant's word that everybody may read what they learned.
    """

    class Kind(models.TextChoices):
        INTERIM = "interim", _("Interim report")
        FINAL = "final", _("Final report")

    class State(models.TextChoices):
        DUE = "due", _("To be written")
        SENT = "sent", _("Handed in")
        RETURNED = "returned", _("To be completed")
        APPROVED = "approved", _("Approved")

    MOVES: dict[State, set[State]] = {
        State.DUE: {State.SENT},
        State.SENT: {State.RETURNED, State.APPROVED},
        State.RETURNED: {State.SENT},
        State.APPROVED: set(),
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="reports")
    kind = models.CharField(max_length=7, choices=Kind)
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.DUE)
    answers = models.JSONField(default=dict, blank=True)
    people = models.PositiveIntegerField(null=True, blank=True)
    shows_lessons = models.BooleanField(default=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    returned_words = models.TextField(blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager["GrantReport"]()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=Q(kind="final"), name="one_final_report"
            ),
            models.UniqueConstraint(
                fields=["grant", "due_on", "kind"], name="a_report_for_each_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.kind}"

    @property
    def is_final(self) -> bool:
        return self.kind == GrantReport.Kind.FINAL


class ReportedCost(Owned):
    """What one line of the budget came to in the end: money, or hours where it is hours.

    `line` is empty for what nobody had planned, which then has words of its own.
    """

    report = models.ForeignKey(GrantReport, models.CASCADE, related_name="costs")
    line = models.ForeignKey(
        GrantCost, models.PROTECT, null=True, blank=True, related_name="reported"
    )
    what = models.CharField(max_length=WHAT_LENGTH, blank=True)
    kind = models.CharField(max_length=5, choices=GrantCost.Kind, default=GrantCost.Kind.COST)
    actual = money(default=Decimal(0))

    objects = ScopedManager["ReportedCost"]()

    class Meta:
        ordering = ["line__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "line"],
                condition=Q(line__isnull=False),
                name="one_outcome_of_each_line",
            )
        ]

    def __str__(self) -> str:
        return f"{self.line or self.what}: {self.actual}"
