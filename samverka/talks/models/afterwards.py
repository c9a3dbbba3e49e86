"""What the audience asked, what they thought, and what the talk led to."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.talks.models.talk import Talk

QUESTION_LENGTH = 300
OUTCOME_LENGTH = 500


class AudienceQuestion(Moving, Owned):
    """A question from the audience while the talk goes on. `mark` is the asker's own, no name."""

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
    mark = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    wanted_by = models.JSONField(default=list)  # the marks of those who ask the same

    objects = ScopedManager["AudienceQuestion"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words


class TalkFeedback(Owned):
    """What somebody who came thought: of what use it was, and their own words."""

    class Use(models.TextChoices):
        MUCH = "much", _("Much")
        SOME = "some", _("Some")
        LITTLE = "little", _("Little")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="feedback")
    use = models.CharField(max_length=6, choices=Use)
    words = models.TextField(max_length=2000, blank=True)
    next_theme = models.CharField(max_length=OUTCOME_LENGTH, blank=True)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["TalkFeedback"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_use_display())


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def promised(self) -> Self:
        return self.filter(kind=Outcome.Kind.PROMISE)

    def open(self) -> Self:
        return self.filter(state=Outcome.State.OPEN)


class Outcome(Moving, Owned):
    """Something the talk led to. A promise has an owner and a day, and comes up at the next talk.

    An idea that came out of a talk says so itself (`Idea.talk`); here it is what was said of it.
    """

    class Kind(models.TextChoices):
        IDEA = "idea", _("An idea")
        PROBLEM = "problem", _("A problem")
        CONTACT = "contact", _("A contact")
        PROMISE = "promise", _("A promise")

    class State(models.TextChoices):
        OPEN = "open", _("Open")
        KEPT = "kept", _("Kept")
        DROPPED = "dropped", _("Came to nothing")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.KEPT, State.DROPPED},
        State.KEPT: {State.OPEN},
        State.DROPPED: {State.OPEN},
    }

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind)
    words_sv = models.CharField(max_length=OUTCOME_LENGTH)
    words_en = models.CharField(max_length=OUTCOME_LENGTH, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(max_length=120, blank=True)
    due_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    result = models.CharField(max_length=OUTCOME_LENGTH, blank=True)
    told_at = models.DateTimeField(default=timezone.now)
    is_public = models.BooleanField(default=True)

    objects = ScopedManager.from_queryset(OutcomeQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words_sv
