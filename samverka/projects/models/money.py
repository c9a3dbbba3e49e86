"""What pays for a project: money from somebody, and what its partners put in."""

from decimal import ROUND_HALF_UP, Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.template.defaultfilters import date as format_date
from django.utils.translation import gettext_lazy as _

from samverka.common.columns import money
from samverka.partnership.models import Organisation
from samverka.projects.models.project import ProjectPartner
from samverka.projects.models.rows import LINE_LENGTH, ProjectRow

CENT = Decimal("0.01")
MOST_HOURS = Decimal(744)  # of one line: all the hours of the longest month


class Funding(ProjectRow):
    """One sum that a project has. Who gives it is an organisation of ours or a name; `told_in` is
    where it is written, such as the number of a decision."""

    class Kind(models.TextChoices):
        GRANT = "grant", _("Grant")
        OWN = "own", _("Own money")
        OTHER = "other", _("Other money")

    kind = models.CharField(max_length=5, choices=Kind, default=Kind.GRANT)
    funder = models.CharField(max_length=LINE_LENGTH, blank=True)
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="funds"
    )
    amount = money()
    currency = models.CharField(max_length=3, default="SEK")
    told_in = models.CharField(max_length=LINE_LENGTH, blank=True)
    is_public = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.who

    @property
    def who(self) -> str:
        return self.organisation.name if self.organisation else self.funder


class Contribution(ProjectRow):
    """What a partner put in during a month: hours, things and rooms, or money.

    `month` is its first day. Hours have a number, and a value each where one has been agreed; the
    rest an amount. All in the currency of the house.
    """

    class Kind(models.TextChoices):
        HOURS = "hours", _("Hours")
        IN_KIND = "in_kind", _("Rooms, things or services")
        CASH = "cash", _("Money")

    partner = models.ForeignKey(ProjectPartner, models.RESTRICT, related_name="contributions")
    month = models.DateField()
    kind = models.CharField(max_length=7, choices=Kind, default=Kind.HOURS)
    hours = models.DecimalField(
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal(0))],
    )
    hour_value = money(null=True, blank=True)
    amount = money(null=True, blank=True)
    what = models.CharField(max_length=LINE_LENGTH, blank=True)

    class Meta(ProjectRow.Meta):
        ordering = ["-month", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="hours", hours__isnull=False, amount=None)
                | Q(~Q(kind="hours"), hours=None, hour_value=None, amount__isnull=False),
                name="hours_or_an_amount",
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner}, {format_date(self.month, 'F Y')}"

    @property
    def worth(self) -> Decimal | None:
        """In whole cents; None for hours without a value."""
        amount: Decimal | None = self.amount
        hours: Decimal | None = self.hours
        value: Decimal | None = self.hour_value
        if amount is not None or hours is None or value is None:
            return amount
        return (hours * value).quantize(CENT, ROUND_HALF_UP)
