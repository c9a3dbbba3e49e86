"""Where calls come from: sources, each reading of one, and each call as a source tells it."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.calls.models.call import FUNDER_LENGTH, Call
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager

STALE_AFTER = 3  # times as long as it should take between two readings


class CallSourceQuerySet(models.QuerySet["CallSource"]):
    def active(self) -> Self:
        return self.filter(active=True)

    def of_calls(self) -> Self:
        """Those that tell of calls, not of what got money before."""
        return self.exclude(kind=CallSource.Kind.CORDIS)

    def due(self, now: datetime) -> Self:
        return self.active().filter(Q(next_at=None) | Q(next_at__lte=now))

    def asked_for(self) -> Self:
        """Somebody waits for these: new, changed, let go on, or first in line by a button."""
        return self.active().filter(next_at=None)

    def with_last_run(self) -> Self:
        return self.annotate(last_run=Max("runs__pk"))

    def for_listing(self) -> Self:
        """Without what each remembers, which may be a whole page."""
        return self.with_last_run().defer("memory", "named")


class CallSource(Owned):
    """A funder's interface, feed or page that is read again and again.

    `kind` is one of `samverka.sources`; `options` are what that kind asks for. `memory` is where
    the next reading begins: it changes together with what was read.
    """

    class Kind(models.TextChoices):
        EU = "eu", _("EU Funding & Tenders")
        VINNOVA = "vinnova", _("Vinnova")
        GDP = "gdp", _("The Swedish agencies' joint interface")
        GRANTS_GOV = "grants-gov", _("Grants.gov")
        FEED = "feed", _("A feed (RSS or Atom)")
        WATCH = "watch", _("A page to keep an eye on")
        TABLE = "table", _("A table at an address")
        CORDIS = "cordis", _("CORDIS, projects that got money before")

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    options = models.JSONField(default=dict, blank=True)
    # What holds for all its calls, where the source does not say it itself.
    level = models.CharField(max_length=15, choices=Call.Level, default=Call.Level.NATIONAL)
    funder = models.CharField(max_length=FUNDER_LENGTH, blank=True)
    every_hours = models.PositiveSmallIntegerField(default=24)
    active = models.BooleanField(default=True)
    memory = models.JSONField(default=dict, blank=True)
    # None: at once, somebody waits for it.
    next_at = models.DateTimeField(null=True, blank=True)
    succeeded_at = models.DateTimeField(null=True, blank=True)
    # Readings in a row that did not work.
    failures = models.PositiveSmallIntegerField(default=0)
    # Keys of the records that this reading has named so far, also before it stopped and went on.
    named = models.JSONField(default=list, blank=True)
    # Two people may change one source: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="call_sources"
    )
    made_at = models.DateTimeField(default=timezone.now)

    last_run: int | None  # where a queryset says so

    objects = ScopedManager.from_queryset(CallSourceQuerySet)()

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="call_source_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("calls:source", args=[self.slug])

    @property
    def tells_of_projects(self) -> bool:
        """Of projects that got money before, and of no calls."""
        return self.kind == CallSource.Kind.CORDIS

    @property
    def is_stale(self) -> bool:
        """It should have been read with success long ago."""
        last = self.succeeded_at or self.made_at
        return self.active and last < timezone.now() - STALE_AFTER * timedelta(
            hours=self.every_hours
        )


class RunQuerySet(models.QuerySet["Run"]):
    def under_way(self) -> Self:
        return self.filter(state=Run.State.RUNNING)

    def newest_first(self) -> Self:
        return self.order_by("-pk")

    def with_source(self) -> Self:
        return self.select_related("source").defer("source__memory", "source__named")


class Run(Moving, Owned):
    """One reading of a source, from its start to its end, with what came of it.

    `trouble` and `detail` are those of `samverka.sources.Trouble`, or one of ours; `refusals` are
    the first entries that were left out, each with `what`, `why` and `detail`; `pages` are watched
    pages that look different, each with `address` and `after`.

    Whoever reads holds the `lease` of that number and shows itself in `alive_at`; who takes over
    from a dead process raises the number, so that a process that was only slow is told no.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Did not work")

    MOVES: dict[State, set[State]] = {
        State.RUNNING: {State.DONE, State.FAILED},
        State.DONE: set(),
        State.FAILED: set(),
    }

    source = models.ForeignKey(CallSource, models.CASCADE, related_name="runs")
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)
    resumed = models.BooleanField(default=False)
    lease = models.PositiveIntegerField(default=1)
    alive_at = models.DateTimeField(default=timezone.now)
    # How many entries the source says there are; None where it does not.
    total = models.PositiveIntegerField(null=True, blank=True)
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    gone = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=20, blank=True)
    detail = models.JSONField(default=dict, blank=True)
    refusals = models.JSONField(default=list, blank=True)
    pages = models.JSONField(default=list, blank=True)

    objects = ScopedManager.from_queryset(RunQuerySet)()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["source"], condition=Q(state="running"), name="one_reading_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}: {self.state}"

    def get_absolute_url(self) -> str:
        return reverse("calls:run", args=[self.source.slug, self.pk])

    @property
    def read(self) -> int:
        """How many entries have been read, left out or not."""
        return self.new + self.changed + self.unchanged + self.refused

    @property
    def duration(self) -> timedelta | None:
        return self.ended_at - self.started_at if self.ended_at else None


class Record(Owned):
    """A call as one source told it last; `told` holds its `CallRecord` as plain data."""

    source = models.ForeignKey(CallSource, models.CASCADE, related_name="records")
    call = models.ForeignKey(Call, models.CASCADE, related_name="records")
    identifier = models.CharField(max_length=300)
    raw_hash = models.CharField(max_length=64)
    told = models.JSONField(default=dict)
    gone_on = models.DateField(null=True, blank=True)
    changed_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Record"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier"], name="a_source_tells_once")
        ]

    def __str__(self) -> str:
        return f"{self.source_id}: {self.identifier}"


class Twins(Moving, Owned):
    """Two calls that may be one and the same; somebody says whether they are."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("To be looked at")
        MERGED = "merged", _("The same")
        DIFFERENT = "different", _("Two different calls")

    MOVES: dict[State, set[State]] = {
        State.PROPOSED: {State.MERGED, State.DIFFERENT},
        State.MERGED: {State.PROPOSED},
        State.DIFFERENT: {State.PROPOSED},
    }

    first = models.ForeignKey(Call, models.CASCADE, related_name="+")
    second = models.ForeignKey(Call, models.CASCADE, related_name="+")
    likeness = models.FloatField()  # 0–1
    state = models.CharField(max_length=10, choices=State, default=State.PROPOSED)
    found_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Twins"]()

    class Meta:
        ordering = ["-likeness", "id"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="twins_once"),
            models.CheckConstraint(
                condition=Q(first__lt=models.F("second")), name="twins_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} ~ {self.second_id}"
