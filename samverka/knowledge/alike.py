"""Which problems are alike, and in what: a plain comparison of the subjects that texts name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from samverka.knowledge.models import Problem
from samverka.suggest.company import subject_labels, subjects_in

SUBJECTS = 12  # of each text
SAME_PLACE = 0.1


@dataclass(frozen=True)
class Alike:
    """A problem beside another one: the subjects that both name, and how much they share."""

    problem: Problem
    subjects: tuple[str, ...] = ()
    same_place: bool = False
    score: float = field(default=0.0, compare=False)

    @property
    def labels(self) -> list[str]:
        return list(subject_labels(self.subjects).values())


def text_of(problem: Problem) -> str:
    return f"{problem.what}\n\n{problem.for_whom}"


def by_likeness(problem: Problem, others: Iterable[Problem]) -> list[Alike]:
    """All the others, the most alike first."""
    own = subjects_in(text_of(problem), SUBJECTS)
    compared = [_compare(problem, own, other) for other in others if other.pk != problem.pk]
    return sorted(compared, key=lambda one: -one.score)


def _compare(problem: Problem, own: list[str], other: Problem) -> Alike:
    theirs = subjects_in(text_of(other), SUBJECTS)
    shared = tuple(one for one in own if one in theirs)
    same_place = problem.municipality_id is not None
    same_place = same_place and problem.municipality_id == other.municipality_id
    in_all = len({*own, *theirs}) or 1
    score = len(shared) / in_all + (SAME_PLACE if shared and same_place else 0)
    return Alike(other, shared, same_place, score)
