"""What stands beside a text: comments, suggestions, versions. None of it is in the text itself."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.writing.models.text import SharedText

WORDS_LENGTH = 5_000
QUOTE_LENGTH = 500
NAME_LENGTH = 120


def anchor_field() -> "models.JSONField[dict[str, str], Any]":
    """Where in the text: `from` and `to`, Yjs relative positions in base64.

    Empty for the text as a whole.
    """
    return models.JSONField(default=dict, blank=True)


class ThreadQuerySet(models.QuerySet["Thread"]):
    def open(self) -> Self:
        return self.filter(state=Thread.State.OPEN)

    def with_comments(self) -> Self:
        return self.select_related("resolved_by").prefetch_related("comments__by")


class Thread(Moving, Owned):
    """A conversation about a place in a text; `quote` is what stood there when it began."""

    class State(models.TextChoices):
        OPEN = "open", _("open")
        RESOLVED = "resolved", _("done with")

    MOVES: dict[State, set[State]] = {State.OPEN: {State.RESOLVED}, State.RESOLVED: {State.OPEN}}

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="threads")
    anchor = anchor_field()
    quote = models.CharField(max_length=QUOTE_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    begun_at = models.DateTimeField(default=timezone.now)
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(ThreadQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["text", "state"])]

    def __str__(self) -> str:
        return self.quote or str(self.text)

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class Comment(Owned):
    """What one person said in a thread. Never changed."""

    thread = models.ForeignKey(Thread, models.CASCADE, related_name="comments")
    words = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Comment"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]


class SuggestionQuerySet(models.QuerySet["Suggestion"]):
    def proposed(self) -> Self:
        return self.filter(state=Suggestion.State.PROPOSED)

    def with_people(self) -> Self:
        return self.select_related("by", "answered_by")


class Suggestion(Moving, Owned):
    """Other words for a place in a text: nothing changes before somebody takes them.

    `instead_of` is what stands between the ends of the anchor; empty where something is added.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        TAKEN = "taken", _("taken")
        DECLINED = "declined", _("declined")

    MOVES: dict[State, set[State]] = {
        State.PROPOSED: {State.TAKEN, State.DECLINED},
        State.TAKEN: set(),
        State.DECLINED: {State.PROPOSED},
    }

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="suggestions")
    anchor = anchor_field()
    instead_of = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    why = models.CharField(max_length=QUOTE_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(SuggestionQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["text", "state"])]

    def __str__(self) -> str:
        return f"{self.instead_of[:40]} → {self.wanted[:40]}"


class SavedVersionQuerySet(models.QuerySet["SavedVersion"]):
    def listed(self) -> Self:
        """Without what they say, which may be long."""
        return self.select_related("by").defer("content", "plain").order_by("-id")


class SavedVersion(Owned):
    """What a text said at a moment. With a name when a person kept it, without when the house did.

    `content` is enough to bring it back: a new edit makes the text say that again.
    """

    class Why(models.TextChoices):
        NAMED = "named", _("kept by hand")
        DAY = "day", _("the first change of a day")
        DELETION = "deletion", _("before much was taken away")
        RESTORING = "restoring", _("before an earlier version came back")

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="versions")
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    why = models.CharField(max_length=10, choices=Why, default=Why.NAMED)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    content = models.JSONField(default=dict)
    plain = models.TextField(blank=True)

    objects = ScopedManager.from_queryset(SavedVersionQuerySet)()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["text", "-id"])]

    def __str__(self) -> str:
        return self.name or str(self.get_why_display())
