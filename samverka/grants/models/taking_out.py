"""All that a round holds, taken out as one file."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import SWEDISH
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.applying import GrantApplication
from samverka.grants.models.rounds import Round


class RoundArchive(Moving, Owned):
    """What one person may see of a round, made by the jobs process step by step.

    `numbers` are the applications that it is about, `done` of `of` are in it. The file is there
    when it is ready, for some days, and as long as the person may open every one of them.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for its turn")
        MAKING = "making", _("Being made")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Could not be made")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.MAKING},
        State.MAKING: {State.READY, State.FAILED},
        State.READY: set(),
        State.FAILED: set(),
    }

    round = models.ForeignKey(Round, models.CASCADE, related_name="archives")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="round_archives")
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    numbers = models.JSONField(default=list)
    language = models.CharField(max_length=2, default=SWEDISH)
    asked_at = models.DateTimeField(default=timezone.now)
    ready_at = models.DateTimeField(null=True, blank=True)
    content = models.BinaryField(default=b"")
    size = models.PositiveBigIntegerField(default=0)

    objects = ScopedManager["RoundArchive"]()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.round}: {self.state}"


class ArchivePart(Owned):
    """A file that is made and waits for the others: whoever goes on begins after it."""

    archive = models.ForeignKey(RoundArchive, models.CASCADE, related_name="parts")
    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="+")
    name = models.CharField(max_length=300)
    content = models.BinaryField()

    objects = ScopedManager["ArchivePart"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
