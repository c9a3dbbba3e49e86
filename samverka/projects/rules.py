"""Who may do what with projects. Each rule is a question; nothing here changes anything."""

from django.db.models import QuerySet

from samverka.partnership.models import Membership, Organisation
from samverka.partnership.rules import (
    Visitor,
    is_coordinator,
    organisations_of,
    stands_for_a_partner,
    works_at,
)
from samverka.people.models import Person
from samverka.projects.models import Project


def may_work_in(visitor: Visitor, project: Project) -> bool:
    """Staff of those who take part in it today, and coordinators."""
    mine = Project.objects.of(organisations_of(visitor)).filter(pk=project.pk)
    return is_coordinator(visitor) or mine.exists()


def may_begin_for(visitor: Visitor, organisation: Organisation) -> bool:
    """Write down a project that this partner leads."""
    return organisation.is_partner and (is_coordinator(visitor) or works_at(visitor, organisation))


def may_import(visitor: Visitor) -> bool:
    """Take in projects from a table or from a source of funders."""
    return is_coordinator(visitor)


def may_begin(visitor: Visitor) -> bool:
    """Write down a project: staff of partners, and coordinators."""
    return stands_for_a_partner(visitor)


def leads_for(visitor: Visitor) -> QuerySet[Organisation]:
    """The partners for which they may write down a project."""
    partners = Organisation.objects.partners().order_by("name", "pk")
    if is_coordinator(visitor):
        return partners
    return partners.filter(pk__in=organisations_of(visitor).values("pk"))


def people_in(project: Project) -> QuerySet[Person]:
    """Who works at those that take part today, and has an account."""
    members = Membership.objects.current()
    here = members.filter(organisation__in=project.takers.current().values("organisation"))
    people = Person.objects.filter(pk__in=here.values("person"), is_active=True)
    return people.order_by("name", "pk")
