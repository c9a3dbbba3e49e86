"""What was decided: the register."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.items import AgendaItem
from samverka.partnership.models import Organisation

DECISION_LENGTH = 2000
WORDS_LENGTH = 500


class DecisionQuerySet(models.QuerySet["Decision"]):
    def standing(self) -> Self:
        """Taken, and not struck again while the meeting went on."""
        return self.filter(struck_at=None)

    def open(self) -> Self:
        return self.standing().filter(state=Decision.State.OPEN)

    def to_follow_up(self, day: date) -> Self:
        """Open, and their day of follow-up, or else their last day, has come."""
        return self.open().filter(Q(follow_up_on__lte=day) | Q(follow_up_on=None, due_on__lte=day))

    def with_listing(self) -> Self:
        return self.select_related("item__meeting", "owner", "owner_organisation")


class Decision(Moving, Owned):
    """A decision of a meeting, in the words that it was taken; its item carries the paragraph.

    `state` is what became of it: something to do is open until it is done. What asks for nothing
    more is done when it is taken.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To be done")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("No longer")

    class How(models.TextChoices):
        ACCLAMATION = "acclamation", _("By voice")
        COUNTED = "counted", _("By counted votes")
        BALLOT = "ballot", _("By secret ballot")

    class Role(models.TextChoices):
        COORDINATORS = "coordinators", _("The coordinators")
        COMMITTEE = "committee", _("The working committee")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.DONE, State.DROPPED},
        State.DONE: {State.OPEN},
        State.DROPPED: {State.OPEN},
    }

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    words = models.TextField(max_length=DECISION_LENGTH)
    how = models.CharField(max_length=12, choices=How, default=How.ACCLAMATION)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_role = models.CharField(max_length=20, choices=Role, blank=True)
    due_on = models.DateField(null=True, blank=True)
    follow_up_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DONE)
    decided_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=WORDS_LENGTH, blank=True)  # what came of it, in a line
    ended_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(DecisionQuerySet)()

    class Meta:
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        return reverse("meetings:decision", args=[self.pk])
