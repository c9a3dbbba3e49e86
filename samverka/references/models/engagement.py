"""A group that we are, for somebody's project: who of us takes part, from when until when."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.projects.models import Project
from samverka.references.models.request import (
    NAME_LENGTH,
    NUMBER_LENGTH,
    PLACE_LENGTH,
    ReferenceKind,
    ReferenceRequest,
)

ROLE_LENGTH = 120


class EngagementQuerySet(models.QuerySet["Engagement"]):
    def public(self) -> Self:
        """What everybody may see: that have begun, and that we have agreed to show."""
        return self.filter(public=True, state__in=Engagement.BEGUN)

    def in_year(self, year: int) -> Self:
        """Those that went on some day of the year; without an end they still go on."""
        begun = Q(starts_on__lte=date(year, 12, 31))
        return self.filter(begun, Q(ends_on=None) | Q(ends_on__gte=date(year, 1, 1)))

    def with_listing(self) -> Self:
        """Each with its members of today and the numbers of meetings and statements."""
        members = EngagementMember.objects.current().with_who()
        return self.select_related("call", "project").prefetch_related(
            models.Prefetch("members", queryset=members, to_attr="current_members")
        )

    def with_numbers(self) -> Self:
        return self.annotate(
            meeting_count=Count("meetings", filter=Q(meetings__cancelled=False), distinct=True),
            statement_count=Count(
                "statements", filter=Q(statements__withdrawn=False), distinct=True
            ),
        )

    def newest_first(self) -> Self:
        return self.order_by(F("starts_on").desc(nulls_last=True), "-id")


class Engagement(Moving, Owned):
    """A reference group for a project that others lead; begun by a request, or written down."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Waits for the funder’s decision")
        RUNNING = "running", _("Goes on")
        ENDED = "ended", _("Has ended")
        DROPPED = "dropped", _("Did not come about")

    MOVES: dict[State, set[State]] = {
        State.PLANNED: {State.RUNNING, State.DROPPED},
        State.RUNNING: {State.ENDED, State.PLANNED},
        State.ENDED: {State.RUNNING},
        State.DROPPED: {State.PLANNED, State.RUNNING},
    }
    BEGUN = (State.RUNNING, State.ENDED)

    request = models.OneToOneField(
        ReferenceRequest, models.SET_NULL, null=True, blank=True, related_name="engagement"
    )
    title_sv = models.CharField(max_length=NAME_LENGTH, blank=True)
    title_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    organisation = models.CharField(max_length=NAME_LENGTH, blank=True)
    country = models.CharField(max_length=PLACE_LENGTH, blank=True)
    kind = models.CharField(max_length=12, choices=ReferenceKind, default=ReferenceKind.GROUP)
    programme = models.CharField(max_length=NAME_LENGTH, blank=True)
    call = models.ForeignKey(
        Call, models.SET_NULL, null=True, blank=True, related_name="engagements"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="engagements"
    )
    grant_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    public = models.BooleanField(default=False)
    closing_sv = models.TextField(blank=True)
    closing_en = models.TextField(blank=True)
    example = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(auto_now=True)

    meeting_count: int  # where it was asked for
    statement_count: int
    title, about, closing = InBoth("title"), InBoth("about"), InBoth("closing")
    objects = ScopedManager.from_queryset(EngagementQuerySet)()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("references:engagement", args=[self.pk])

    @property
    def has_begun(self) -> bool:
        return self.state in self.BEGUN

    @property
    def is_alive(self) -> bool:
        """Meetings, statements and hours may be written down."""
        return self.state != self.State.DROPPED


class EngagementMemberQuerySet(models.QuerySet["EngagementMember"]):
    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today))

    def with_who(self) -> Self:
        return self.select_related("organisation", "person")


class EngagementMember(Owned):
    """A partner takes part, through a person who may have no account here, for a time."""

    engagement = models.ForeignKey(Engagement, models.CASCADE, related_name="members")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="engagement_memberships"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="engagement_memberships",
    )
    person_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    role = models.CharField(max_length=ROLE_LENGTH, blank=True)
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager.from_queryset(EngagementMemberQuerySet)()

    class Meta:
        ordering = ["organisation__name", "id"]

    def __str__(self) -> str:
        return self.who

    @property
    def named(self) -> str:
        """Never an e-mail address, which stands for a person who has given no name."""
        return self.person.name if self.person else self.person_name

    @property
    def who(self) -> str:
        """The person and the organisation, or the organisation alone."""
        return f"{self.named}, {self.organisation}" if self.named else str(self.organisation)
