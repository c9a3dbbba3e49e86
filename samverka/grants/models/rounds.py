"""The host's own call, turn by turn: what is asked for, by which terms, and who handles it."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from samverka.applications.models import Edition
from samverka.calls.models import Call
from samverka.calls.opening import Opening, opening
from samverka.common.columns import money
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation

NAME_LENGTH = 200
WORDS_LENGTH = 2_000


class RoundQuerySet(models.QuerySet["Round"]):
    def public(self) -> Self:
        """Those that have been published, also when they are over."""
        return self.exclude(state=Round.State.DRAFT)

    def of(self, person: models.Model) -> Self:
        """Those whose panel the person sits in."""
        return self.filter(panelists__person=person, panelists__left_at=None).distinct()

    def newest_first(self) -> Self:
        return self.order_by("-opens_on", "-id")


class Round(Moving, Owned):
    """One turn of a call of our own, with a budget, or one that takes applications all the time.

    Without `closes_on` it is rolling; it pauses in `paused_months` (1–12). `edition` is the form,
    `cost_rules` names rules of `samverka.budgets`. `kinds` are the kinds of organisation that may
    apply and `municipalities` where they work (codes; none: anywhere in the county). Money is in
    `currency`. `times` is how often one project may get a grant, for at most `longest_months` each.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being prepared")
        OPEN = "open", pgettext_lazy("a round", "Published")
        ENDED = "ended", _("Ended")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.OPEN},
        State.OPEN: {State.ENDED, State.DRAFT},
        State.ENDED: {State.OPEN},
    }

    call = models.ForeignKey(Call, models.PROTECT, related_name="rounds")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds")
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=100)
    name_sv = models.CharField(max_length=NAME_LENGTH)
    name_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    terms_sv = models.TextField(blank=True)
    terms_en = models.TextField(blank=True)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True, blank=True)
    paused_months = models.JSONField(default=list, blank=True)
    currency = models.CharField(max_length=3, default="SEK")
    budget = money(null=True, blank=True)
    cost_rules = models.CharField(max_length=60)
    kinds = models.JSONField(default=list, blank=True)
    municipalities = models.JSONField(default=list, blank=True)
    times = models.PositiveSmallIntegerField(default=3, validators=[MinValueValidator(1)])
    longest_months = models.PositiveSmallIntegerField(default=12, validators=[MinValueValidator(1)])
    report_days = models.PositiveSmallIntegerField(default=60)
    state = models.CharField(max_length=6, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    name, terms = InBoth("name"), InBoth("terms")
    objects = ScopedManager.from_queryset(RoundQuerySet)()

    class Meta:
        ordering = ["-opens_on", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="round_once"),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__gte=F("opens_on")),
                name="a_round_closes_after_it_opens",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("grants:round", args=[self.slug])

    @property
    def stops_on(self) -> date | None:
        """The last day before it pauses or closes, where one is known."""
        return self.opening.next_stop(timezone.localdate())

    @property
    def opening(self) -> Opening:
        """Its days, which can be asked about any day."""
        return opening(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            cutoffs=[],
            windows=[],
            paused_months=self.paused_months,
        )

    @property
    def is_rolling(self) -> bool:
        return self.closes_on is None

    @property
    def pauses(self) -> list[str]:
        """The months when it pauses, by name."""
        return [str(MONTHS[month]) for month in sorted(self.paused_months)]

    @property
    def is_public(self) -> bool:
        return self.state != self.State.DRAFT

    @property
    def takes_applications(self) -> bool:
        """Published, and not between two turns today."""
        return self.state == self.State.OPEN and self.opening.takes(timezone.localdate())


class Criterion(Owned):
    """What applications are scored by: points from 1 to `most`, counted together by `weight`."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="criteria")
    number = models.PositiveSmallIntegerField()
    title_sv = models.CharField(max_length=NAME_LENGTH)
    title_en = models.CharField(max_length=NAME_LENGTH, blank=True)
    guidance_sv = models.TextField(blank=True)
    guidance_en = models.TextField(blank=True)
    most = models.PositiveSmallIntegerField(
        default=5, validators=[MinValueValidator(2), MaxValueValidator(10)]
    )
    weight = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(10)]
    )

    title, guidance = InBoth("title"), InBoth("guidance")
    objects = ScopedManager["Criterion"]()

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="criterion_number_once")
        ]

    def __str__(self) -> str:
        return self.title


class PanelistQuerySet(models.QuerySet["Panelist"]):
    def sitting(self) -> Self:
        """Those who have not left the panel."""
        return self.filter(left_at=None)

    def with_people(self) -> Self:
        return self.select_related("person", "organisation")


class Panelist(Owned):
    """Somebody who handles the applications of a round, for the organisation that sent them.

    Officers run it, assessors score, deciders decide. Whoever coordinates the partnership is
    nobody here until they sit in the panel, and whoever has left it sees nothing more.
    """

    class Role(models.TextChoices):
        OFFICER = "officer", _("Officer")
        ASSESSOR = "assessor", _("Assessor")
        DECIDER = "decider", _("Decides")

    round = models.ForeignKey(Round, models.CASCADE, related_name="panelists")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="panel_places"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="panel_places")
    role = models.CharField(max_length=8, choices=Role)
    joined_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager.from_queryset(PanelistQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "person"],
                condition=Q(left_at=None),
                name="one_place_in_a_panel",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"
