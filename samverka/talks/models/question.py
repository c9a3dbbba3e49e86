"""What the audience asks while a talk goes on, each on their own phone."""

from datetime import timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.talks.models.talk import Talk

QUESTION_LENGTH = 300
MOST_QUESTIONS = 300  # at one talk
MOST_OF_ONE = 20  # of one asker
MOST_A_MINUTE = 4  # of one asker
LATE = timedelta(hours=1)  # a talk may run over


class QuestionTime(Owned):
    """A talk takes questions: `code` is on the screen and opens the door until it is closed.

    `changes` goes up with all that happens: who has seen this number has seen it all.
    """

    talk = models.OneToOneField(Talk, models.CASCADE, related_name="question_time")
    code = models.CharField(max_length=12)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    changes = models.PositiveIntegerField(default=0)
    forgotten_at = models.DateTimeField(null=True)

    objects = ScopedManager["QuestionTime"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "code"],
                condition=Q(closed_at=None),
                name="a_code_leads_to_one_talk",
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_open(self) -> bool:
        """Until somebody closes it, and never for long after the talk."""
        is_held = self.talk.state == Talk.State.PUBLISHED
        return self.closed_at is None and is_held and timezone.now() < self.talk.ends_at + LATE


class AudienceQuestionQuerySet(models.QuerySet["AudienceQuestion"]):
    def shown(self) -> Self:
        return self.exclude(state=AudienceQuestion.State.HIDDEN)

    def most_wanted(self) -> Self:
        """What most want to know first, then in the order in which it was asked."""
        return self.order_by("-wanted", "id")

    def hidden(self) -> Self:
        return self.filter(state=AudienceQuestion.State.HIDDEN)


class AudienceQuestion(Moving, Owned):
    """Somebody in the audience asks; others want to know the same: `wanted` counts those others.

    `mark` is that of the asker's phone, no name, and is forgotten with those who came.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits")
        ANSWERED = "answered", _("Answered")
        HIDDEN = "hidden", _("Hidden")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.ANSWERED, State.HIDDEN},
        State.ANSWERED: {State.WAITING},
        State.HIDDEN: {State.WAITING},
    }

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="questions")
    words = models.CharField(max_length=QUESTION_LENGTH)
    name = models.CharField(max_length=80, blank=True)
    mark = models.CharField(max_length=32, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    wanted = models.PositiveIntegerField(default=0)

    objects = ScopedManager.from_queryset(AudienceQuestionQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["talk", "mark"])]

    def __str__(self) -> str:
        return self.words


class SameQuestion(Owned):
    """A phone that has said “me too”, once for each question."""

    question = models.ForeignKey(AudienceQuestion, models.CASCADE, related_name="same")
    mark = models.CharField(max_length=32)

    objects = ScopedManager["SameQuestion"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["question", "mark"], name="me_too_counts_once")
        ]

    def __str__(self) -> str:
        return str(self.pk)
