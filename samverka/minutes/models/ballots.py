"""Votes: open, where the minutes say who voted how, and secret, where nothing can tell."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models import Attendee
from samverka.minutes.models.paragraphs import Paragraph

QUESTION_LENGTH = 300
OPTION_LENGTH = 200


class BallotQuerySet(models.QuerySet["Ballot"]):
    def open(self) -> Self:
        return self.filter(state=Ballot.State.OPEN)

    def counted(self) -> Self:
        return self.filter(state=Ballot.State.CLOSED)


class Ballot(Moving, Owned):
    """A question with options, put to those on the voting list when it opens."""

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        CLOSED = "closed", _("Counted")
        STOPPED = "stopped", _("Stopped, counts for nothing")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.CLOSED, State.STOPPED},
        State.CLOSED: set(),
        State.STOPPED: set(),
    }

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="ballots")
    question = models.CharField(max_length=QUESTION_LENGTH)
    secret = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(BallotQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph"], condition=Q(state="open"), name="one_ballot_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_counted(self) -> bool:
        return self.state == self.State.CLOSED


class BallotOption(Owned):
    """One answer and how many chose it. A secret ballot keeps this number and nothing finer.

    `number` of a secret ballot grows while it is open: what shows it asks `Ballot.is_counted`
    first. Who `abstains` is counted, but wins nothing.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="options")
    place = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=OPTION_LENGTH)
    abstains = models.BooleanField(default=False)
    number = models.PositiveIntegerField(default=0)

    objects = ScopedManager["BallotOption"]()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["ballot", "place"], name="an_option_stands_once")
        ]

    def __str__(self) -> str:
        return self.words


class BallotRight(Owned):
    """One on the voting list when the ballot opened. `choice` is kept in an open vote alone.

    In a secret ballot this row says that a code was handed out, never whether, when or how it was
    used.
    """

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="rights")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    choice = models.ForeignKey(BallotOption, models.PROTECT, null=True, related_name="+")
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

    Its key is random, and all of a ballot are written anew whenever one is handed out, so that
    neither the order of the rows nor what was written together tells whose it is.
    """

    id = models.UUIDField(primary_key=True)
    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="codes")
    hash = models.CharField(max_length=64, unique=True)

    objects = ScopedManager["BallotCode"]()

    def __str__(self) -> str:
        return self.hash[:8]
