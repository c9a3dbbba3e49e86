"""Letters of support: each version as it was made, and the copies that were signed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from samverka.common.signed import SignedPaper, SignedQuerySet
from samverka.common.tenancy import Owned, ScopedManager
from samverka.references.models.request import NAME_LENGTH, ReferenceRequest

LETTER_LENGTH = 10_000
ROLE_LENGTH = 120


class SupportLetterQuerySet(models.QuerySet["SupportLetter"]):
    def newest_first(self) -> Self:
        return self.order_by("-number").select_related("made_by", "signatory")


class SupportLetter(Owned):
    """What the letter said in one version: never changed, only followed by another.

    `mark` is the SHA-256 of its words, so that a signed copy tells which version was signed.
    """

    request = models.ForeignKey(ReferenceRequest, models.CASCADE, related_name="letters")
    number = models.PositiveIntegerField()
    language = models.CharField(max_length=2)
    text = models.TextField()
    signatory = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="support_letters"
    )
    signatory_name = models.CharField(max_length=NAME_LENGTH)
    signatory_role = models.CharField(max_length=ROLE_LENGTH, blank=True)
    mark = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )

    objects = ScopedManager.from_queryset(SupportLetterQuerySet)()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["request", "number"], name="support_letter_once")
        ]

    def __str__(self) -> str:
        return f"{self.request}, {self.number}"


class SupportCopyQuerySet(SignedQuerySet):
    def given_out(self, request: ReferenceRequest) -> Self:
        """What who asked can fetch: as long as our yes stands, and they still ask."""
        standing = self.current().filter(letter__request__state=ReferenceRequest.State.ACCEPTED)
        return standing.filter(letter__request=request).order_by("-pk")


class SupportCopy(SignedPaper):
    """A letter of support, signed."""

    letter = models.ForeignKey(SupportLetter, models.CASCADE, related_name="copies")

    objects = ScopedManager.from_queryset(SupportCopyQuerySet)()

    class Meta(SignedPaper.Meta):
        pass
