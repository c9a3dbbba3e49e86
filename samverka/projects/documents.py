"""How projects are found."""

from samverka.common.languages import passages
from samverka.matching import Document
from samverka.projects.models import Project
from samverka.suggest.sources import Card, Source, document_id, theme_slugs


def document(project: Project) -> Document:
    attributes: dict[str, object] = {
        "partners": [document_id("partner", partner.pk) for partner in project.partners.all()]
    }
    if project.call_id:
        attributes["call"] = document_id("call", project.call_id)
    return Document(
        id=document_id("project", project.pk),
        kind="project",
        title=passages(project, "title"),
        text=passages(project, "summary"),
        tags=theme_slugs(project),
        attributes=attributes,
    )


def card(project: Project) -> Card:
    return Card(project.title, project.get_absolute_url(), example=project.example)


PROJECTS = Source(
    kind="project",
    model=Project,
    rows=lambda: Project.objects.prefetch_related("themes", "partners"),
    document=document,
    card=card,
)
