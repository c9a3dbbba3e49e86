"""What each organisation of the consortium commits: work, hours, money, things."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Self

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.consortium import Member
from samverka.common.tenancy import Owned, ScopedManager

WHAT_LENGTH = 300
CENT = Decimal("0.01")
NOTHING_LESS = [MinValueValidator(Decimal(0))]


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def of_those_in(self) -> Self:
        return self.filter(member__state=Member.State.IN)

    def with_member(self) -> Self:
        return self.select_related("member__organisation", "member__application")


class Commitment(Owned):
    """One thing that a member brings. `amount` is what it is worth, in the application's currency.

    Paid work and voluntary hours have `hours` and `hour_value`; their amount is the product,
    rounded to the cent. Money and things have an amount alone.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("Work that is paid")
        HOURS = "hours", _("Voluntary hours")
        CASH = "cash", _("Money")
        IN_KIND = "in_kind", _("Things and premises")

    TIMED = (Kind.WORK, Kind.HOURS)

    member = models.ForeignKey(Member, models.CASCADE, related_name="commitments")
    kind = models.CharField(max_length=10, choices=Kind)
    what = models.CharField(max_length=WHAT_LENGTH)
    hours = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=NOTHING_LESS
    )
    hour_value = models.DecimalField(
        max_digits=9, decimal_places=2, null=True, blank=True, validators=NOTHING_LESS
    )
    amount = models.DecimalField(
        max_digits=14, decimal_places=2, default=Decimal(0), validators=NOTHING_LESS
    )
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(CommitmentQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.what}, {self.member}"

    @property
    def is_timed(self) -> bool:
        return self.kind in self.TIMED

    @property
    def worth(self) -> Decimal:
        """Hours times their value; else the amount as it was written."""
        if self.is_timed and self.hours is not None and self.hour_value is not None:
            return (self.hours * self.hour_value).quantize(CENT, ROUND_HALF_UP)
        return self.amount
