"""What those who scored an application think of it, side by side."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from samverka.grants.judging import Progress
from samverka.grants.models import Assessment, Criterion, GrantApplication, Panelist
from samverka.grants.scoring import Scored, most_of, total_of


@dataclass(frozen=True)
class Cell:
    points: int | None
    words: str


@dataclass(frozen=True)
class ScoreRow:
    """One criterion, and what each gave it, in the order of `Scores.places`."""

    scored: Scored
    cells: list[Cell]


@dataclass(frozen=True)
class Scores:
    """For those who may see it: `Progress.is_shown_to` says who."""

    application: GrantApplication
    progress: Progress

    @cached_property
    def assessments(self) -> list[Assessment]:
        """Those that count."""
        found = Assessment.objects.filter(
            application=self.application, panelist__in=self.progress.handed_in
        )
        found = found.select_related("panelist__person").prefetch_related("scores__criterion")
        return list(found.order_by("panelist_id"))

    @property
    def places(self) -> list[Panelist]:
        return [one.panelist for one in self.assessments]

    @cached_property
    def criteria(self) -> list[Criterion]:
        return list(self.application.round.criteria.all())

    @cached_property
    def rows(self) -> list[ScoreRow]:
        given = [
            {score.criterion_id: score for score in one.scores.all()} for one in self.assessments
        ]
        return [
            ScoreRow(
                Scored(
                    criterion,
                    {
                        one.panelist_id: scores[criterion.pk].points
                        for one, scores in zip(self.assessments, given, strict=True)
                        if criterion.pk in scores
                    },
                ),
                [
                    Cell(scores[criterion.pk].points, scores[criterion.pk].words)
                    if criterion.pk in scores
                    else Cell(None, "")
                    for scores in given
                ],
            )
            for criterion in self.criteria
        ]

    @property
    def total(self) -> Fraction | None:
        return total_of([one.scored for one in self.rows])

    @property
    def totals(self) -> list[Fraction | None]:
        """Of each assessor, in the order of `places`."""
        return [
            total_of(
                [
                    Scored(
                        row.scored.criterion,
                        {0: row.cells[n].points or 0} if row.cells[n].points else {},
                    )
                    for row in self.rows
                ]
            )
            for n in range(len(self.assessments))
        ]

    @cached_property
    def most(self) -> int:
        return most_of(self.criteria)
