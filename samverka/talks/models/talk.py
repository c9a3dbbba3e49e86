"""A Community Talk, its programme and those who speak."""

from datetime import datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.plan.models import ListedActivity


class TalkQuerySet(models.QuerySet["Talk"]):
    def public(self) -> Self:
        """What everybody may read of; a talk that was cancelled says so."""
        return self.exclude(state=Talk.State.DRAFT)

    def held_or_coming(self) -> Self:
        return self.filter(state=Talk.State.PUBLISHED)

    def upcoming(self) -> Self:
        return self.filter(ends_at__gte=timezone.now()).order_by("starts_at")

    def past(self) -> Self:
        return self.filter(ends_at__lt=timezone.now()).order_by("-starts_at")

    def between(self, since: datetime, until: datetime) -> Self:
        return self.filter(starts_at__lt=until, ends_at__gt=since)


class Talk(Moving, Owned):
    """A talk on a theme, open to everybody.

    `seats` is how many people the place holds; None: as many as come. `link` is where one takes
    part from afar, told to those who have registered. `sequence` counts what calendars must hear of
    (RFC 5545).
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        PUBLISHED = "published", _("Published")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.PUBLISHED},
        State.PUBLISHED: {State.CANCELLED},
        State.CANCELLED: {State.PUBLISHED},
    }

    slug = models.SlugField(max_length=100)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="talks")
    activity = models.ForeignKey(
        ListedActivity, models.SET_NULL, null=True, blank=True, related_name="talks"
    )
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place_sv = models.CharField(max_length=200, blank=True)
    place_en = models.CharField(max_length=200, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    link = models.URLField(max_length=300, blank=True)
    introduced_by = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="talks"
    )
    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    takes_registrations = models.BooleanField(default=False)
    seats = models.PositiveIntegerField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)  # registration; None: at the start
    cancelled_why = models.CharField(max_length=300, blank=True)
    notes_sv = models.TextField(blank=True)  # what was said, written afterwards
    notes_en = models.TextField(blank=True)
    film = models.URLField(max_length=300, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    updated_at = models.DateTimeField(auto_now=True)
    example = models.BooleanField(default=False)

    title, summary, place = InBoth("title"), InBoth("summary"), InBoth("place")
    notes = InBoth("notes")
    objects = ScopedManager.from_queryset(TalkQuerySet)()

    class Meta:
        ordering = ["starts_at"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="talk_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("talks:detail", args=[self.slug])

    @property
    def is_over(self) -> bool:
        return self.ends_at < timezone.now()

    @property
    def has_begun(self) -> bool:
        """Held, or being held: what comes of it can be written down."""
        return self.state == self.State.PUBLISHED and self.starts_at <= timezone.now()

    @property
    def is_told_of(self) -> bool:
        """Those who were not there can read or see what was said."""
        return bool(self.notes_sv or self.notes_en or self.film)

    @property
    def is_cancelled(self) -> bool:
        return self.state == self.State.CANCELLED

    @property
    def is_open_for_registration(self) -> bool:
        closes = self.closes_at or self.starts_at
        published = self.state == self.State.PUBLISHED
        return self.takes_registrations and published and timezone.now() < closes


class ProgrammePart(Owned):
    """One part of the programme, from a time on."""

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="programme")
    starts_at = models.DateTimeField()
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)

    title = InBoth("title")
    objects = ScopedManager["ProgrammePart"]()

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_outside(self) -> bool:
        """The talk has been moved away from it."""
        return not self.talk.starts_at <= self.starts_at < self.talk.ends_at


class SpeakerQuerySet(models.QuerySet["Speaker"]):
    def public(self) -> Self:
        """Those who have said yes to being named."""
        return self.filter(consent=Speaker.Consent.YES)


class Speaker(Owned):
    """Who speaks, from a partner or from outside. Nobody is named before they have said yes.

    `key` is the address where they answer, without an account.
    """

    class Consent(models.TextChoices):
        UNASKED = "unasked", _("Not asked yet")
        ASKED = "asked", _("Asked, has not answered")
        YES = "yes", _("Has said yes")
        NO = "no", _("Has said no")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="speakers")
    part = models.ForeignKey(
        ProgrammePart, models.SET_NULL, null=True, blank=True, related_name="speakers"
    )
    name = models.CharField(max_length=120)
    role_sv = models.CharField(max_length=160, blank=True)
    role_en = models.CharField(max_length=160, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    organisation_name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2, default="sv")
    consent = models.CharField(max_length=7, choices=Consent, default=Consent.UNASKED)
    film_too = models.BooleanField(default=False)  # may be filmed and published
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    answered_at = models.DateTimeField(null=True)
    forgotten_at = models.DateTimeField(null=True)  # the address; the answer stands

    role = InBoth("role")
    objects = ScopedManager.from_queryset(SpeakerQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_answered_by_letter(self) -> bool:
        """Then only they change the answer, also when their address is forgotten."""
        return bool(self.answered_at and (self.email or self.forgotten_at))
