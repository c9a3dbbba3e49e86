"""Who applies together: organisations with a role, their people, and what each person may do."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation

DOES_LENGTH = 2000
WHY_LENGTH = 1000


class May(models.TextChoices):
    """What a person may do with the texts of an application; each includes those before it."""

    READ = "read", _("Read")
    COMMENT = "comment", _("Comment and propose")
    WRITE = "write", _("Write")


class MemberQuerySet(models.QuerySet["Member"]):
    def current(self) -> Self:
        """Those that are in."""
        return self.filter(state=Member.State.IN)

    def with_organisation(self) -> Self:
        return self.select_related("organisation__municipality", "contact")

    def lead_first(self) -> Self:
        return self.order_by(
            models.Case(models.When(role=Member.Role.LEAD, then=0), default=1), "id"
        )


class Member(Moving, Owned):
    """An organisation of the consortium. `does` says what it does in the project."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead partner")
        PARTNER = "partner", _("Partner")
        ASSOCIATED = "associated", _("Associated partner, without a budget")

    class State(models.TextChoices):
        INVITED = "invited", _("Invited")
        IN = "in", _("Takes part")
        DECLINED = "declined", _("Said no")
        LEFT = "left", _("Has left")

    MOVES: dict[State, set[State]] = {
        State.INVITED: {State.IN, State.DECLINED, State.LEFT},
        State.IN: {State.LEFT},
        State.DECLINED: {State.INVITED, State.IN},
        State.LEFT: {State.INVITED, State.IN},
    }

    class Stand(models.TextChoices):
        OPEN = "open", _("Has not said")
        GO = "go", _("We apply")
        NO_GO = "no_go", _("We do not apply")

    application = models.ForeignKey(Application, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="applications")
    role = models.CharField(max_length=10, choices=Role, default=Role.PARTNER)
    state = models.CharField(max_length=10, choices=State, default=State.IN)
    does = models.TextField(blank=True)
    # Go or no go: what the organisation says of applying at all, and why.
    stand = models.CharField(max_length=5, choices=Stand, default=Stand.OPEN)
    stand_why = models.TextField(blank=True)
    words = models.TextField(blank=True)  # of the lead to the invited, or of who said no
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="application_contacts"
    )
    since = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(MemberQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "organisation"], name="once_in_an_application"
            ),
            models.UniqueConstraint(
                fields=["application"], condition=Q(role="lead"), name="one_lead_partner"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.application}"

    @property
    def leads(self) -> bool:
        return self.role == self.Role.LEAD

    @property
    def is_in(self) -> bool:
        return self.state == self.State.IN


class PlaceQuerySet(models.QuerySet["Place"]):
    def that_write(self) -> Self:
        return self.filter(may=May.WRITE)


class Place(Owned):
    """A person of a member, and what they may do with every section that says nothing else."""

    member = models.ForeignKey(Member, models.CASCADE, related_name="places")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="application_places"
    )
    may = models.CharField(max_length=10, choices=May, default=May.WRITE)
    since = models.DateField(default=timezone.localdate)

    objects = ScopedManager.from_queryset(PlaceQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["member", "person"], name="one_place_in_a_member")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.member}: {self.may}"
