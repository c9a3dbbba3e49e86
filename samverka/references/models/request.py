"""A consortium elsewhere asks us to be its reference group; whom of us that would take."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models import Call
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.projects.models import Project
from samverka.references.clock import SOON, promised

NAME_LENGTH = 160
PLACE_LENGTH = 80
TEXT_LENGTH = 5_000
NUMBER_LENGTH = 60


class ReferenceKind(models.TextChoices):
    """What we are asked to be."""

    GROUP = "group", _("Reference group")
    STAKEHOLDERS = "stakeholders", _("Stakeholder group")
    LETTER = "letter", _("Letter of support only")
    OTHER = "other", _("Something else")


class ReferenceRequestQuerySet(models.QuerySet["ReferenceRequest"]):
    def waiting(self) -> Self:
        """Those that wait for us, not for who asked."""
        return self.filter(state__in=ReferenceRequest.WAITING)

    def there(self) -> Self:
        """Those that who asked has not erased."""
        return self.filter(erased_at=None)

    def with_listing(self) -> Self:
        return self.select_related("call", "project")

    def nearest_answer_first(self) -> Self:
        return self.order_by("due_on", "id")

    def outcome_to_ask(self, today: date) -> Self:
        """The funder should have decided, and we have not asked since how it went."""
        unknown = self.there().filter(
            state=ReferenceRequest.State.ACCEPTED, outcome=ReferenceRequest.Outcome.UNKNOWN
        )
        due = unknown.filter(decision_on__lt=today)
        return due.filter(Q(outcome_asked_on=None) | Q(outcome_asked_on__lte=F("decision_on")))


class ReferenceRequest(Moving, Owned):
    """Who asks, for what, until when. Answered on a page whose address is the key.

    `due_on` is the day by which we have promised to answer; it stands still `waits_since` a
    question went back. `outcome` is what the funder said of their proposal, on `outcome_on`.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("Received")
        LOOKED_AT = "looked_at", _("Being looked at")
        ASKED_BACK = "asked_back", _("A question has gone back")
        ACCEPTED = "accepted", _("We have said yes")
        DECLINED = "declined", _("We have said no")
        WITHDRAWN = "withdrawn", _("Withdrawn by who asked")

    MOVES: dict[State, set[State]] = {
        State.RECEIVED: {
            *(State.LOOKED_AT, State.ASKED_BACK),
            *(State.ACCEPTED, State.DECLINED, State.WITHDRAWN),
        },
        State.LOOKED_AT: {State.ASKED_BACK, State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
        State.ASKED_BACK: {State.LOOKED_AT, State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
        State.ACCEPTED: {State.LOOKED_AT, State.WITHDRAWN},
        State.DECLINED: {State.LOOKED_AT},
        State.WITHDRAWN: {State.LOOKED_AT, State.ACCEPTED},
    }
    WAITING = (State.RECEIVED, State.LOOKED_AT)
    OPEN = (*WAITING, State.ASKED_BACK)

    class Outcome(models.TextChoices):
        UNKNOWN = "unknown", _("Not known yet")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")

    class Reminded(models.IntegerChoices):
        """How far the clock has been told of."""

        NOT = 0
        SOON = 1
        LATE = 2

    organisation = models.CharField(max_length=NAME_LENGTH)
    country = models.CharField(max_length=PLACE_LENGTH)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    languages = models.CharField(max_length=PLACE_LENGTH, blank=True)
    programme = models.CharField(max_length=NAME_LENGTH, blank=True)
    call = models.ForeignKey(
        Call, models.SET_NULL, null=True, blank=True, related_name="reference_requests"
    )
    title = models.CharField(max_length=NAME_LENGTH)
    summary = models.TextField()
    kind = models.CharField(max_length=12, choices=ReferenceKind)
    wanted = models.TextField()
    meetings_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    hours_a_year = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    answer_wanted_on = models.DateField(null=True, blank=True)
    decision_on = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=2)  # of what we write to them

    state = models.CharField(max_length=10, choices=State, default=State.RECEIVED)
    sent_at = models.DateTimeField(default=timezone.now)
    due_on = models.DateField()
    waits_since = models.DateField(null=True, blank=True)
    reminded = models.PositiveSmallIntegerField(choices=Reminded, default=Reminded.NOT)
    ended_at = models.DateTimeField(null=True)  # accepted, declined or withdrawn
    decision_words = models.TextField(blank=True)

    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.UNKNOWN)
    outcome_on = models.DateField(null=True, blank=True)
    outcome_asked_on = models.DateField(null=True, blank=True)
    grant_number = models.CharField(max_length=NUMBER_LENGTH, blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="reference_requests"
    )
    example = models.BooleanField(default=False)
    erased_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Two people may work on one request: whoever saw an older version is shown the newer first.
    version = models.PositiveIntegerField(default=1)
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    sending_key = models.CharField(max_length=40, unique=True, default=unguessable)
    sender_mark = models.CharField(max_length=40, blank=True)

    objects = ScopedManager.from_queryset(ReferenceRequestQuerySet)()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["partnership", "state", "due_on"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("references:request", args=[self.pk])

    @property
    def follow_url(self) -> str:
        return reverse("references:follow", args=[self.key])

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def is_waiting(self) -> bool:
        return self.state in self.WAITING

    @property
    def days_left(self) -> int:
        """Until the promised answer; less than nothing when it is late."""
        return (self.due_on - timezone.localdate()).days

    @property
    def is_soon(self) -> bool:
        return self.is_waiting and self.days_left <= SOON

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.days_left < 0

    @property
    def seeks_a_group(self) -> bool:
        return self.kind != ReferenceKind.LETTER

    def start_clock(self) -> None:
        """From today."""
        self.due_on = promised(timezone.localdate(), self.answer_wanted_on)
        self.waits_since, self.reminded = None, self.Reminded.NOT


class ReferenceLine(Owned):
    """Something said after the request: by who asked, or by us."""

    class Voice(models.TextChoices):
        ASKER = "asker"
        US = "us"
        DECISION = "decision"

    request = models.ForeignKey(ReferenceRequest, models.CASCADE, related_name="lines")
    voice = models.CharField(max_length=10, choices=Voice)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["ReferenceLine"]()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.voice}: {self.text[:40]}"


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def standing(self) -> Self:
        """Those whose question has not been taken back."""
        return self.exclude(state=Participation.State.TAKEN_BACK)

    def taking_part(self) -> Self:
        return self.filter(state=Participation.State.YES)

    def with_who(self) -> Self:
        return self.select_related("organisation", "person")


