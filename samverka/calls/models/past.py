"""Projects that got money before, each with the call that gave it."""

import re
from typing import Any, ClassVar, Final, NamedTuple, Self

from django.db import models
from django.db.models import BooleanField, Case, Value, When
from django.utils import timezone

from samverka.calls.models.call import REFERENCE_LENGTH
from samverka.calls.models.sources import CallSource
from samverka.common.tenancy import Owned, ScopedManager

TITLE_LENGTH: Final = 500
LEADS: Final = "coordinator"
NUMBERS: Final = re.compile("[0-9]+")
FEWEST_PARTS: Final = 2


class Partner(NamedTuple):
    """An organisation that took part; `country` is two letters, or ""."""

    name: str
    country: str
    leads: bool


def round_of(reference: str) -> str:
    """What the reference of a call shares with those of the years before and after it.

    HORIZON-CL2-2027-01-DEMOCRACY-03 and HORIZON-CL2-2023-DEMOCRACY-01-02 are both
    HORIZON-CL2-DEMOCRACY. Where hardly a word is left, it is the whole reference.
    """
    whole = reference.strip().upper()
    parts = [part for part in whole.split("-") if part and not NUMBERS.fullmatch(part)]
    return "-".join(parts) if len(parts) >= FEWEST_PARTS else whole


class PastProjectQuerySet(models.QuerySet["PastProject"]):
    def like(self, reference: str) -> Self:
        """Those of this call and of its other rounds."""
        return self.filter(round=round_of(reference))

    def same_call_first(self, reference: str) -> Self:
        """Then the newest."""
        same = When(call=reference.strip().upper(), then=Value(True))
        of_this = Case(same, default=Value(False), output_field=BooleanField())
        return self.annotate(of_this=of_this).order_by("-of_this", "-starts_on", "-pk")


class PastProject(Owned):
    """A project of somebody else's that got money, as a source tells of it.

    It speaks for the call that gave the money and for its other rounds, and is never shown among
    our own projects. `partners` are dicts with `name`, `country` and, of the first, `leads`: never
    how to reach a person.
    """

    source = models.ForeignKey(CallSource, models.CASCADE, related_name="past_projects")
    reference = models.CharField(max_length=REFERENCE_LENGTH)  # the funder's own number for it
    acronym = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=TITLE_LENGTH)
    objective = models.TextField(blank=True)
    call = models.CharField(max_length=REFERENCE_LENGTH)  # its reference, in capitals
    round = models.CharField(max_length=REFERENCE_LENGTH)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    amount = models.DecimalField(max_digits=17, decimal_places=2, null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    partners = models.JSONField(default=list)
    url = models.URLField(blank=True)
    raw_hash = models.CharField(max_length=64)
    changed_at = models.DateTimeField(default=timezone.now)

    of_this: bool  # where a queryset says so

    objects = ScopedManager.from_queryset(PastProjectQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "round"], name="past_projects_of_a_round")]
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="a_past_project_once")
        ]

    TOLD: ClassVar[tuple[str, ...]] = (
        *("acronym", "title", "objective", "call", "round", "starts_on", "ends_on"),
        *("amount", "currency", "partners", "url"),
    )

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return f"{self.acronym}: {self.title}" if self.acronym else self.title

    @property
    def who(self) -> list[Partner]:
        """Who took part; whoever led comes first."""
        told: list[dict[str, Any]] = self.partners
        return [Partner(one["name"], one["country"], one.get("leads", False)) for one in told]
