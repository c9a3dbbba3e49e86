"""The applications of a round, as far as one of its panel may know of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import overload

from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, Exists, F, OuterRef, Sum, Value, When
from django.utils.translation import gettext_lazy as _

from samverka.grants.judging import Progress, progress_of, totals_of
from samverka.grants.models import (
    Criterion,
    Declaration,
    GrantApplication,
    GrantProposal,
    OfferedTime,
    Panelist,
    Round,
)
from samverka.grants.models.applying import GrantApplicationQuerySet
from samverka.grants.rules import Standing
from samverka.grants.scoring import most_of
from samverka.grants.telling.waiting import Waiting

A_PAGE = 50
State = GrantApplication.State
SORTS = {
    "received": _("When they came in"),
    "name": _("Organisation"),
    "asked": _("Most money first"),
    "score": _("Most points first"),
}


@dataclass(frozen=True)
class Wanted:
    """What somebody asks for in the address: states, places and themes by their codes."""

    states: Sequence[str] = ()
    places: Sequence[str] = ()
    themes: Sequence[str] = ()
    mine: bool = False
    sort: str = "received"


@dataclass(frozen=True)
class Line:
    """One application. Until the reader has declared, only who applies is told, and where."""

    application: GrantApplication
    declared: bool
    waits: bool
    progress: Progress
    total: Fraction | None = None
    meeting: OfferedTime | None = None
    proposal: GrantProposal | None = None


@dataclass
class Overview:
    """A round as one of its panel sees it; costs as many queries for one application as for all."""

    standing: Standing
    turn: Round
    wanted: Wanted
    page_number: str = ""
    criteria: list[Criterion] = field(init=False)
    _progress: dict[int, Progress] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.criteria = list(self.turn.criteria.all())

    @property
    def place(self) -> Panelist:
        return self.standing.places[self.turn.pk]

    @cached_property
    def waiting(self) -> Waiting:
        return Waiting(self.standing, self.turn)

    @cached_property
    def most(self) -> int:
        return most_of(self.criteria)

    def _narrowed(self) -> GrantApplicationQuerySet:
        """What an application is about narrows only those that the reader has declared about."""
        wanted = self.wanted
        about = wanted.states or wanted.themes
        found = self.standing.open() if about else self.standing.known()
        found = found.filter(round=self.turn)
        if wanted.states:
            found = found.filter(state__in=wanted.states)
        if wanted.themes:
            found = found.filter(themes__slug__in=wanted.themes).distinct()
        if wanted.places:
            found = found.filter(municipality__code__in=wanted.places)
        if wanted.mine:
            found = found.filter(pk__in=self.waiting.keys)
        return found

    @cached_property
    def page(self) -> Page[GrantApplication]:
        declared = Declaration.objects.filter(
            application=OuterRef("pk"), person=self.place.person_id, conflict=False
        )
        found = self._narrowed().annotate(declared=Exists(declared)).with_listing()
        in_order = SORTED[self.wanted.sort](self, found)
        return Paginator(in_order, A_PAGE).get_page(self.page_number)

    @cached_property
    def lines(self) -> list[Line]:
        """Those of the page."""
        rows = list(self.page)
        progress = self.progress(rows)
        totals = totals_of(self.criteria, progress)
        meetings = {one.application_id: one for one in self._meetings(rows)}
        proposals = {one.application_id: one for one in self._proposals(rows)}
        return [
            Line(
                row,
                declared=(declared := _declared(row)),
                waits=row.pk in self.waiting.keys,
                progress=progress[row.pk],
                total=totals[row.pk] if declared and self._shown(progress[row.pk]) else None,
                meeting=meetings.get(row.pk) if declared else None,
                proposal=proposals.get(row.pk) if declared else None,
            )
            for row in rows
        ]

    def progress(self, rows: Sequence[GrantApplication]) -> dict[int, Progress]:
        """Of these, by their keys; asked for once where the order asks for it too."""
        if new := [one for one in rows if one.pk not in self._progress]:
            self._progress |= progress_of(self.turn, new)
        return {one.pk: self._progress[one.pk] for one in rows}

    def _shown(self, progress: Progress) -> bool:
        return progress.is_shown_to(self.place)

    def _meetings(self, rows: list[GrantApplication]) -> list[OfferedTime]:
        return list(OfferedTime.objects.filter(application__in=rows, called_off_at=None))

    def _proposals(self, rows: list[GrantApplication]) -> list[GrantProposal]:
        return list(GrantProposal.objects.filter(application__in=rows, taken_back_at=None))

    @cached_property
    def sums(self) -> tuple[int, Decimal]:
        """How many the reader may open of what is shown, and what they ask for together."""
        # Not `distinct`: a sum of what is distinct would count equal amounts once.
        among = self.standing.open().filter(pk__in=self._narrowed().order_by().values("pk"))
        told = among.aggregate(number=Count("pk"), asked=Sum("asked"))
        return told["number"], told["asked"] or Decimal(0)


def _declared(row: GrantApplication) -> bool:
    return bool(getattr(row, "declared"))  # noqa: B009  # what the query added


Sorted = Sequence[GrantApplication] | GrantApplicationQuerySet


@dataclass(frozen=True)
class InOrder(Sequence[GrantApplication]):
    """Applications in an order of their keys; only what is asked for is read as a whole."""

    keys: Sequence[int]
    rows: GrantApplicationQuerySet

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> GrantApplication: ...
    @overload
    def __getitem__(self, at: slice) -> list[GrantApplication]: ...
    def __getitem__(self, at: int | slice) -> GrantApplication | list[GrantApplication]:
        if isinstance(at, int):
            return self.rows.get(pk=self.keys[at])
        found = {one.pk: one for one in self.rows.filter(pk__in=self.keys[at])}
        return [found[key] for key in self.keys[at] if key in found]


def _by_points(overview: Overview, found: GrantApplicationQuerySet) -> Sorted:
    """Those whose points are not shown stand last, in the order in which they came."""
    light = found.select_related(None).prefetch_related(None)
    rows = list(light.only("state", "assessing_closed_at"))
    declared = {row.pk for row in rows if _declared(row)}
    told = overview.progress(rows).items()
    shown = {key: one for key, one in told if key in declared and one.is_shown_to(overview.place)}
    totals = totals_of(overview.criteria, shown)

    def points(row: GrantApplication) -> Fraction:
        total = totals.get(row.pk)
        return Fraction(-1) if total is None else total

    return InOrder([row.pk for row in sorted(rows, key=points, reverse=True)], found)


# What nobody has declared about says nothing of its money: it stands last.
MOST_MONEY_FIRST = (
    Case(When(declared=True, then=F("asked")), default=Value(Decimal(-1))).desc(),
    "name",
)
SORTED: dict[str, Callable[[Overview, GrantApplicationQuerySet], Sorted]] = {
    "received": lambda _overview, found: found.order_by("-sent_at", "-id"),
    "name": lambda _overview, found: found.order_by("name", "-id"),
    "asked": lambda _overview, found: found.order_by(*MOST_MONEY_FIRST),
    "score": _by_points,
}
