"""What somebody had of an application is taken from them when they turn out to have an interest."""

from samverka.grants.about import about
from samverka.grants.models import GrantApplication, Panelist, RoundArchive
from samverka.grants.tasked import tasks_about
from samverka.people.models import Person
from samverka.record.forgetting import take_back
from samverka.record.models import Letter
from samverka.tasks.models import Task


def withdraw_from(*, application: GrantApplication, person: Person) -> None:
    """Tasks and letters about it that have not left, and files that it may be in.

    What they had taken of the panel's waits for the others again.
    """
    itself = GrantApplication.objects.filter(pk=application.pk)
    tasks_about(itself).filter(person=person, role=Task.Role.HANDLERS).update(person=None)
    Task.objects.filter(about(itself), person=person).delete()
    take_back(Letter.objects.filter(about(itself), to__iexact=person.email))
    RoundArchive.objects.filter(round=application.round_id, by=person).delete()


def give_back_tasks(*, place: Panelist) -> None:
    """What they had taken as one of the panel waits for the others again."""
    here = GrantApplication.objects.filter(round=place.round_id)
    tasks_about(here).filter(person=place.person_id, role=Task.Role.HANDLERS).update(person=None)
