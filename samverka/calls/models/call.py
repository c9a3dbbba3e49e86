"""Calls: money that can be applied for."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.opening import Opening, Standing, opening
from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Theme

TITLE_LENGTH, FUNDER_LENGTH, REFERENCE_LENGTH = 300, 160, 120
SUMMARY_LENGTH = 5_000
LAST_DAYS = 7  # from here on a deadline is marked as near


class CallQuerySet(models.QuerySet["Call"]):
    def public(self) -> Self:
        """Those that everybody may see, closed ones too."""
        return self.filter(state=Call.State.PUBLISHED)

    def proposed(self) -> Self:
        """Found by a source that is not sure: somebody has to look."""
        return self.filter(state=Call.State.PROPOSED)

    def not_closed(self) -> Self:
        still_open = Q(closes_on=None) | Q(closes_on__gte=timezone.localdate())
        return self.public().filter(still_open)

    def taking_on(self, day: date) -> Self:
        """Those that one can apply to on this day: begun, not over, and not between two windows."""
        begun = Q(opens_on=None) | Q(opens_on__lte=day)
        there = self.filter(begun, Q(closes_on=None) | Q(closes_on__gte=day))
        # Few come back every year or pause: only of those are the days looked at one by one.
        coming_back = there.exclude(windows=[], paused_months=[]).only(
            *("opens_on", "closes_on", "cutoffs", "windows", "paused_months")
        )
        away = [one.pk for one in coming_back.order_by("pk") if not one.opening.takes(day)]
        return there.exclude(pk__in=away)

    def for_any_idea(self) -> Self:
        return self.filter(takes_any_idea=True)

    def soonest_first(self) -> Self:
        return self.order_by(F("closes_on").asc(nulls_last=True), "id")


class Call(Moving, Owned):
    """A call for applications, or a standing scheme that is open without a deadline.

    It is open from `opens_on` to `closes_on`, the last of all its days; where there are several,
    `cutoffs` holds each as `CutOff.kept` gives it. A standing scheme may come back every year
    (`windows`: pairs of the first and the last day, as "03-01") and pause (`paused_months`, 1–12).

    Who may apply, as data: `applicants` are the kinds of organisation that may lead (values of
    `Organisation.Kind`; none: any kind where a person says so, else nobody knows), `needed_kinds`
    must take part besides, together at least `partners_min` organisations from `countries_min`
    countries, each of `countries` (two letters; none: any). `share` is the most that the funder
    pays, in per cent.

    What a source tells is taken over again and again, but never what a person has written:
    `curated` names those fields.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To be looked at")
        PUBLISHED = "published", _("Shown to everybody")
        HIDDEN = "hidden", _("Not shown")
        MERGED = "merged", _("The same as another")

    MOVES: dict[State, set[State]] = {
        State.PROPOSED: {State.PUBLISHED, State.HIDDEN, State.MERGED},
        State.PUBLISHED: {State.HIDDEN, State.MERGED, State.PROPOSED},
        State.HIDDEN: {State.PUBLISHED, State.MERGED, State.PROPOSED},
        State.MERGED: {State.PUBLISHED, State.HIDDEN, State.PROPOSED},
    }

    class Level(models.TextChoices):
        REGIONAL = "regional", _("Regional")
        NATIONAL = "national", _("National")
        EUROPEAN = "european", _("European")
        INTERNATIONAL = "international", _("International")

    state = models.CharField(max_length=10, choices=State, default=State.PUBLISHED)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="merged"
    )
    slug = models.SlugField(max_length=100)
    # The funder's own, such as HORIZON-CL2-2027-01; the same in every source that tells of it.
    reference = models.CharField(max_length=REFERENCE_LENGTH, blank=True, db_index=True)
    funder = models.CharField(max_length=FUNDER_LENGTH, blank=True)
    programme = models.CharField(max_length=FUNDER_LENGTH, blank=True)
    title_sv = models.CharField(max_length=TITLE_LENGTH, blank=True)
    title_en = models.CharField(max_length=TITLE_LENGTH, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    level = models.CharField(max_length=15, choices=Level)
    opens_on = models.DateField(null=True, blank=True)
    closes_on = models.DateField(null=True, blank=True)
    cutoffs = models.JSONField(default=list, blank=True)
    paused_months = models.JSONField(default=list, blank=True)
    windows = models.JSONField(default=list, blank=True)
    budget = models.PositiveBigIntegerField(null=True, blank=True)
    amount_min = models.PositiveBigIntegerField(null=True, blank=True)
    amount_max = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, default="SEK")
    cofinancing_sv = models.CharField(max_length=300, blank=True)
    cofinancing_en = models.CharField(max_length=300, blank=True)
    share = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    applicants = models.JSONField(default=list, blank=True)
    needed_kinds = models.JSONField(default=list, blank=True)
    partners_min = models.PositiveSmallIntegerField(default=1)
    countries_min = models.PositiveSmallIntegerField(default=1)
    countries = models.JSONField(default=list, blank=True)
    place = models.CharField(max_length=120, blank=True)
    keywords = models.JSONField(default=list, blank=True)
    applicants_text_sv = models.CharField(max_length=300, blank=True)
    applicants_text_en = models.CharField(max_length=300, blank=True)
    # Money for new ideas as such: offered whatever the idea is about.
    takes_any_idea = models.BooleanField(default=False)
    url = models.URLField(max_length=500, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    themes = models.ManyToManyField(Theme, related_name="calls", blank=True)
    curated = models.JSONField(default=list, blank=True)
    # Since when the source that told of it no longer does.
    gone_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)
    # Two people may work on one call: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    found_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary = InBoth("title"), InBoth("summary")
    cofinancing, applicants_text = InBoth("cofinancing"), InBoth("applicants_text")
    objects = ScopedManager.from_queryset(CallQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["partnership", "state", "closes_on"]),
            models.Index(fields=["partnership", "state", "updated_at"]),  # has anything changed?
        ]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="call_once"),
            models.CheckConstraint(
                condition=~Q(title_sv="", title_en=""), name="a_call_has_a_title"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("calls:detail", args=[self.slug])

    @property
    def opening(self) -> Opening:
        """Its days, which can be asked about any day."""
        return opening(
            opens_on=self.opens_on,
            closes_on=self.closes_on,
            cutoffs=self.cutoffs,
            windows=self.windows,
            paused_months=self.paused_months,
        )

    @property
    def stands(self) -> Standing:
        """Open, coming, paused or closed today, whatever a source says."""
        return self.opening.on(timezone.localdate())

    @property
    def is_closed(self) -> bool:
        return self.stands == "closed"

    @property
    def is_coming(self) -> bool:
        return self.stands == "coming"

    @property
    def is_paused(self) -> bool:
        return self.stands == "paused"

    @property
    def opens_next(self) -> date | None:
        """The first day when one can apply, today or later; None where nobody knows of any."""
        return self.opening.next_first(timezone.localdate())

    @property
    def next_stop(self) -> date | None:
        """The next last day, before the call closes or pauses; None: open without end."""
        return self.opening.next_stop(timezone.localdate())

    @property
    def days_left(self) -> int | None:
        stop = self.next_stop
        return (stop - timezone.localdate()).days if stop else None

    @property
    def is_soon(self) -> bool:
        return self.days_left is not None and self.days_left <= LAST_DAYS
