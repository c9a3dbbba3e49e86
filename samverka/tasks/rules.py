"""Whose task it is, and to whom it may go."""

from django.db.models import Q, QuerySet

from samverka.partnership.models import Organisation
from samverka.partnership.rules import carers, coordinators, staff_of
from samverka.people.models import Person
from samverka.tasks.groups import groups
from samverka.tasks.models import Task


def may_work_with(person: Person, task: Task) -> bool:
    return Task.objects.for_person(person).filter(pk=task.pk).exists()


def may_get(task: Task) -> QuerySet[Person]:
    """Those who care for the partnership, and the staff whose task it is.

    One that is guarded goes only to who may know of it.
    """
    if task.is_guarded:
        return groups()[task.role].people(task)
    may = Q(pk__in=carers())
    if task.organisation:
        may |= Q(pk__in=[person.pk for person in staff_of(task.organisation)])
    return Person.objects.filter(may, is_active=True).order_by("name", "pk")


def has_staff(organisation: Organisation) -> bool:
    """Does anybody there have an account?"""
    return bool(staff_of(organisation))


def people_of(task: Task) -> list[Person]:
    """Who should hear of it; the coordinators where the group has nobody."""
    if task.is_guarded:
        return list(may_get(task))
    if task.person and task.person.is_active:
        return [task.person]
    if task.role == Task.Role.COMMITTEE:
        return list(carers())
    return (staff_of(task.organisation) if task.organisation else []) or coordinators()
