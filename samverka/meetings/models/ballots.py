"""Votes: open, where the minutes say who voted how, and secret, where nothing can tell."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models.attending import Attendee
from samverka.meetings.models.items import AgendaItem

QUESTION_LENGTH = 300
OPTION_LENGTH = 200


class Ballot(Moving, Owned):
    """A question with options, put to those on the voting list when it opens."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Not opened")
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Counted")
        STOPPED = "stopped", _("Stopped, counts for nothing")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.OPEN, State.STOPPED},
        State.OPEN: {State.CLOSED, State.STOPPED},
        State.CLOSED: set(),
        State.STOPPED: set(),
    }

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="ballots")
    question = models.CharField(max_length=QUESTION_LENGTH)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager["Ballot"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["item"], condition=Q(state="open"), name="one_ballot_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.question


class Tally(Owned):
    """One option and how many chose it. A secret ballot keeps this number and nothing finer."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="tallies")
    place = models.PositiveSmallIntegerField()
    option = models.CharField(max_length=OPTION_LENGTH)
    number = models.PositiveIntegerField(default=0)

    objects = ScopedManager["Tally"]()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "place"], name="an_option_stands_once")
        ]

    def __str__(self) -> str:
        return self.option


class BallotRight(Owned):
    """One on the voting list when the ballot opened. `choice` is kept in an open vote alone.

    In a secret ballot this row says that a code was handed out, never whether, when or how it was
    used.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="rights")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    choice = models.ForeignKey(Tally, models.PROTECT, null=True, related_name="+")
    code_given = models.BooleanField(default=False)

    objects = ScopedManager["BallotRight"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "attendee"], name="one_right_for_each")
        ]

    def __str__(self) -> str:
        return str(self.attendee)


class BallotCode(Owned):
    """An unused code of a secret ballot, as a hash; it is gone when it has been used.

    Its key is random, so that the order of the rows tells nothing of the order of the handing out.
    """

    id = models.UUIDField(primary_key=True)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="codes")
    hash = models.CharField(max_length=64, unique=True)

    objects = ScopedManager["BallotCode"]()

    def __str__(self) -> str:
        return self.hash[:8]
