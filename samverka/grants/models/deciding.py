"""What was decided, and the grant that came of it."""

from decimal import Decimal
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Round
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.common.columns import money
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.applying import GrantApplication
from samverka.grants.models.rounds import Panelist
from samverka.projects.models import Project


class GrantDecision(Owned):
    """One decision about an application or the grant it became. It is never changed.

    `number` counts the decisions of one application. `amount` is what the decision is about: what
    is granted, paid, claimed back, or what the grant is worth after a change or at the end.
    `stepped_aside` are those of the panel who had an interest in it, and did not take part.
    """

    class Kind(models.TextChoices):
        GRANT = "grant", _("Grants")
        REFUSE = "refuse", _("Refuses")
        DISMISS = "dismiss", _("Does not take up")
        CHANGE = "change", _("Changes")
        KEEP = "keep", _("Refuses a change")
        PAY = "pay", _("Pays")
        CLAIM = "claim", _("Claims back")
        WAIVE = "waive", _("Gives up a claim")
        CLOSE = "close", _("Closes")
        REVOKE = "revoke", _("Takes the grant back")

    application = models.ForeignKey(GrantApplication, models.PROTECT, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=7, choices=Kind)
    amount = money(null=True, blank=True)
    reasons = models.TextField(blank=True)  # in plain words, to the applicant
    conditions = models.TextField(blank=True)
    stepped_aside = models.ManyToManyField(Panelist, related_name="+", blank=True)
    decided_on = models.DateField(default=timezone.localdate)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager["GrantDecision"]()

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["application", "number"], name="decision_number_once"),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(kind__in=("grant", "refuse", "dismiss")),
                name="decided_once",
            ),
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(kind__in=("close", "revoke")),
                name="ended_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application.number}-{self.number}"


class GrantQuerySet(models.QuerySet["Grant"]):
    def with_listing(self) -> Self:
        return self.select_related(
            *("application__round", "application__municipality", "application__organisation"),
            *("project", "decision"),
        )


class Grant(Moving, Owned):
    """What was granted. `amount` is what it is worth now, `awarded` what the decision said first.

    Granted money is paid, is to be paid, or is not used, and the three make `amount`; of what was
    paid some may be claimed back. At the end `kept` is what the project has the right to, and paid
    less repaid equals it.

    `right` is what the approved final report gives the right to, and None before there is one: from
    then on no more than that is to be paid, and the rest is not used.

    `promised` (planned, decided and paid), `paid`, `repaid` and `claimed` (back, not repaid yet)
    are sums of the rows below, written by `recount` whenever one of them changes, so that the
    database itself refuses what does not add up.
    """

    class State(models.TextChoices):
        AWARDED = "awarded", _("Granted")
        AGREED = "agreed", pgettext_lazy("a grant", "Agreed")
        CLOSED = "closed", _("Closed")
        REVOKED = "revoked", _("Taken back")

    MOVES: dict[State, set[State]] = {
        State.AWARDED: {State.AGREED, State.REVOKED},
        State.AGREED: {State.CLOSED, State.REVOKED},
        State.CLOSED: set(),
        State.REVOKED: set(),
    }

    application = models.OneToOneField(GrantApplication, models.PROTECT, related_name="grant")
    decision = models.OneToOneField(GrantDecision, models.PROTECT, related_name="+")
    awarded = money()
    amount = money()
    kept = money(null=True, blank=True)
    promised = money(default=Decimal(0))
    paid = money(default=Decimal(0))
    repaid = money(default=Decimal(0))
    claimed = money(default=Decimal(0))
    right = money(null=True, blank=True)
    starts_on = models.DateField()
    ends_on = models.DateField()
    state = models.CharField(max_length=7, choices=State, default=State.AWARDED)
    ending = models.OneToOneField(
        GrantDecision, models.PROTECT, null=True, blank=True, related_name="+"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="grants"
    )
    # Why it was granted, for everybody to read.
    why_sv = models.TextField(blank=True)
    why_en = models.TextField(blank=True)

    updated_at = models.DateTimeField(auto_now=True)
    version = models.PositiveIntegerField(default=1)

    why = InBoth("why")
    objects = ScopedManager.from_queryset(GrantQuerySet)()

    class Meta:
        ordering = ["-decision__decided_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=("awarded", "agreed"), ending=None, kept=None)
                | Q(state__in=("closed", "revoked"), ending__isnull=False, kept__isnull=False),
                name="ended_by_a_decision",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_grant_is_more_than_nothing"),
            models.CheckConstraint(
                condition=Q(promised__lte=F("amount"), paid__lte=F("promised")),
                name="never_more_than_granted",
            ),
            models.CheckConstraint(
                condition=~Q(state="awarded") | Q(paid=0), name="paid_after_the_agreement"
            ),
            models.CheckConstraint(
                condition=Q(repaid__gte=0, claimed__gte=0)
                & Q(paid__gte=Round(F("repaid") + F("claimed"), precision=2)),
                name="never_more_back_than_paid",
            ),
            models.CheckConstraint(
                condition=Q(kept=None)
                | Q(kept=Round(F("paid") - F("repaid") - F("claimed"), precision=2))
                & Q(promised=F("paid")),
                name="kept_is_paid_less_what_goes_back",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(claimed=0), name="closed_owes_nothing"
            ),
        ]

    def __str__(self) -> str:
        return str(self.application)

    def get_absolute_url(self) -> str:
        """Its public page."""
        return reverse("grants:granted", args=[self.application.number])

    @property
    def example(self) -> bool:
        return self.application.example

    @property
    def language(self) -> str:
        """That of its title, which is the one of the application."""
        return self.application.language

    @property
    def is_running(self) -> bool:
        return self.state in (self.State.AWARDED, self.State.AGREED)

    @property
    def stage(self) -> str:
        """How far it is, in words; while another agreement is to be signed, none is."""
        signed = any(one.state == "signed" for one in self.agreements.all())
        if self.state == self.State.AGREED and not signed:
            return str(_("A new agreement is to be signed"))
        return str(self.get_state_display())

    @property
    def held(self) -> Decimal:
        """What the project has had and need not give back."""
        held: Decimal = self.paid - self.repaid - self.claimed
        return held

    @property
    def unused(self) -> Decimal:
        """What was granted and will not be paid; known when the final report is approved."""
        unused: Decimal = self.amount - self.paid - self.to_be_paid
        return unused

    @property
    def to_be_paid(self) -> Decimal:
        """What can still be paid: money that came back is not paid out again, and nothing is paid
        beyond the right."""
        if not self.is_running:
            return Decimal(0)
        rest: Decimal = self.amount - self.paid
        return rest if self.right is None else max(Decimal(0), min(rest, self.right - self.held))
