"""What figures came to, kept by each process until something happens."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from django.core.cache import caches
from django.db.models import Max
from django.utils import timezone

from samverka.common.tenancy import current_partnership_id
from samverka.counting.figure import Amounts, Point
from samverka.counting.figures import FIGURES
from samverka.record.models import History
from samverka.talks.models import Talk

SECONDS: Final = 60  # what nobody's act has changed is seen by then


@dataclass(frozen=True)
class Summary:
    """So many rows, and what they come to."""

    number: int
    amounts: Amounts


@dataclass(frozen=True)
class Summaries:
    """Of one figure: all rows together, and each year that is known."""

    whole: Summary
    years: dict[int, Summary]

    def of(self, year: int | None) -> Summary:
        return self.whole if year is None else self.years.get(year, Summary(0, {}))


def summaries(names: Sequence[str]) -> dict[str, Summaries]:
    """The same for everybody: numbers alone."""
    key = f"counted:{sha256(repr((names, _state())).encode()).hexdigest()}"
    kept: dict[str, Summaries] | None = caches["process"].get(key)
    if kept is None:
        kept = {name: _summed(FIGURES[name].points(), FIGURES[name].how) for name in names}
        caches["process"].set(key, kept, SECONDS)
    return kept


def _summed(points: Sequence[Point], how: Callable[[Iterable[Point]], Amounts]) -> Summaries:
    years = {point.year for point in points if point.year is not None}
    there = {year: [one for one in points if one.year == year] for year in years}
    return Summaries(
        Summary(len(points), how(points)),
        {year: Summary(len(rows), how(rows)) for year, rows in there.items()},
    )


def _state() -> object:
    """Changes with everything that somebody does, and when a talk or a day is over."""
    last = History.objects.aggregate(Max("pk"))["pk__max"]
    over = Talk.objects.past().order_by().count()
    return current_partnership_id(), timezone.localdate(), last, over
