"""A team: organisations that do something together, before there is an agreement or any money.

It knows nothing of how it came to be. A search fills one; a joint application can start from one:
take `team.members.current()` for its organisations with their roles, and `subject_of(team)` for
the idea, the call or the project it is about.
"""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from samverka.calls.models import Call
from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.projects.models import Project


class TeamQuerySet(models.QuerySet["Team"]):
    def with_member(self, organisations: models.QuerySet[Organisation]) -> Self:
        """Those that one of these organisations is in, and has not left."""
        members = TeamMember.objects.current().filter(organisation__in=organisations)
        return self.filter(pk__in=members.values("team"))


class Team(Owned):
    """At most one of `idea`, `call` and `project` is what it is about."""

    title_sv = models.CharField(max_length=160, blank=True)
    title_en = models.CharField(max_length=160, blank=True)
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, blank=True, related_name="teams")
    call = models.ForeignKey(Call, models.SET_NULL, null=True, blank=True, related_name="teams")
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="teams"
    )
    formed_at = models.DateTimeField(default=timezone.now)

    title = InBoth("title")
    objects = ScopedManager.from_queryset(TeamQuerySet)()

    class Meta:
        ordering = ["-formed_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("collaboration:team", args=[self.pk])


class TeamMemberQuerySet(models.QuerySet["TeamMember"]):
    def current(self) -> Self:
        return self.filter(left_on=None)


class TeamMember(Owned):
    """An organisation is in a team from one day to another, in a role, reached by one person."""

    team = models.ForeignKey(Team, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="teams")
    role = models.CharField(max_length=200, blank=True)
    leads = models.BooleanField(default=False)
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="team_contacts"
    )
    # It became a partner of the project with this, and ceases to be one when it leaves.
    joined_project = models.BooleanField(default=False)
    since = models.DateField(default=timezone.localdate)
    left_on = models.DateField(null=True, blank=True)

    objects = ScopedManager.from_queryset(TeamMemberQuerySet)()

    class Meta:
        ordering = ["-leads", "since", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["team", "organisation"],
                condition=Q(left_on=None),
                name="in_a_team_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.team}"
