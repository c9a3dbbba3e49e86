"""Ideas: what somebody wants to change, and everything that is said and done about it."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Prefetch, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Municipality, Theme
from samverka.partnership.rules import carers
from samverka.support.models import Service
from samverka.talks.models import Talk

TITLE_LENGTH = 160
TEXT_LENGTH = 20_000
MESSAGE_LENGTH = 10_000


class IdeaQuerySet(models.QuerySet["Idea"]):
    def public(self) -> Self:
        """What its owner lets everybody read and somebody in the partnership has published."""
        return self.filter(published_at__isnull=False, erased_at=None, may_show=True).exclude(
            state=Idea.State.WITHDRAWN
        )

    def open(self) -> Self:
        return self.exclude(state__in=Idea.ENDED)

    def under_way(self) -> Self:
        """Those whose owner waits for us: neither ended nor a project with people of its own."""
        return self.filter(state__in=Idea.UNDER_WAY)

    def without_care(self) -> Self:
        """Those that nobody looks after, or somebody whose right to do so has ended."""
        return self.exclude(responsible__in=carers())

    def with_listing(self) -> Self:
        return self.select_related("municipality", "responsible").prefetch_related("themes")

    def with_care(self) -> Self:
        """What the inbox shows of each idea: its routings with their service and organisation."""
        routings = Routing.objects.select_related("service__organisation", "suggested")
        return self.with_listing().prefetch_related(Prefetch("routings", queryset=routings))

    def longest_wait_first(self) -> Self:
        return self.order_by(Coalesce("heard_at", "sent_at"), "id")

    def furthest_first(self) -> Self:
        return self.order_by("-station", "-sent_at", "-id")

    def newest_first(self) -> Self:
        return self.order_by(F("sent_at").desc(), "-id")


class Idea(Moving, Owned):
    class State(models.TextChoices):
        NEW = "new", _("New")
        IN_CARE = "in_care", _("In care")
        ADVISED = "advised", _("Advised")
        SEEKING_PARTNERS = "seeking_partners", _("Seeking partners")
        IN_APPLICATION = "in_application", _("In an application")
        PROJECT = "project", _("A project")
        CLOSED = "closed", _("Closed")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: dict[State, set[State]] = {
        State.NEW: {State.IN_CARE, State.CLOSED, State.WITHDRAWN},
        State.IN_CARE: {State.ADVISED, State.SEEKING_PARTNERS, State.CLOSED, State.WITHDRAWN},
        State.ADVISED: {
            State.SEEKING_PARTNERS,
            State.IN_APPLICATION,
            State.CLOSED,
            State.WITHDRAWN,
        },
        State.SEEKING_PARTNERS: {
            State.ADVISED,
            State.IN_APPLICATION,
            State.CLOSED,
            State.WITHDRAWN,
        },
        State.IN_APPLICATION: {
            State.SEEKING_PARTNERS,
            State.PROJECT,
            State.CLOSED,
            State.WITHDRAWN,
        },
        State.PROJECT: {State.CLOSED},
        State.CLOSED: {State.IN_CARE},
        State.WITHDRAWN: {State.NEW},
    }
    ENDED = (State.CLOSED, State.WITHDRAWN)
    UNDER_WAY = (
        State.NEW,
        State.IN_CARE,
        State.ADVISED,
        State.SEEKING_PARTNERS,
        State.IN_APPLICATION,
    )
    STATIONS: dict[State, int] = {State.IN_APPLICATION: 2, State.PROJECT: 3}

    title = models.CharField(max_length=TITLE_LENGTH)
    text = models.TextField()
    language = models.CharField(max_length=2)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    themes = models.ManyToManyField(Theme, related_name="ideas", blank=True)
    talk = models.ForeignKey(Talk, models.SET_NULL, null=True, blank=True, related_name="ideas")
    email = models.EmailField(max_length=254, blank=True)
    may_show = models.BooleanField(default=False)
    consent_at = models.DateTimeField()
    consent_version = models.CharField(max_length=10)

    state = models.CharField(max_length=20, choices=State, default=State.NEW)
    # How far it has come, and stays when it is ended: 1 idea, 2 application, 3 project.
    station = models.PositiveSmallIntegerField(default=1)
    reason = models.TextField(blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="ideas"
    )
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    heard_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    erased_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Two people may work on one idea: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    tracking_key = models.CharField(max_length=40, unique=True, default=unguessable)
    sending_key = models.CharField(max_length=40, unique=True, default=unguessable)
    sender_mark = models.CharField(max_length=40, blank=True)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(IdeaQuerySet)()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [
            models.Index(fields=["partnership", "state"]),
            models.Index(fields=["partnership", "sent_at"]),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("ideas:detail", args=[self.pk])

    @property
    def care_url(self) -> str:
        return reverse("ideas:care", args=[self.pk])

    @property
    def tracking_url(self) -> str:
        return reverse("ideas:follow", args=[self.tracking_key])

    @property
    def is_open(self) -> bool:
        return self.state not in self.ENDED

    @property
    def is_public(self) -> bool:
        withdrawn = self.state == self.State.WITHDRAWN
        return bool(self.published_at and self.may_show and not self.erased_at and not withdrawn)

    @property
    def additions(self) -> models.QuerySet["Message"]:
        """What the owner has added to the text."""
        return self.messages.filter(voice=Message.Voice.ADDITION)

    @property
    def days_unheard(self) -> int:
        """Whole days since the owner last heard from somebody here."""
        return max(0, (timezone.now() - (self.heard_at or self.sent_at)).days)

    @property
    def waits_too_long(self) -> bool:
        return self.state in self.UNDER_WAY and self.days_unheard >= settings.OWNER_WAIT_DAYS

    @property
    def next_states(self) -> list[State]:
        """The states that somebody here may choose next, in the order of the table."""
        here = self.MOVES[self.State(self.state)]
        return [to for to in self.State if to in here and to is not self.State.WITHDRAWN]


class RoutingQuerySet(models.QuerySet["Routing"]):
    def asked_before(self, moment: datetime) -> Self:
        return self.filter(state=Routing.State.ASKED, asked_at__lt=moment)

    def live(self) -> Self:
        return self.filter(state__in=[Routing.State.ASKED, Routing.State.QUEUED])


class Routing(Moving, Owned):
    """An idea is passed to a service, which answers without an account."""

    class State(models.TextChoices):
        QUEUED = "queued", _("next in turn")
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("takes it on")
        DECLINED = "declined", _("not for them")
        SUGGESTED = "suggested", _("suggests somebody else")
        LAPSED = "lapsed", _("did not answer")
        DROPPED = "dropped", _("no longer asked")

    MOVES: dict[State, set[State]] = {
        State.QUEUED: {State.ASKED, State.DROPPED},
        State.ASKED: {
            State.ACCEPTED,
            State.DECLINED,
            State.SUGGESTED,
            State.LAPSED,
            State.DROPPED,
        },
        State.LAPSED: {
            State.ACCEPTED,
            State.DECLINED,
            State.SUGGESTED,
        },  # late is better than never
        State.ACCEPTED: set(),
        State.DECLINED: set(),
        State.SUGGESTED: set(),
        State.DROPPED: set(),
    }

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="routings")
    service = models.ForeignKey(Service, models.PROTECT, related_name="routings")
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    words = models.TextField(blank=True)
    reason = models.TextField(blank=True)
    suggested = models.ForeignKey(
        Service, models.SET_NULL, null=True, blank=True, related_name="suggested_in"
    )
    asked_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(RoutingQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["idea", "service"],
                condition=Q(state__in=["queued", "asked"]),
                name="a_service_is_asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.idea} → {self.service}"

    @property
    def answer_url(self) -> str:
        return reverse("ideas:answer", args=[self.key])

    @property
    def awaits_answer(self) -> bool:
        return self.State.ACCEPTED in self.MOVES[self.State(self.state)]

    @property
    def may_be_counted_on(self) -> bool:
        """Asked, in turn to be, or has said yes: need not be asked again."""
        return self.state in (self.State.QUEUED, self.State.ASKED, self.State.ACCEPTED)

    @property
    def is_part_of_it(self) -> bool:
        """The advisor has taken the idea on or may still do so, and reads what is said about it."""
        return self.awaits_answer or self.state == self.State.ACCEPTED


class MessageQuerySet(models.QuerySet["Message"]):
    def for_owner(self) -> Self:
        return self.exclude(voice=Message.Voice.NOTE)


class Message(Owned):
    """Something said about an idea."""

    class Voice(models.TextChoices):
        OWNER = "owner"
        ADDITION = "addition"  # the owner adds to the text of the idea
        TEAM = "team"
        ADVISOR = "advisor"
        NOTE = "note"  # stays inside the partnership

    idea = models.ForeignKey(Idea, models.CASCADE, related_name="messages")
    voice = models.CharField(max_length=10, choices=Voice)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="messages"
    )
    service = models.ForeignKey(Service, models.SET_NULL, null=True, related_name="messages")
    text = models.TextField()
    asks = models.BooleanField(default=False)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(MessageQuerySet)()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.text[:60]
