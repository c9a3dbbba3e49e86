"""A project, and who takes part in it."""

from datetime import date
from typing import Self

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Case, Q, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.calls.models import Call
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme

TITLE_LENGTH = 200
SUMMARY_LENGTH = 4000
SOURCE_LENGTH = 200
NAME_LENGTH = 200


class Role(models.TextChoices):
    """As what an organisation takes part."""

    LEAD = "lead", _("Lead partner")
    PARTNER = "partner", _("Partner")
    ASSOCIATED = "associated", _("Associated partner")


class ProjectQuerySet(models.QuerySet["Project"]):
    def with_listing(self) -> Self:
        return self.select_related("call").prefetch_related(
            models.Prefetch("takers", ProjectPartner.objects.lead_first().with_organisation()),
            "outsiders",
        )

    def with_public_funding(self) -> Self:
        """`fundings` are those that everybody may know of."""
        rows = apps.get_model("projects", "Funding")._default_manager
        public = rows.filter(is_public=True, removed_at=None).select_related("organisation")
        return self.prefetch_related(models.Prefetch("fundings", public))

    def of(self, organisations: models.QuerySet[Organisation]) -> Self:
        """Those that one of these organisations takes part in today."""
        taking = ProjectPartner.objects.current().filter(organisation__in=organisations)
        return self.filter(pk__in=taking.values("project"))

    def going_on(self) -> Self:
        """Planned, running, or nobody has said how it stands."""
        return self.exclude(state__in=Project.OVER)

    def newest_first(self) -> Self:
        """Those whose days are known come first."""
        return self.order_by(models.F("starts_on").desc(nulls_last=True), "id")


class Project(Moving, Owned):
    """Something that organisations do together, with money that somebody gives.

    `origin` says how it came here, `source` from where where it came from outside, and `reference`
    is the funder's own number for it. `leaves` is what stays when it is over. Of those that were
    here before anybody told it, the state is not known.
    """

    class State(models.TextChoices):
        UNKNOWN = "unknown", _("Not known")
        PLANNED = "planned", pgettext_lazy("a project", "Planned")
        RUNNING = "running", _("Running")
        ENDED = "ended", pgettext_lazy("a project", "Ended")
        STOPPED = "stopped", _("Stopped before its time")

    OVER = (State.ENDED, State.STOPPED)
    MOVES: dict[State, set[State]] = {
        State.UNKNOWN: {State.PLANNED, State.RUNNING, State.ENDED, State.STOPPED},
        State.PLANNED: {State.RUNNING, State.STOPPED, State.ENDED},
        State.RUNNING: {State.PLANNED, State.ENDED, State.STOPPED},
        State.ENDED: {State.RUNNING},
        State.STOPPED: {State.RUNNING, State.PLANNED},
    }

    class Origin(models.TextChoices):
        BY_HAND = "by_hand", _("Written by hand")
        APPLICATION = "application", _("A joint application")
        GRANT = "grant", _("A grant of our own")
        IMPORT = "import", _("Taken in from outside")

    slug = models.SlugField(max_length=100)
    title_sv = models.CharField(max_length=TITLE_LENGTH)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    leaves_sv = models.TextField(blank=True)
    leaves_en = models.TextField(blank=True)
    website = models.URLField(max_length=300, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNKNOWN)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="answers_for_projects",
    )
    origin = models.CharField(max_length=12, choices=Origin, default=Origin.BY_HAND)
    source = models.CharField(max_length=SOURCE_LENGTH, blank=True)
    reference = models.CharField(max_length=120, blank=True)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="projects")
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, related_name="projects")
    partners = models.ManyToManyField(
        Organisation, through="ProjectPartner", related_name="projects", blank=True
    )
    themes = models.ManyToManyField(Theme, related_name="projects", blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)
    # Two people may change its facts: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)

    title, summary, leaves = InBoth("title"), InBoth("summary"), InBoth("leaves")
    objects = ScopedManager.from_queryset(ProjectQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "state", "ends_on"])]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="project_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.slug])

    @property
    def is_over(self) -> bool:
        return self.state in self.OVER

    @property
    def state_is_known(self) -> bool:
        return self.state != self.State.UNKNOWN

    @classmethod
    def state_on(cls, today: date, starts_on: date | None, ends_on: date | None) -> State:
        """How one with these days stands, as far as the calendar tells."""
        if not (starts_on or ends_on):
            return cls.State.UNKNOWN
        if ends_on and ends_on < today:
            return cls.State.ENDED
        return cls.State.PLANNED if starts_on and starts_on > today else cls.State.RUNNING


class ProjectPartnerQuerySet(models.QuerySet["ProjectPartner"]):
    def current(self) -> Self:
        """Those that have not left."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def with_organisation(self) -> Self:
        return self.select_related("organisation")

    def lead_first(self) -> Self:
        """Then those with a budget, in the order they came."""
        order = [When(role=role, then=place) for place, role in enumerate(Role)]
        return self.order_by(Case(*order), "id")


class ProjectPartner(Owned):
    """An organisation in a project; `since` and `until` where it was not there all the time."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="takers")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="takes_part")
    role = models.CharField(max_length=10, choices=Role, default=Role.PARTNER)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager.from_queryset(ProjectPartnerQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "organisation"], name="a_partner_of_a_project_once"
            ),
            models.UniqueConstraint(
                fields=["project"], condition=Q(role="lead"), name="one_lead_of_a_project"
            ),
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def leads(self) -> bool:
        return self.role == Role.LEAD

    @property
    def has_left(self) -> bool:
        return self.until is not None and self.until < timezone.localdate()


class OutsidePartner(Owned):
    """Somebody who takes part and is not in the partnership: a name, and two letters of a country
    where it is known."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="outsiders")
    name = models.CharField(max_length=NAME_LENGTH)
    country = models.CharField(max_length=2, blank=True)
    role = models.CharField(max_length=10, choices=Role, default=Role.PARTNER)

    objects = ScopedManager["OutsidePartner"]()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["project", "name"], name="an_outsider_once")]

    def __str__(self) -> str:
        return self.name

    @property
    def leads(self) -> bool:
        return self.role == Role.LEAD
