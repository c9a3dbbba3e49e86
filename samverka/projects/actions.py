"""What changes a project."""

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.models import Project
from samverka.record.actions import write_history


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
