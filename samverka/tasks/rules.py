"""Whose task it is, and to whom it may go."""

from django.db.models import Q, QuerySet

from samverka.partnership.models import Organisation
from samverka.partnership.rules import carers, coordinators
from samverka.people.models import Person
from samverka.tasks.models import Task


def may_work_with(person: Person, task: Task) -> bool:
    return Task.objects.for_person(person).filter(pk=task.pk).exists()


def may_get(task: Task) -> QuerySet[Person]:
    """Those who care for the partnership, and the staff whose task it is."""
    may = Q(pk__in=carers())
    if task.organisation_id:
        may |= Q(memberships__organisation=task.organisation_id)
    return Person.objects.filter(may, is_active=True).distinct().order_by("name", "pk")


def has_staff(organisation: Organisation) -> bool:
    """Does anybody there have an account?"""
    return Person.objects.filter(memberships__organisation=organisation, is_active=True).exists()


def people_of(task: Task) -> list[Person]:
    """Who should hear of it; the coordinators where the group has nobody."""
    if task.person:
        return [task.person]
    if task.role == Task.Role.COMMITTEE:
        return list(carers())
    staff = Person.objects.filter(
        memberships__organisation=task.organisation_id, is_active=True
    ).order_by("pk")
    return (list(staff) if task.organisation_id else []) or coordinators()
