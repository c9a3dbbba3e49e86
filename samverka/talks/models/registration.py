"""Who comes to a talk: a seat, or a place in the queue."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.talks.models.talk import Talk

MOST_TOGETHER = 10  # people on one registration
NEEDS_LENGTH = 300


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def standing(self) -> Self:
        return self.filter(state__in=[Registration.State.SEATED, Registration.State.WAITING])

    def seated(self) -> Self:
        return self.filter(state=Registration.State.SEATED)

    def waiting(self) -> Self:
        """In the order in which they came."""
        return self.filter(state=Registration.State.WAITING).order_by("id")


class Registration(Moving, Owned):
    """Somebody wants to come, `people` in all; no account is needed: `key` opens their page.

    What they told is forgotten when the days of keeping are over (`forgotten_at`); how many came
    stays. `sequence` is that of the calendar entry they were last sent. `sending_key` is the mark
    of the page and the address that were sent, so that one page registers one address once.
    """

    class State(models.TextChoices):
        SEATED = "seated", _("Has a seat")
        WAITING = "waiting", _("On the waiting list")
        CANCELLED = "cancelled", _("Cancelled")

    MOVES: dict[State, set[State]] = {
        State.SEATED: {State.CANCELLED},
        State.WAITING: {State.SEATED, State.CANCELLED},
        State.CANCELLED: {State.SEATED, State.WAITING},
    }

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="registrations")
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    sending_key = models.CharField(max_length=64, blank=True, editable=False)
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    people = models.PositiveSmallIntegerField(default=1)
    food = models.CharField(max_length=NEEDS_LENGTH, blank=True)
    needs = models.CharField(max_length=NEEDS_LENGTH, blank=True)
    by_link = models.BooleanField(default=False)  # takes part from afar and needs no seat
    state = models.CharField(max_length=10, choices=State)
    registered_at = models.DateTimeField(default=timezone.now)
    seated_at = models.DateTimeField(null=True)
    sequence = models.PositiveIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    came = models.PositiveSmallIntegerField(null=True)  # people, said at the door
    thanked_at = models.DateTimeField(null=True)
    has_answered = models.BooleanField(default=False)  # what they thought: not when, nor what
    forgotten_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(RegistrationQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["talk", "email"],
                condition=Q(state__in=["seated", "waiting"]) & ~Q(email=""),
                name="an_address_is_registered_once",
            ),
            models.UniqueConstraint(
                fields=["talk", "sending_key"],
                condition=~Q(sending_key=""),
                name="a_page_registers_an_address_once",
            ),
        ]
        indexes = [models.Index(fields=["talk", "state"])]

    def __str__(self) -> str:
        return self.name or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("talks:registration", args=[self.key])

    @property
    def feedback_url(self) -> str:
        return reverse("talks:feedback", args=[self.key])

    @property
    def was_there(self) -> bool:
        """Had a seat at a talk that is over, and nobody has said that they did not come."""
        held = self.talk.is_over and self.talk.has_begun
        return held and self.state == self.State.SEATED and self.came != 0
