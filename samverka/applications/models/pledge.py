"""Letters of commitment: what a member promises in writing, and the copy it has signed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.consortium import Member
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager

FILE_NAME_LENGTH = 120


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def with_copies(self) -> Self:
        """With the copies that were signed, but not what is in them."""
        copies = SignedCopy.objects.listed()
        return self.select_related("made_by").prefetch_related(
            models.Prefetch("copies", queryset=copies, to_attr="listed")
        )


class Pledge(Moving, Owned):
    """The letter of one member. `mark` tells what it said when it was made, to see what changed."""

    class State(models.TextChoices):
        NONE = "none", _("Not made yet")
        MADE = "made", _("Made, not signed")
        SIGNED = "signed", _("Signed")

    MOVES: dict[State, set[State]] = {
        State.NONE: {State.MADE, State.SIGNED},
        State.MADE: {State.MADE, State.SIGNED},
        State.SIGNED: {State.SIGNED, State.MADE},
    }

    member = models.OneToOneField(Member, models.CASCADE, related_name="pledge")
    state = models.CharField(max_length=6, choices=State, default=State.NONE)
    mark = models.CharField(max_length=64, blank=True)
    made_at = models.DateTimeField(null=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(PledgeQuerySet)()

    def __str__(self) -> str:
        return f"{self.member}: {self.state}"

    @property
    def is_signed(self) -> bool:
        return self.state == self.State.SIGNED


class SignedCopyQuerySet(models.QuerySet["SignedCopy"]):
    def listed(self) -> Self:
        """Newest first, without what is in them, which may be large."""
        return self.select_related("by").defer("content").order_by("-id")

    def current(self) -> Self:
        return self.filter(replaced_at__isnull=True)


class SignedCopy(Owned):
    """A signed letter as it was handed in. Another one replaces it; this one stays in the history.

    It lies in the database, as logos do: every machine has it and every backup holds it. It is
    given back as a file to keep, never shown as a page of ours.
    """

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    ENDINGS = {Kind.PDF: "pdf", Kind.PNG: "png", Kind.JPEG: "jpg"}

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="copies")
    name = models.CharField(max_length=FILE_NAME_LENGTH)
    kind = models.CharField(max_length=20, choices=Kind)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)  # SHA-256 of what is in it
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    replaced_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(SignedCopyQuerySet)()

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        return self.ENDINGS[self.Kind(self.kind)]
