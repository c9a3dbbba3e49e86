"""The budget of an application: by which rules it is counted, what it costs and who pays."""

from decimal import Decimal
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.applications.models.consortium import Member
from samverka.common.columns import money
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager

RULES_LENGTH = 60
COST_LENGTH = 200
PACKAGE_LENGTH = 20
GIVER_LENGTH = 120


class Budget(Moving, Owned):
    """`rules` names cost rules of `samverka.budgets`, `chosen` what was chosen in them.

    `decided_on` is when the funder is thought to decide: the years of de minimis aid end then.
    """

    class State(models.TextChoices):
        OPEN = "open", _("Being worked on")
        LOCKED = "locked", _("Locked")

    MOVES: dict[State, set[State]] = {State.OPEN: {State.LOCKED}, State.LOCKED: {State.OPEN}}

    application = models.OneToOneField(Application, models.CASCADE, related_name="budget")
    rules = models.CharField(max_length=RULES_LENGTH)
    chosen = models.JSONField(default=dict, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    def __str__(self) -> str:
        return f"{self.application}: {self.rules}"

    def get_absolute_url(self) -> str:
        return reverse("applications:budget", args=[self.application_id])

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN


class BudgetRate(Owned):
    """What one unit of a currency was worth in that of the rules, on a day, by which source."""

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="rates")
    currency = models.CharField(max_length=3)
    on = models.DateField()
    value = models.DecimalField(max_digits=12, decimal_places=6)
    source = models.CharField(max_length=COST_LENGTH, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["currency", "on"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "currency", "on"], name="one_rate_for_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.currency} {self.on}: {self.value}"


class Share(Owned):
    """What one member asks for and brings, and what the rules want to know of it.

    `kind` and `size` are words that cost rules use; `undertaking` is the same for members that are
    one single undertaking. `de_minimis`: its grant is given as such aid.
    """

    class Kind(models.TextChoices):
        NON_PROFIT = "non_profit", _("Association or other non-profit")
        PUBLIC = "public", _("Municipality, region or authority")
        UNIVERSITY = "university", _("University")
        COMPANY = "company", _("Company")

    class Size(models.TextChoices):
        SMALL = "small", _("Small: fewer than 50 people")
        MEDIUM = "medium", _("Medium: fewer than 250 people")
        LARGE = "large", _("Large")

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="shares")
    member = models.ForeignKey(Member, models.CASCADE, related_name="shares")
    grant = money(default=Decimal(0))
    own_cash = money(default=Decimal(0))
    own_in_kind = money(default=Decimal(0))
    external_cash = money(default=Decimal(0))
    external_in_kind = money(default=Decimal(0))
    participants_pay = money(default=Decimal(0))
    revenue = money(default=Decimal(0))
    kind = models.CharField(max_length=10, choices=Kind, blank=True)
    size = models.CharField(max_length=10, choices=Size, blank=True)
    country = models.CharField(max_length=2, default="SE")
    undertaking = models.CharField(max_length=COST_LENGTH, blank=True)
    de_minimis = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "member"], name="one_share_in_a_budget")
        ]

    def __str__(self) -> str:
        return str(self.member)


class CostLineQuerySet(models.QuerySet["CostLine"]):
    def with_member(self) -> Self:
        return self.select_related("member__organisation")


class CostLine(Owned):
    """One cost of one member. `category` and `unit` are words of the rules.

    `actual` and `lump` have an `amount`; `hours` and `unit` a `quantity` and a `unit_cost`, or a
    `unit` that the rules have a price for. `contributed` hours are given, voluntary or paid by the
    member itself: they are its own work among the financing too. Money is in the currency of the
    rules where `currency` is "".
    """

    class Mode(models.TextChoices):
        ACTUAL = "actual", _("An amount")
        HOURS = "hours", _("Hours")
        UNIT = "unit", _("Pieces at a price")
        LUMP = "lump", _("A lump sum")

    COUNTED = (Mode.HOURS, Mode.UNIT)

    budget = models.ForeignKey(Budget, models.CASCADE, related_name="costs")
    member = models.ForeignKey(Member, models.CASCADE, related_name="costs")
    category = models.CharField(max_length=40)
    what = models.CharField(max_length=COST_LENGTH)
    mode = models.CharField(max_length=10, choices=Mode, default=Mode.ACTUAL)
    amount = money(null=True, blank=True)
    quantity = money(null=True, blank=True)
    unit_cost = money(null=True, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    contributed = models.BooleanField(default=False)
    contains_indirect = models.BooleanField(default=False)
    work_package = models.CharField(max_length=PACKAGE_LENGTH, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    currency = models.CharField(max_length=3, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(CostLineQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.what

    @property
    def is_counted(self) -> bool:
        """By pieces or hours, and not as an amount."""
        return self.mode in self.COUNTED


class EarlierAid(Owned):
    """De minimis aid that the undertaking of a member was granted; `on` is the day it was."""

    share = models.ForeignKey(Share, models.CASCADE, related_name="aid")
    amount = money()
    currency = models.CharField(max_length=3, default="EUR")
    on = models.DateField()
    giver = models.CharField(max_length=GIVER_LENGTH, blank=True)

    objects = ScopedManager()

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.giver}, {self.on}"
