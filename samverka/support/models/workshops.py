"""A meeting that fills in the support map together, each on their own phone."""

from datetime import datetime
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
from samverka.support.models.needs import Need
from samverka.support.models.services import Kind, Stage

WORDS_LENGTH = 300
MOST_ENTRIES = 80  # of one participant
MOST_A_MINUTE = 20  # of one participant
MOST_PARTICIPANTS = 400  # of one workshop


class Workshop(Moving, Owned):
    """`code` is said aloud and lives only while the workshop is open."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Closed for writing")
        SAVED = "saved", _("Saved")

    MOVES: dict[State, set[State]] = {
        State.PLANNED: {State.OPEN},
        State.OPEN: {State.CLOSED},
        State.CLOSED: {State.OPEN, State.SAVED},
        State.SAVED: set(),
    }

    title = models.CharField(max_length=120)
    on = models.DateField(default=timezone.localdate)
    code = models.CharField(max_length=12)
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    led_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    # Goes up with everything that is written: who has seen this number has seen it all.
    changes = models.PositiveIntegerField(default=0)
    example = models.BooleanField(default=False)

    objects = ScopedManager["Workshop"]()

    class Meta:
        ordering = ["-on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                condition=Q(state__in=["planned", "open", "closed"]),
                name="a_code_leads_to_one_workshop",
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("support:workshop", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def next_states(self) -> list[State]:
        here = self.MOVES[self.State(self.state)]
        return [to for to in self.State if to in here]


class ParticipantQuerySet(models.QuerySet["Participant"]):
    def unused(self, since: datetime) -> Self:
        """Those who came before that time and have written nothing yet, in the order they came."""
        return self.filter(joined_at__lt=since, entries=None).order_by("joined_at", "id")


class Participant(Owned):
    """Somebody at a workshop, who needs no account: `key` in the address is their pen."""

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="participants")
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    name = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    # Their own choice: may partners read afterwards who wrote it?
    shows_name = models.BooleanField(default=False)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(ParticipantQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    @property
    def shown_as(self) -> str:
        """Name and organisation, as far as they let others read them."""
        return ", ".join(filter(None, [self.name, self.organisation])) if self.shows_name else ""

    @property
    def address(self) -> str:
        return reverse("support:workshop_pen", args=[self.key])


class EntryQuerySet(models.QuerySet["Entry"]):
    def standing(self) -> Self:
        """Not taken back by whoever wrote it."""
        return self.filter(taken_back_at=None)

    def counted(self) -> Self:
        """Each thing once: what was merged is in the one that it was merged with."""
        return self.standing().filter(merged_into=None)


class Entry(Owned):
    """What a participant wrote in one cell."""

    Kind = Kind

    workshop = models.ForeignKey(Workshop, models.CASCADE, related_name="entries")
    participant = models.ForeignKey(Participant, models.CASCADE, related_name="entries")
    need = models.ForeignKey(Need, models.CASCADE, related_name="+")
    stage = models.CharField(max_length=10, choices=Stage)
    kind = models.CharField(max_length=10, choices=Kind)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    # Closed and gone through: what it was made into.
    proposal = models.ForeignKey(
        "support.Proposal", models.SET_NULL, null=True, blank=True, related_name="entries"
    )

    objects = ScopedManager.from_queryset(EntryQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["workshop", "need", "stage"])]

    def __str__(self) -> str:
        return self.words[:60] or str(self.get_kind_display())
