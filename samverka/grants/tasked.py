"""What waits on the desks of those who handle grants, and who of them may know of which."""

from collections.abc import Mapping
from typing import Any

from django.db.models import Q, QuerySet

from samverka.common.tenancy import Owned
from samverka.grants.about import APPLICATION_OF, about
from samverka.grants.models import (
    Grant,
    GrantApplication,
    GrantChange,
    GrantReport,
    Panelist,
    Payment,
)
from samverka.grants.rules import open_to
from samverka.people.models import Person
from samverka.tasks.groups import Group
from samverka.tasks.models import Task

Role = Panelist.Role
# Of each kind of row: whom in the panel it waits for.
KINDS: Mapping[type[Owned], tuple[Role, ...]] = {
    GrantApplication: (Role.OFFICER,),
    GrantReport: (Role.OFFICER,),
    GrantChange: (Role.DECIDER,),
    Payment: (Role.DECIDER,),
    Grant: (Role.DECIDER,),
}


def tasks_about(applications: QuerySet[GrantApplication]) -> QuerySet[Task]:
    """All tasks of applications and of the grants that they became."""
    return Task.objects.filter(about(applications, KINDS))


def _tasks(person: Person) -> Q:
    """Of what they have opened, in the panels where such is their work."""
    seats = Panelist.objects.sitting().filter(person=person)
    opened = open_to(person)
    found = Q(pk__in=[])
    for roles in dict.fromkeys(KINDS.values()):
        turns = seats.filter(role__in=roles).values("round")
        kinds = [kind for kind, of_kind in KINDS.items() if of_kind == roles]
        found |= about(opened.filter(round__in=turns), kinds)
    return found


def _people(task: Task) -> QuerySet[Person]:
    seats = Panelist.objects.sitting().filter(round__in=_round_of(task), person__isnull=False)
    people = (seat.person for seat in seats.with_people())
    may = [one.pk for one in people if one and Task.objects.filter(_tasks(one), pk=task.pk)]
    return Person.objects.filter(pk__in=may, is_active=True).order_by("name", "pk")


def _round_of(task: Task) -> QuerySet[Any, Any]:
    """The key of the round that the task is about something of."""
    [kind] = [kind for kind in KINDS if kind._meta.model_name == task.about_kind]
    path = APPLICATION_OF[kind]
    round_of = "round" if path == "pk" else f"{path}__round"
    rows: QuerySet[Any, Any] = kind._base_manager.filter(pk=task.about_id).values(round_of)
    return rows


HANDLERS = Group(tasks=_tasks, people=_people)
