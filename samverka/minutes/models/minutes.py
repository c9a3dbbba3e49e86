"""The minutes of one meeting, who was there, and who leads it and checks what is written."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models import Attendee, Meeting
from samverka.partnership.models import Organisation


class Minutes(Moving, Owned):
    """What is written of a meeting, from the moment that it is opened.

    Locked, nothing in them changes any more, at no layer: the database itself refuses. `changes`
    goes up with everything that those in the room see: who has seen this number has seen it all.
    """

    class State(models.TextChoices):
        GOING_ON = "going_on", _("The meeting goes on")
        WRITING = "writing", _("Being written")
        ADJUSTING = "adjusting", _("With the adjusters")
        LOCKED = "locked", _("Approved and locked")

    MOVES: dict[State, set[State]] = {
        State.GOING_ON: {State.WRITING},
        State.WRITING: {State.GOING_ON, State.ADJUSTING},
        State.ADJUSTING: {State.WRITING, State.LOCKED},
        State.LOCKED: set(),
    }

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State, default=State.GOING_ON)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)

    objects = ScopedManager["Minutes"]()

    class Meta:
        ordering = ["-opened_at", "-id"]

    def __str__(self) -> str:
        return str(self.meeting)

    def get_absolute_url(self) -> str:
        return reverse("minutes:minutes", args=[self.meeting_id])

    @property
    def is_going_on(self) -> bool:
        return self.state == self.State.GOING_ON

    @property
    def may_be_written(self) -> bool:
        return self.state in (self.State.GOING_ON, self.State.WRITING)

    @property
    def is_adjusted(self) -> bool:
        """With those who check them, or past that: the text stands as a version with a hash."""
        return not self.may_be_written

    @property
    def is_locked(self) -> bool:
        return self.state == self.State.LOCKED


class PresenceQuerySet(models.QuerySet["Presence"]):
    def there(self) -> Self:
        """Who has come and not left."""
        return self.filter(left_at=None)

    def voting(self) -> Self:
        """The voting list: there, with the vote of a partner."""
        return self.there().filter(votes=True)

    def with_people(self) -> Self:
        return self.select_related("attendee__person", "organisation")


class Presence(Owned):
    """Somebody is, or was, at the meeting. One of each partner has its vote (`votes`).

    `organisation` is for whom they are there. Who leaves and comes back has one row.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="presences")
    attendee = models.OneToOneField(Attendee, models.PROTECT, related_name="presence")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+"
    )
    by_link = models.BooleanField(default=False)
    votes = models.BooleanField(default=False)
    arrived_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(PresenceQuerySet)()

    class Meta:
        ordering = ["attendee__name", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "organisation"],
                condition=Q(votes=True, left_at=None),
                name="one_vote_for_each_partner",
            )
        ]

    def __str__(self) -> str:
        return str(self.attendee)


class Officer(Owned):
    """Whom the meeting chose to lead it, to write, or to check the minutes."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        SECRETARY = "secretary", _("Secretary")
        ADJUSTER = "adjuster", _("Adjuster")

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="officers")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="offices")
    role = models.CharField(max_length=10, choices=Role)

    objects = ScopedManager["Officer"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            # Nobody checks what they have led or written themselves.
            models.UniqueConstraint(fields=["minutes", "attendee"], name="one_office_for_each"),
            models.UniqueConstraint(
                fields=["minutes", "role"],
                condition=~Q(role="adjuster"),
                name="one_chair_and_one_secretary",
            ),
        ]

    def __str__(self) -> str:
        return str(self.attendee)
