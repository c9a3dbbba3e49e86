"""What the tasks know about a person."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.tasks.models import Task


def _tasks(person: Person) -> list[Facts]:
    mine = Q(person=person) | Q(made_by=person) | Q(ended_by=person)
    return [
        {
            "what": task.what,
            "state": chosen(task, "state"),
            "made": task.made_at,
            "last_day": task.due_on,
            "ended": task.ended_at,
            "done": task.words,
        }
        for task in everywhere(Task).filter(mine).order_by("pk")
    ]


def _give_back(person: Person) -> None:
    """What was this person's alone goes to the coordinators; the rest goes back to its group."""
    theirs = everywhere(Task).filter(person=person, state=Task.State.OPEN)
    theirs.filter(organisation=None, role="").update(role=Task.Role.COORDINATORS)
    theirs.update(person=None)


TASKS = PersonalData(
    name="tasks",
    title=_("Tasks you have had, given or ended"),
    models=("tasks.Task",),
    collect=_tasks,
    erase=_give_back,
    when_erased=_("Those that are open go to others. They stay without your name."),
)
