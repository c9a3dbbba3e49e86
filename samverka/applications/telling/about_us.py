"""What organisations say of themselves, as text that a section can begin with."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from samverka.applications.models import Application, Member
from samverka.partnership.models import Organisation
from samverka.projects.models import Project

PROJECTS = 5


@dataclass(frozen=True)
class AboutUs:
    """Paragraphs in the application's language; only what the organisation's own page says."""

    member: Member
    paragraphs: list[str]

    @property
    def text(self) -> str:
        return "\n\n".join(self.paragraphs)


def about_us(application: Application) -> list[AboutUs]:
    """One for each organisation that is in, the lead first."""
    members = list(application.members.current().with_organisation().lead_first())
    keys = [one.organisation_id for one in members]
    done: dict[int, list[Project]] = {}
    for project in (
        Project.objects.filter(partners__in=keys).prefetch_related("partners").distinct()
    ):
        for partner in project.partners.all():
            done.setdefault(partner.pk, []).append(project)
    with override(application.language):
        return [
            AboutUs(one, _paragraphs(one, done.get(one.organisation_id, []))) for one in members
        ]


def _paragraphs(member: Member, projects: list[Project]) -> list[str]:
    organisation = member.organisation
    said = [_first_line(organisation)]
    if organisation.about and not organisation.about_is_example:
        said.append(organisation.about)
    if organisation.for_whom:
        said.append(organisation.for_whom)
    if member.does:
        said.append(_("In the project: %(does)s") % {"does": member.does})
    if projects:
        titles = ", ".join(one.title for one in projects[:PROJECTS])
        said.append(_("Has been part of: %(titles)s.") % {"titles": titles})
    return said


def _first_line(organisation: Organisation) -> str:
    """Name, kind, place, number, website."""
    parts = [f"{organisation.name}: {organisation.get_kind_display().lower()}"]
    if organisation.municipality:
        parts.append(str(organisation.municipality))
    if organisation.number:
        parts.append(_("organisation number %(number)s") % {"number": organisation.number})
    if organisation.website:
        parts.append(organisation.website)
    return ", ".join(parts) + "."
