"""What partners say about the support map: this exists, this is missing, this could be adapted."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.support.models.needs import Need
from samverka.support.models.services import Kind, Service, Stage
from samverka.support.models.workshops import Workshop

WHY_LENGTH = 1000


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def with_listing(self) -> Self:
        return self.select_related(
            "need", "service__organisation", "organisation", "by", "workshop", "draft"
        )

    def on_the_map(self) -> Self:
        """What coordinators have agreed to: recorded gaps, and what could be adapted."""
        recorded = (Kind.MISSING, Kind.ADAPT)
        return self.filter(state=Proposal.State.ACCEPTED, kind__in=recorded)

    def waiting(self) -> Self:
        return self.filter(state=Proposal.State.NEW)


class Proposal(Moving, Owned):
    """One remark about one cell of the map; accepted, a gap or an adaptation stays on it."""

    Kind = Kind

    class State(models.TextChoices):
        NEW = "new", _("Waits for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        SETTLED = "settled", _("No longer so")

    MOVES: dict[State, set[State]] = {
        State.NEW: {State.ACCEPTED, State.DECLINED},
        State.ACCEPTED: {State.SETTLED},
        State.DECLINED: set(),
        State.SETTLED: set(),
    }

    need = models.ForeignKey(Need, models.CASCADE, related_name="proposals")
    stage = models.CharField(max_length=10, choices=Stage)
    kind = models.CharField(max_length=10, choices=Kind)
    # What exists or could be adapted, where it stands here; otherwise who gives it.
    service = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    why = models.TextField(max_length=WHY_LENGTH)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="support_proposals"
    )
    workshop = models.ForeignKey(
        Workshop, models.SET_NULL, null=True, blank=True, related_name="proposals"
    )
    state = models.CharField(max_length=10, choices=State, default=State.NEW)
    answer = models.TextField(blank=True)
    draft = models.ForeignKey(Service, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(ProposalQuerySet)()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["partnership", "state"])]

    def __str__(self) -> str:
        return f"{self.need}, {self.get_stage_display()}: {self.get_kind_display()}"
