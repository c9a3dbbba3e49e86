"""How far the judging of applications has come, and who may see what others think of them."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverka.grants.models import (
    Assessment,
    Criterion,
    GrantApplication,
    Panelist,
    Round,
    Score,
)
from samverka.grants.models.rounds import PanelistQuerySet
from samverka.grants.rules import known_to
from samverka.grants.scoring import Scored, total_of


@dataclass(frozen=True)
class Progress:
    """Who should score an application and who has, as keys of their places in the panel."""

    expected: frozenset[int]
    handed_in: frozenset[int]
    is_closed: bool

    @property
    def is_complete(self) -> bool:
        """Nobody is waited for."""
        return self.is_closed or (bool(self.expected) and self.expected == self.handed_in)

    def is_shown_to(self, place: Panelist) -> bool:
        """Each thinks for themselves first: whoever scores has handed in, others wait for all."""
        if place.role == Panelist.Role.ASSESSOR and not self.is_closed:
            return place.pk in self.handed_in
        return self.is_complete


def assessors_of(turn: Round) -> PanelistQuerySet:
    sitting = Panelist.objects.sitting().with_people()
    return sitting.filter(round=turn, role=Panelist.Role.ASSESSOR, person__is_active=True)


def progress_of(turn: Round, applications: Sequence[GrantApplication]) -> dict[int, Progress]:
    """Of each by its key, in as many queries as there are assessors and two more.

    Whoever may not know of an application is not waited for, and what they thought of it before
    that came up does not count.
    """
    keys = [one.pk for one in applications]
    expected = defaultdict(set)
    for place in assessors_of(turn):
        assert place.person
        for key in known_to(place.person).filter(pk__in=keys).values_list("pk", flat=True):
            expected[key].add(place.pk)
    done = defaultdict(set)
    handed_in = Assessment.objects.counting().filter(application__in=keys)
    for key, place_key in handed_in.values_list("application", "panelist"):
        done[key].add(place_key)
    return {
        one.pk: Progress(
            frozenset(expected[one.pk]),
            frozenset(expected[one.pk] & done[one.pk]),
            is_closed=one.assessing_closed_at is not None or one.is_decided,
        )
        for one in applications
    }


def points_of(progress: Mapping[int, Progress]) -> dict[int, dict[int, dict[int, int]]]:
    """The points of each application that count: by its key, the criterion's and the place's."""
    found: dict[int, dict[int, dict[int, int]]] = defaultdict(lambda: defaultdict(dict))
    rows = Score.objects.filter(
        assessment__application__in=list(progress),
        assessment__state=Assessment.State.HANDED_IN,
    ).order_by()
    names = ("assessment__application", "criterion", "assessment__panelist", "points")
    for application, criterion, place, points in rows.values_list(*names):
        if place in progress[application].handed_in:
            found[application][criterion][place] = points
    return found


def totals_of(
    criteria: Sequence[Criterion], progress: Mapping[int, Progress]
) -> dict[int, Fraction | None]:
    """What each application comes to, by its key."""
    points = points_of(progress)
    return {
        key: total_of([Scored(one, points[key][one.pk]) for one in criteria]) for key in progress
    }
