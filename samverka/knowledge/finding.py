"""One search over all that partners know, and who of them knows about something."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.knowledge.models import Course, Experience, Problem, Shared
from samverka.knowledge.rules import Standing
from samverka.suggest.company import Companion, company
from samverka.suggest.find import Suggestion, find

EACH = 6
KNOWERS = 6
KINDS = ("experience", "course", "problem", "project")
WROTE_IT = 0.5  # what it is worth to have written of something in just these words
HAS_WRITTEN: dict[type[Shared], Promise] = {
    Experience: gettext_lazy("Has written down what they learned: %(title)s"),
    Course: gettext_lazy("Offers: %(title)s"),
}


@dataclass(frozen=True)
class Found:
    """Rows in which every word stands, what else fits by meaning, and who knows about it."""

    notes: list[Experience]
    courses: list[Course]
    problems: list[Problem]
    suggestions: list[Suggestion]
    knowers: list[Companion]

    def __bool__(self) -> bool:
        return bool(self.notes or self.courses or self.problems or self.suggestions)


def look_for(words: str, standing: Standing) -> Found:
    """As far as the visitor may read; what only partners read is found by its words alone."""
    notes = standing.readable(Experience.objects.all()).with_listing().with_helped()
    courses = standing.readable(Course.objects.all()).with_listing()
    problems = standing.readable(Problem.objects.all()).with_listing()
    named_notes = list(notes.saying(words).newest_first()[:EACH])
    named_courses = list(courses.saying(words).soonest_first()[:EACH])
    named_problems = list(problems.saying(words).newest_first()[:EACH])
    known = {(row.PLACE, row.pk) for row in (*named_notes, *named_courses, *named_problems)}
    fitting = [
        one
        for one in find(words, kinds=KINDS, each=EACH).suggestions
        if (one.kind, one.pk) not in known
    ]
    return Found(
        notes=named_notes,
        courses=named_courses,
        problems=named_problems,
        suggestions=fitting,
        knowers=who_knows(words, [*named_notes, *named_courses], fitting),
    )


def who_knows(
    words: str, named: list[Experience | Course], fitting: list[Suggestion]
) -> list[Companion]:
    """Partners, by what they say of themselves, have done, and have written here; best first."""
    found = {one.organisation.pk: one for one in company(words, have=(), limit=2 * KNOWERS)}
    for row in named:
        _has_written(found, row, WROTE_IT)
    scores = {(one.kind, one.pk): one.score for one in fitting}
    for kind in (Experience, Course):
        keys = [pk for name, pk in scores if name == kind.PLACE]
        rows = kind._default_manager.filter(pk__in=keys)
        for row in rows.select_related("organisation__municipality") if keys else ():
            _has_written(found, row, scores[kind.PLACE, row.pk])
    return sorted(found.values(), key=lambda one: (-one.score, one.organisation.name))[:KNOWERS]


def _has_written(found: dict[int, Companion], row: Shared, score: float) -> None:
    if not row.organisation.is_partner:
        return
    one = found.setdefault(row.organisation_id, Companion(row.organisation))
    one.speaks(score)
    one.sentences.append(str(HAS_WRITTEN[type(row)]) % {"title": row.title})
