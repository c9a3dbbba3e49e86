"""Projects that came out of ideas and calls."""

from datetime import date
from decimal import Decimal

from ninja import Schema

from samverka.api.documents.shared import Both, NamedItem, TaggedItem, both, page_of
from samverka.projects.models import Project
from samverka.suggest.sources import theme_slugs


class PartItem(Schema):
    """Who takes part; `partner` is the id of one of ours, null for somebody outside."""

    partner: int | None
    name: str
    role: str
    since: date | None
    until: date | None


class FundingLineItem(Schema):
    """A sum that everybody may know of."""

    kind: str
    funder: str
    amount: Decimal
    currency: str


class ProjectItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    call: int | None
    idea: int | None
    partners: list[NamedItem]
    state: str
    starts_on: date | None
    ends_on: date | None
    roles: list[PartItem]
    funding: list[FundingLineItem]


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
        partners=[
            NamedItem(id=one.organisation_id, name=one.organisation.name)
            for one in project.takers.all()
        ],
        state=project.state,
        starts_on=project.starts_on,
        ends_on=project.ends_on,
        roles=_roles(project),
        funding=[
            FundingLineItem(kind=one.kind, funder=one.who, amount=one.amount, currency=one.currency)
            for one in project.fundings.all()
        ],
    )


def _roles(project: Project) -> list[PartItem]:
    """Whoever leads comes first among ours; then the others."""
    ours = [
        PartItem(
            partner=one.organisation_id,
            name=one.organisation.name,
            role=one.role,
            since=one.since,
            until=one.until,
        )
        for one in project.takers.all()
    ]
    others = [
        PartItem(partner=None, name=one.name, role=one.role, since=None, until=None)
        for one in project.outsiders.all()
    ]
    return [*ours, *others]
