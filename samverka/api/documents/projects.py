"""Projects that came out of ideas and calls."""

from samverka.api.documents.shared import Both, NamedItem, TaggedItem, both, page_of
from samverka.projects.models import Project
from samverka.suggest.sources import theme_slugs


class ProjectItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    call: int | None
    idea: int | None
    partners: list[NamedItem]


def project_item(project: Project) -> ProjectItem:
    """The idea behind it is named only when everybody may read it."""
    idea = project.idea
    return ProjectItem(
        id=project.pk,
        url=page_of(project),
        updated_at=project.updated_at,
        themes=list(theme_slugs(project)),
        example=project.example,
        slug=project.slug,
        title=both(project, "title"),
        description=both(project, "summary"),
        call=project.call_id,
        idea=idea.pk if idea and idea.is_public else None,
        partners=[NamedItem(id=one.pk, name=one.name) for one in project.partners.all()],
    )
