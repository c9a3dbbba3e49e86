"""One application that several partners write together, from the first word to the decision."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.collaboration.models import Team
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.projects.models import Project

TITLE_LENGTH = 200
SUMMARY_LENGTH = 2000
SOON = 7  # days before the last day from which on it is near


class ApplicationQuerySet(models.QuerySet["Application"]):
    def of(self, organisations: models.QuerySet[Organisation]) -> Self:
        """Those that one of these organisations takes part in now."""
        return self.filter(members__organisation__in=organisations, members__state="in").distinct()

    def with_listing(self) -> Self:
        return self.select_related("call")

    def nearest_first(self) -> Self:
        return self.order_by(models.F("due_on").asc(nulls_last=True), "-id")


class Application(Moving, Owned):
    """Written in one language, which the funder chooses; everything else on its pages in both.

    `due_on` is the funder's last day, `due_at` the hour of that day where there is one, in the
    partnership's own time. `starts_on` and `ends_on` are the project's. The call, the idea it came
    from and the project it became are links of the trail.
    """

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        SENT = "sent", _("Sent")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        DROPPED = "dropped", _("Dropped")

    MOVES: dict[State, set[State]] = {
        State.WRITING: {State.SENT, State.DROPPED},
        State.SENT: {State.WRITING, State.GRANTED, State.REFUSED},
        State.GRANTED: {State.SENT},
        State.REFUSED: {State.SENT},
        State.DROPPED: {State.WRITING},
    }

    team = models.ForeignKey(
        Team, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    call = models.ForeignKey(
        Call, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    idea = models.ForeignKey(
        Idea, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="applications"
    )
    edition = models.ForeignKey(
        "applications.Edition",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
    )
    title = models.CharField(max_length=TITLE_LENGTH)
    summary = models.TextField(blank=True)
    language = models.CharField(
        max_length=2, choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))], default=SWEDISH
    )
    currency = models.CharField(max_length=3, default="SEK")
    due_on = models.DateField(null=True, blank=True)
    due_at = models.TimeField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="applications"
    )
    begun_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    # Two people may change its facts: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(ApplicationQuerySet)()

    class Meta:
        ordering = ["-begun_at", "-id"]
        indexes = [models.Index(fields=["partnership", "state", "due_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("applications:detail", args=[self.pk])

    @property
    def is_being_written(self) -> bool:
        return self.state == self.State.WRITING

    @property
    def days_left(self) -> int | None:
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    @property
    def is_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= SOON

    @property
    def is_late(self) -> bool:
        """The last day has passed, and nothing was sent."""
        return self.is_being_written and self.days_left is not None and self.days_left < 0

    @property
    def years(self) -> list[int]:
        """The calendar years that the project touches; this year where nothing is known."""
        first: date = self.starts_on or timezone.localdate()
        last: date = self.ends_on or first
        return list(range(first.year, max(first.year, last.year) + 1))
