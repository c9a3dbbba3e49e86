"""What happened, and the letters that tell of it."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.secrets import unguessable
from samverka.common.tenancy import Owned, ScopedManager, whole_address
from samverka.record.kept_back import kept_back_from

ADDRESS = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")


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

    def gathered(self) -> Self:
        return self.filter(state=Letter.State.GATHERED)

    def gathered_for(self, person: Any) -> Self:
        """What their next digest will tell: nothing that they may not know of any more."""
        theirs = self.gathered().filter(to__iexact=person.email)
        return theirs.exclude(kept_back_from(person))

    def not_left(self) -> Self:
        """Not sent, neither alone nor in a digest."""
        told = Q(state=Letter.State.TOLD) & ~Q(digest=None)
        return self.exclude(state=Letter.State.SENT).exclude(told)

    def about(self, row: models.Model) -> Self:
        return self.filter(about_kind=row._meta.model_name, about_id=row.pk)

    def newest_first(self) -> Self:
        return self.order_by(F("written_at").desc(), "-id")


class Letter(Owned):
    """An e-mail, written as a row in the transaction that caused it and sent afterwards."""

    class State(models.TextChoices):
        GATHERED = "gathered"  # kept for the receiver's next digest
        TOLD = "told"  # stood in a digest
        WAITING = "waiting"
        LEAVING = "leaving"  # handed to the mail server; a crash here leaves it for a person
        SENT = "sent"
        FAILED = "failed"

    MOVES = {
        State.GATHERED: {State.TOLD},
        State.TOLD: {State.GATHERED},  # the digest was taken back before it left
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
    calendar = models.TextField(blank=True)  # an entry for the receiver's calendar (RFC 5546)
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
    digest = models.ForeignKey("self", models.SET_NULL, null=True, related_name="tells")
    stop_key = models.CharField(max_length=40, blank=True)  # opens how often we write, in one press

    objects = ScopedManager.from_queryset(LetterQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["state", "next_try_at"]),
            models.Index(fields=["about_kind", "about_id"]),
        ]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"

    @property
    def link(self) -> str:
        """What the letter leads to: the first address of ours in what we say; "" without any.

        What others wrote stands in the letter too, quoted, with whatever addresses they like.
        """
        said = [line for line in self.body.splitlines() if not line.startswith(">")]
        found = ADDRESS.findall("\n".join(said))
        return next((one for one in found if one.startswith(whole_address("/"))), "")


class Rhythm(Owned):
    """How often somebody with an account wants to hear from us, and when to be left alone.

    Hours are of the clock on the wall. What is due goes at once, but not in the quiet hours; a
    sign-in code always does.
    """

    class Every(models.TextChoices):
        DAY = "day", _("Once a day")
        WEEK = "week", _("Once a week, on Mondays")
        NEVER = "never", _("Never: I look at my desk")

    email = models.EmailField(max_length=254)
    every = models.CharField(max_length=5, choices=Every, default=Every.DAY)
    hour = models.PositiveSmallIntegerField(default=7)
    quiet_from = models.PositiveSmallIntegerField(default=20)
    quiet_until = models.PositiveSmallIntegerField(default=7)
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    last_at = models.DateTimeField(null=True)

    objects = ScopedManager["Rhythm"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "email"], name="one_rhythm_for_each")
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.every}"

    def last_turn(self, now: datetime) -> datetime | None:
        """When a digest was last to leave, before or at `now`; None for those who want none."""
        if self.every == self.Every.NEVER:
            return None
        local = timezone.localtime(now)
        days_ago = local.weekday() if self.every == self.Every.WEEK else 0
        turn = self._at(local.date() - timedelta(days=days_ago))
        return turn if turn <= now else self._at(turn.date() - self._step)

    def after_quiet_hours(self, now: datetime) -> datetime:
        """`now`, or the end of the quiet hours that it falls into."""
        local = timezone.localtime(now)
        if self.quiet_from == self.quiet_until:
            return now
        if self.quiet_from < self.quiet_until:
            is_quiet = self.quiet_from <= local.hour < self.quiet_until
        else:
            is_quiet = local.hour >= self.quiet_from or local.hour < self.quiet_until
        if not is_quiet:
            return now
        next_day = local.hour >= self.quiet_until
        return _clock(local.date() + timedelta(days=next_day), self.quiet_until)

    @property
    def _step(self) -> timedelta:
        return timedelta(days=7 if self.every == self.Every.WEEK else 1)

    def _at(self, day: date) -> datetime:
        return _clock(day, self.hour)


def _clock(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
