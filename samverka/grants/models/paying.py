"""What binds and what is paid: the agreement, payments, and what is to be given back."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.columns import money
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.applying import WHAT_LENGTH, Enclosure
from samverka.grants.models.deciding import Grant, GrantDecision
from samverka.grants.models.reporting import GrantReport
from samverka.grants.models.rounds import NAME_LENGTH


class Agreement(Moving, Owned):
    """The agreement as it was made: its words as data, and their hash, until both have signed.

    The applicant signs by key with a name, or hands in a signed copy; the host by somebody who
    handles the grant.
    """

    class State(models.TextChoices):
        MADE = "made", _("Sent to be signed")
        SIGNED = "signed", _("Signed by both")
        REPLACED = "replaced", _("Replaced by another")

    MOVES: dict[State, set[State]] = {
        State.MADE: {State.SIGNED, State.REPLACED},
        State.SIGNED: {State.REPLACED},
        State.REPLACED: set(),
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="agreements")
    state = models.CharField(max_length=8, choices=State, default=State.MADE)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    signed_copy = models.ForeignKey(
        Enclosure, models.PROTECT, null=True, blank=True, related_name="+"
    )
    applicant_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    applicant_signed_at = models.DateTimeField(null=True, blank=True)
    host_signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    host_signed_at = models.DateTimeField(null=True, blank=True)
    signed_at = models.DateTimeField(null=True, blank=True)  # by both

    objects = ScopedManager["Agreement"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=~Q(state="replaced"), name="one_agreement_stands"
            ),
            models.CheckConstraint(
                condition=~Q(state="signed")
                | Q(
                    applicant_signed_at__isnull=False,
                    host_signed_at__isnull=False,
                    signed_at__isnull=False,
                ),
                name="signed_by_both",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.state}"


class Payment(Moving, Owned):
    """Money to the project. It is paid by a decision, and only after the agreement.

    `report` has to be approved before; `after` is what else comes first, in words.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DECIDED = "decided", _("Decided")
        PAID = "paid", _("Paid")
        DROPPED = "dropped", _("Will not be paid")

    MOVES: dict[State, set[State]] = {
        State.PLANNED: {State.DECIDED, State.DROPPED},
        State.DECIDED: {State.PAID, State.DROPPED},
        State.PAID: set(),
        State.DROPPED: set(),
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="payments")
    amount = money()
    planned_on = models.DateField()
    report = models.ForeignKey(
        GrantReport, models.PROTECT, null=True, blank=True, related_name="payments"
    )
    after = models.CharField(max_length=WHAT_LENGTH, blank=True)
    state = models.CharField(max_length=7, choices=State, default=State.PLANNED)
    decision = models.OneToOneField(
        GrantDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    paid_on = models.DateField(null=True, blank=True)
    reference = models.CharField(max_length=WHAT_LENGTH, blank=True)

    objects = ScopedManager["Payment"]()

    class Meta:
        ordering = ["planned_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="a_payment_is_more_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state="paid", decision__isnull=False, paid_on__isnull=False)
                | Q(state="decided", decision__isnull=False, paid_on=None)
                | Q(state__in=("planned", "dropped"), paid_on=None),
                name="paid_by_a_decision",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.amount}"

    @property
    def comes_after(self) -> str:
        """What has to be done before it is paid, in words."""
        report = str(self.report.get_kind_display()) if self.report else ""
        return ", ".join(filter(None, (report, self.after)))

    @property
    def awaits_report(self) -> bool:
        return self.report is not None and self.report.state != GrantReport.State.APPROVED


class Repayment(Moving, Owned):
    """Money to be given back, by a decision."""

    class State(models.TextChoices):
        CLAIMED = "claimed", _("Claimed back")
        REPAID = "repaid", _("Repaid")
        WAIVED = "waived", _("No longer claimed")

    MOVES: dict[State, set[State]] = {
        State.CLAIMED: {State.REPAID, State.WAIVED},
        State.REPAID: set(),
        State.WAIVED: set(),
    }

    grant = models.ForeignKey(Grant, models.PROTECT, related_name="repayments")
    decision = models.OneToOneField(GrantDecision, models.PROTECT, related_name="+")
    amount = money()
    due_on = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.CLAIMED)
    repaid_on = models.DateField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["Repayment"]()

    class Meta:
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="a_repayment_is_more_than_nothing"
            ),
            models.CheckConstraint(
                condition=Q(state="repaid", repaid_on__isnull=False)
                | Q(state__in=("claimed", "waived"), repaid_on=None),
                name="repaid_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.amount}"
