"""What happened, and the letters that tell of it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from samverka.common.secrets import unguessable
from samverka.common.tenancy import Owned, ScopedManager


class HistoryQuerySet(models.QuerySet["History"]):
    def of(self, row: models.Model) -> Self:
        return self.filter(kind=row._meta.model_name, object_id=row.pk)


class History(Owned):
    """One thing that somebody did to one object; written in the transaction that did it.

    `detail` holds facts such as states and ids, never what people wrote: a text that its owner
    erases must not live on here. The ids are also the sequence that the matching index follows.
    """

    class Role(models.TextChoices):
        """As whom they acted; many who act have no account."""

        PERSON = "person"
        OWNER = "owner"
        ADVISOR = "advisor"
        SYSTEM = "system"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="history"
    )
    role = models.CharField(max_length=10, choices=Role)
    verb = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    object_id = models.BigIntegerField()
    detail = models.JSONField(default=dict)

    objects = ScopedManager.from_queryset(HistoryQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["kind", "object_id"])]

    def __str__(self) -> str:
        return f"{self.verb} {self.kind}:{self.object_id}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, now: datetime) -> Self:
        """Sign-in codes first: somebody sits and waits for them."""
        due = self.filter(state=Letter.State.WAITING, next_try_at__lte=now)
        return due.order_by("-confidential", "id")

    def in_trouble(self) -> Self:
        """Letters a person should look at: given up, or left half-way when a machine stopped."""
        an_hour_ago = timezone.now() - timedelta(hours=1)
        stuck = Q(state=Letter.State.LEAVING, next_try_at__lt=an_hour_ago)
        return self.filter(Q(state=Letter.State.FAILED) | stuck)

    def about(self, row: models.Model) -> Self:
        return self.filter(about_kind=row._meta.model_name, about_id=row.pk)

    def newest_first(self) -> Self:
        return self.order_by(F("written_at").desc(), "-id")


class Letter(Owned):
    """An e-mail, written as a row in the transaction that caused it and sent afterwards."""

    class State(models.TextChoices):
        WAITING = "waiting"
        LEAVING = "leaving"  # handed to the mail server; a crash here leaves it for a person
        SENT = "sent"
        FAILED = "failed"

    MOVES = {
        State.WAITING: {State.LEAVING},
        State.LEAVING: {State.SENT, State.WAITING, State.FAILED},
        State.FAILED: {State.WAITING},
        State.SENT: set[State](),
    }

    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    to = models.EmailField(max_length=254)
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True)
    # A sign-in code is worth as much as a password: its text is blotted out when it has left.
    confidential = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    written_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=300, blank=True)

    objects = ScopedManager.from_queryset(LetterQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["about_kind", "about_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"
