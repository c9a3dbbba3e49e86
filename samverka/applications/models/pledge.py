"""Letters of commitment: what a member promises in writing, and the copy it has signed."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.consortium import Member
from samverka.common.signed import SignedPaper, SignedQuerySet
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager


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


class SignedCopy(SignedPaper):
    """The letter of a member, signed."""

    pledge = models.ForeignKey(Pledge, models.CASCADE, related_name="copies")

    objects = ScopedManager.from_queryset(SignedQuerySet)()

    class Meta(SignedPaper.Meta):
        pass
