"""Which persons belong where: coordinators, those who stand for an organisation, the invited."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.organisations import Organisation


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class Appointment(Owned):
    """A person is coordinator of the partnership for a time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments"
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager.from_queryset(AppointmentQuerySet)()

    class Meta:
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return str(self.person)


class MembershipQuerySet(models.QuerySet["Membership"]):
    def current(self) -> Self:
        """Those that have not ended; only they give rights."""
        return self.filter(until=None)

    def ended_since(self, day: date) -> Self:
        return self.filter(until__gte=day).order_by("-until", "-id")


class Membership(Owned):
    """A person works in, or stands for, an organisation, from one day until it ends.

    `ended_by` is who ended it; the person themselves when they left.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(MembershipQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "organisation"],
                condition=Q(until=None),
                name="one_current_membership",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"


class InvitationQuerySet(models.QuerySet["Invitation"]):
    def waiting(self) -> Self:
        return self.filter(state=Invitation.State.WAITING)

    def unanswered(self) -> Self:
        """Those that somebody who looks after the organisation may still do something about."""
        return self.filter(state__in=[Invitation.State.WAITING, Invitation.State.EXPIRED])


class Invitation(Moving, Owned):
    """Somebody is asked by letter to join an organisation; its key proves whose address it is."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        EXPIRED = "expired", _("too old")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED},
        State.EXPIRED: {State.WAITING, State.WITHDRAWN},
        State.WITHDRAWN: {State.WAITING},
        State.ACCEPTED: set(),
        State.DECLINED: set(),
    }

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="invitations")
    email = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)  # of the letter
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    sent_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(InvitationQuerySet)()

    class Meta:
        ordering = ["sent_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "email"],
                condition=Q(state="waiting"),
                name="an_address_is_invited_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} → {self.organisation}"

    def get_absolute_url(self) -> str:
        return reverse("partnership:invited", args=[self.key])

    @property
    def is_open(self) -> bool:
        """May be answered; one whose days are over is closed before the job has said so."""
        return self.state == self.State.WAITING and timezone.now() < self.expires_at
