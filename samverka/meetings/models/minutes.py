"""The minutes: written while the meeting goes on, approved by hash, then locked."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.attending import NAME_LENGTH
from samverka.meetings.models.meeting import Meeting


class Minutes(Moving, Owned):
    """The minutes of one meeting. Locked, they never change: a correction is a new item later."""

    class State(models.TextChoices):
        WRITING = "writing", _("Being written")
        ADJUSTING = "adjusting", _("With the adjusters")
        LOCKED = "locked", _("Approved and locked")

    MOVES: dict[State, set[State]] = {
        State.WRITING: {State.ADJUSTING},
        State.ADJUSTING: {State.WRITING, State.LOCKED},
        State.LOCKED: set(),
    }

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State, default=State.WRITING)
    locked_at = models.DateTimeField(null=True)

    objects = ScopedManager["Minutes"]()

    def __str__(self) -> str:
        return str(self.meeting)

    @property
    def is_locked(self) -> bool:
        return self.state == self.State.LOCKED


class MinutesVersion(Owned):
    """The whole of the minutes as they were sent to the adjusters; `hash` is SHA-256 of `content`.

    `content` is the canonical JSON of everything that the documents are made from.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["MinutesVersion"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="a_version_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, {self.number}"


class Adjuster(Owned):
    """A person whom the meeting chose to check the minutes; the chair is one by themselves."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="adjusters")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH)

    objects = ScopedManager["Adjuster"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "person"], name="an_adjuster_is_chosen_once")
        ]

    def __str__(self) -> str:
        return self.name


class Approval(Owned):
    """An adjuster, the chair or the secretary stands behind one version, named by its hash."""

    class As(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        ADJUSTER = "adjuster", _("Adjuster")

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="approvals")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    name = models.CharField(max_length=NAME_LENGTH)
    role = models.CharField(max_length=10, choices=As)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Approval"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "person", "role"], name="a_version_is_approved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.version}"
