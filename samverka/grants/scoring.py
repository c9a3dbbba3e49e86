"""From points to totals: what an application comes to, and how far those who scored it differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from samverka.grants.models import Criterion


@dataclass(frozen=True)
class Scored:
    """One criterion, and the points that it got, by the key of the place in the panel."""

    criterion: Criterion
    points: Mapping[int, int]

    @property
    def mean(self) -> Fraction | None:
        """None where nobody has given points."""
        return Fraction(sum(self.points.values()), len(self.points)) if self.points else None

    @property
    def lowest(self) -> int | None:
        return min(self.points.values(), default=None)

    @property
    def highest(self) -> int | None:
        return max(self.points.values(), default=None)

    @property
    def spread(self) -> int:
        """From the lowest to the highest."""
        return (self.highest or 0) - (self.lowest or 0)

    @property
    def weighed(self) -> Fraction | None:
        return None if self.mean is None else self.mean * self.criterion.weight


def most_of(criteria: Iterable[Criterion]) -> int:
    """What an application gets that has the most of everything."""
    return sum(one.most * one.weight for one in criteria)


def total_of(scored: Sequence[Scored]) -> Fraction | None:
    """The mean of each criterion, times its weight, together; None while one has no points."""
    weighed = [one.weighed for one in scored]
    if not weighed or None in weighed:
        return None
    return sum((one for one in weighed if one is not None), Fraction(0))
