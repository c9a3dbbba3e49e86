"""What waits for somebody, for the desk."""

from samverka.people.models import Person
from samverka.tasks.models import Task

ON_THE_DESK = 5


def waiting_for(person: Person) -> list[Task]:
    """The nearest first; what somebody else has taken is left out."""
    mine = Task.objects.open().for_person(person).not_taken_by_others(person)
    return list(mine.with_listing().due_first()[:ON_THE_DESK])
