"""What changes a project."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.languages import ENGLISH
from samverka.common.refusal import Refused
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.models import Project
from samverka.record.actions import write_history
from samverka.record.models import History

SLUG_LENGTH = 90


@dataclass(frozen=True)
class Beginning:
    """What a project begins with; `language` is that of the title and the summary."""

    title: str
    language: str
    summary: str = ""
    call: Call | None = None
    idea: Idea | None = None
    example: bool = False


@transaction.atomic
def begin_project(*, what: Beginning, partners: Iterable[int], by: Person) -> Project:
    """A project of these organisations. May they? What it comes out of has asked that."""
    project = Project(
        slug=_free_slug(what.title),
        title_sv=what.title,
        summary_sv=what.summary,
        call=what.call,
        idea=what.idea,
        example=what.example,
    )
    if what.language == ENGLISH:
        project.title_en, project.summary_en = what.title, what.summary
        project.summary_sv = ""
    project.save()
    project.partners.set(partners)
    origin = what.idea or what.call
    if origin:
        project.themes.set(origin.themes.all())
    write_history(verb="begun", of=project, by=by)
    return project


@transaction.atomic
def undo_project(*, project: Project, by: Person) -> None:
    """It began by mistake. One that somebody has changed since stays."""
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if History.objects.of(project).exclude(verb="begun").exists():
        raise Refused(_("Somebody has changed the project already. Write to a coordinator."))
    write_history(verb="removed", of=project, by=by)
    project.delete()


def _free_slug(title: str) -> str:
    stem = slugify(title)[:SLUG_LENGTH].strip("-") or "project"
    taken = set(Project.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(slug for slug in numbered if slug not in taken)


@transaction.atomic
def add_partner(*, project: Project, organisation: Organisation, by: Person) -> bool:
    """The organisation takes part in the project; says whether it did not before."""
    _ask_permission(by, project)
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    if project.partners.filter(pk=organisation.pk).exists():
        return False
    project.partners.add(organisation)
    project.save()  # its page tells when it was last changed
    write_history(verb="partner_added", of=project, by=by, organisation=organisation.pk)
    return True


@transaction.atomic
def remove_partner(*, project: Project, organisation: Organisation, by: Person) -> None:
    """The organisation no longer takes part."""
    _ask_permission(by, project)
    project = Project.objects.select_for_update(of=("self",)).get(pk=project.pk)
    project.partners.remove(organisation)
    project.save()
    write_history(verb="partner_removed", of=project, by=by, organisation=organisation.pk)


def _ask_permission(by: Person, project: Project) -> None:
    if not rules.may_choose_partners(by, project):
        raise Refused(_("Only those who take part in the project, and coordinators, can do this."))
