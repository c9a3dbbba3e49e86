"""A text that several write at the same time, and what has been written in it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Count, Exists, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager

TITLE_LENGTH = 200
ADDRESS_LENGTH = 300
KIND_LENGTH = 40
LATE = timedelta(seconds=10)  # the live part derives within a second or two


class SharedTextQuerySet(models.QuerySet["SharedText"]):
    def with_more_updates_than(self, number: int, *, before: datetime) -> Self:
        old = Count("updates", filter=Q(updates__at__lt=before))
        return self.annotate(old=old).filter(old__gt=number)


class SharedText(Owned):
    """A text that several write at the same time.

    `kind` says whose it is: `settings.WRITING` names for each kind the rule that says what a
    person may do. `address` is the page where it is written, without language and without a
    slash first. `content` is the ProseMirror document as it was last derived from what people
    wrote, a second after or less; what they wrote stands in the snapshot and the updates.
    """

    class Counts(models.TextChoices):
        CHARACTERS = "characters", _("characters")
        WORDS = "words", _("words")

    kind = models.CharField(max_length=KIND_LENGTH)
    title = models.CharField(max_length=TITLE_LENGTH)
    address = models.CharField(max_length=ADDRESS_LENGTH, blank=True)
    limit = models.PositiveIntegerField(null=True, blank=True, validators=[MinValueValidator(1)])
    counts = models.CharField(max_length=10, choices=Counts, default=Counts.CHARACTERS)

    content = models.JSONField(default=dict, blank=True)
    plain = models.TextField(blank=True)
    characters = models.PositiveIntegerField(default=0)
    words = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(SharedTextQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "kind"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("writing:text", args=[self.pk])

    @property
    def url(self) -> str:
        """Where it is written, in the reader's language; its own page where there is no other."""
        return f"{reverse('home:home')}{self.address}" if self.address else self.get_absolute_url()

    @property
    def length(self) -> int:
        """In what its limit is counted in."""
        return self.words if self.counts == self.Counts.WORDS else self.characters

    @property
    def left(self) -> int | None:
        """How much more it may hold; less than nothing when it is too long."""
        return None if self.limit is None else self.limit - self.length

    @property
    def is_too_long(self) -> bool:
        return self.left is not None and self.left < 0

    @property
    def is_empty(self) -> bool:
        return not self.plain.strip()


class UpdateQuerySet(models.QuerySet["Update"]):
    def of(self, text_id: int) -> Self:
        return self.filter(text_id=text_id).order_by("id")

    def after(self, number: int) -> Self:
        return self.filter(id__gt=number)


class Update(Owned):
    """A Yjs update, as somebody wrote it. Ids of one text are in the order of their commits."""

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="updates")
    data = models.BinaryField()
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager.from_queryset(UpdateQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["text", "id"])]

    def __str__(self) -> str:
        return f"{self.text_id}: {self.pk}"


class Snapshot(Owned):
    """What the updates up to and with the number `until` come to; they themselves are gone."""

    text = models.OneToOneField(SharedText, models.CASCADE, related_name="snapshot")
    until = models.BigIntegerField(default=0)
    state = models.BinaryField()

    objects = ScopedManager["Snapshot"]()

    def __str__(self) -> str:
        return f"{self.text_id}: {self.until}"


class PulseQuerySet(models.QuerySet["Pulse"]):
    def beside(self, text: SharedText) -> None:
        """Something beside the text has changed: pages that show it ask anew."""
        self.filter(text=text).update(beside=F("beside") + 1)

    def late(self) -> Self:
        """Where what the text says should have been derived by now, and was not."""
        before = timezone.now() - LATE
        written = Update.objects.filter(text=models.OuterRef("text"), at__lt=before)
        return self.filter(Exists(written.filter(id__gt=models.OuterRef("derived"))))


class Pulse(Owned):
    """What the live part looks at many times a second: a row small enough for that.

    `latest` is the number of the latest update; whoever adds one locks this row first, so that
    numbers follow the order of commits; `derived` is that of the last one that `content` tells of.
    `beside` counts what changed beside the text.
    """

    text = models.OneToOneField(SharedText, models.CASCADE, related_name="pulse")
    latest = models.BigIntegerField(default=0)
    derived = models.BigIntegerField(default=0)
    beside = models.BigIntegerField(default=0)

    objects = ScopedManager.from_queryset(PulseQuerySet)()

    def __str__(self) -> str:
        return f"{self.text_id}: {self.latest}"


class Contribution(Owned):
    """Somebody wrote in a text on a day. Stays when the updates have become a snapshot."""

    text = models.ForeignKey(SharedText, models.CASCADE, related_name="contributions")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    day = models.DateField()

    objects = ScopedManager["Contribution"]()

    class Meta:
        ordering = ["-day", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text", "person", "day"],
                condition=Q(person__isnull=False),
                name="contribution_once_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.text_id}: {self.day}"
