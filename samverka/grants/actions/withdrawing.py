"""What somebody had of an application is taken from them when they turn out to have an interest."""

from django.db.models import Model

from samverka.grants.models import (
    Grant,
    GrantApplication,
    GrantChange,
    GrantReport,
    Panelist,
    RoundArchive,
)
from samverka.grants.tasked import tasks_about
from samverka.people.models import Person
from samverka.record.models import Letter
from samverka.tasks.models import Task


def withdraw_from(*, application: GrantApplication, person: Person) -> None:
    """Tasks and letters about it that have not left, and files that it may be in.

    What they had taken of the panel's waits for the others again.
    """
    kinds: tuple[tuple[type[Model], str], ...] = (
        (GrantApplication, "pk"),
        (Grant, "application"),
        (GrantReport, "grant__application"),
        (GrantChange, "grant__application"),
    )
    tasks_about(GrantApplication.objects.filter(pk=application.pk)).filter(
        person=person, role=Task.Role.HANDLERS
    ).update(person=None)
    for kind, path in kinds:
        rows = kind._base_manager.filter(**{path: application.pk}).values_list("pk", flat=True)
        told = {"about_kind": kind._meta.model_name, "about_id__in": list(rows)}
        Task.objects.filter(person=person, **told).delete()
        unread = Letter.objects.exclude(state=Letter.State.SENT)
        unread.filter(to__iexact=person.email, **told).delete()
    RoundArchive.objects.filter(round=application.round_id, by=person).delete()


def give_back_tasks(*, place: Panelist) -> None:
    """What they had taken as one of the panel waits for the others again."""
    here = GrantApplication.objects.filter(round=place.round_id)
    tasks_about(here).filter(person=place.person_id, role=Task.Role.HANDLERS).update(person=None)