class Participation(Moving, Owned):
    """A partner, and perhaps one person there, is asked to take part; its key opens the answer.

    `question` is what we wrote when we asked, `words` what they said.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("No answer yet")
        YES = "yes", _("Takes part")
        NO = "no", _("Said no")
        TAKEN_BACK = "taken_back", _("Question taken back")

    MOVES: dict[State, set[State]] = {
        State.ASKED: {State.YES, State.NO, State.TAKEN_BACK},
        State.YES: {State.NO, State.TAKEN_BACK},
        State.NO: {State.YES, State.ASKED},
        State.TAKEN_BACK: {State.ASKED},
    }

    request = models.ForeignKey(ReferenceRequest, models.CASCADE, related_name="participations")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="reference_participations"
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="reference_participations",
    )
    state = models.CharField(max_length=10, choices=State, default=State.ASKED)
    question = models.TextField(blank=True)
    words = models.TextField(blank=True)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)

    objects = ScopedManager.from_queryset(ParticipationQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["request", "organisation"], name="a_partner_is_asked_once_for_a_request"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.request}"

    def get_absolute_url(self) -> str:
        return reverse("references:answer", args=[self.key])

    @property
    def who(self) -> str:
        """The person and the organisation, or the organisation alone."""
        named = self.person.name if self.person else ""
        return f"{named}, {self.organisation}" if named else str(self.organisation)
