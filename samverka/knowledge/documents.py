"""How experience, courses and published problems are found. What only partners read is not in the
index; the public interface gives its own fixed kinds."""

from samverka.common.languages import passages
from samverka.knowledge.models import Course, Experience, Problem, Shared
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id, theme_slugs


def _place(row: Shared) -> dict[str, object]:
    place = row.organisation.municipality
    return {"place": place.name} if place else {}


def experience_document(row: Experience) -> Document:
    return Document(
        id=document_id("experience", row.pk),
        kind="experience",
        title=passages(row, "title") or row.title,
        text=passages(row, "tried", "happened", "advice"),
        tags=theme_slugs(row),
        attributes=_place(row),
    )


def course_document(row: Course) -> Document:
    return Document(
        id=document_id("course", row.pk),
        kind="course",
        title=passages(row, "title"),
        text=passages(row, "what", "for_whom"),
        tags=theme_slugs(row),
        attributes=_place(row),
    )


def problem_document(row: Problem) -> Document:
    return Document(
        id=document_id("problem", row.pk),
        kind="problem",
        title=row.title,
        text="\n\n".join(filter(None, (row.what, row.for_whom))),
        attributes={"place": row.municipality.name} if row.municipality else {},
    )


def shared_card(row: Shared) -> Card:
    return Card(row.title, row.get_absolute_url(), f"{row.organisation.name}.", example=row.example)


def problem_card(row: Problem) -> Card:
    return Card(row.title, row.get_absolute_url(), example=row.example)


EXPERIENCE = Source(
    kind="experience",
    model=Experience,
    rows=lambda: Experience.objects.public().with_listing().prefetch_related("themes"),
    document=experience_document,
    card=shared_card,
)
COURSES = Source(
    kind="course",
    model=Course,
    rows=lambda: Course.objects.public().with_listing().prefetch_related("themes"),
    document=course_document,
    card=shared_card,
)
PROBLEMS = Source(
    kind="problem",
    model=Problem,
    rows=lambda: Problem.objects.public().select_related("organisation", "municipality"),
    document=problem_document,
    card=problem_card,
)
