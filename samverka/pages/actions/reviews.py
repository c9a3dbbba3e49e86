"""Texts and services that nobody has looked at for long are given to their owner."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.pages.models import Review, Text
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.support.models import Service
from samverka.tasks.actions import add_task, drop_task, finish_task
from samverka.tasks.models import Task, TaskQuerySet

AT_ONCE = 50  # tasks that one round makes
TIME_FOR_IT = timedelta(days=30)


@dataclass(frozen=True)
class Reviewed:
    """A kind of row that is looked through: those there are, when they changed, and whose.

    `looked` names the day on the row itself when somebody looked, where it has one.
    """

    rows: Callable[[], QuerySet[Any]]
    changed: str
    organisation: Callable[[Any], Organisation | None]
    edit_url: Callable[[Any], str]
    looked: str = ""


REVIEWED = {
    "text": Reviewed(
        lambda: Text.objects.all(), "changed_at", lambda text: None, lambda text: str(text.edit_url)
    ),
    "service": Reviewed(
        lambda: Service.objects.active().with_listing(),
        "updated_at",
        lambda service: service.organisation,
        lambda service: reverse("support:edit", args=[service.slug]),
        looked="reviewed_on",
    ),
}


def ask_for_reviews(*, now: datetime) -> int:
    """Make a task for what nobody has changed or confirmed for `REVIEW_DAYS`; returns how many.

    What has been changed since it was asked about need not be looked through any more.
    """
    limit = now - timedelta(days=settings.REVIEW_DAYS)
    made = 0
    for kind, reviewed in REVIEWED.items():
        for row in _stale(kind, reviewed, limit)[:AT_ONCE]:
            _ask(row, reviewed.organisation(row), now)
            made += 1
        _drop_what_has_changed(kind, reviewed, limit)
    return made


def _stale(kind: str, reviewed: Reviewed, limit: datetime) -> QuerySet[Any]:
    """Neither changed nor confirmed nor asked about since."""
    confirmed = Review.objects.filter(kind=kind, object_id=OuterRef("pk"), at__gte=limit)
    asked = _tasks(kind).filter(Q(state=Task.State.OPEN) | Q(made_at__gte=limit))
    old = reviewed.rows().filter(**{f"{reviewed.changed}__lt": limit})
    if reviewed.looked:
        old = old.exclude(**{f"{reviewed.looked}__gte": limit.date()})
    return old.exclude(Exists(confirmed)).exclude(Exists(asked.filter(about_id=OuterRef("pk"))))


def _tasks(kind: str) -> TaskQuerySet:
    return Task.objects.filter(kind=Task.Kind.PAGE_REVIEW, about_kind=kind)


@transaction.atomic
def _ask(row: models.Model, organisation: Organisation | None, now: datetime) -> Task:
    kind = row._meta.model_name
    return add_task(
        kind=Task.Kind.PAGE_REVIEW,
        what=lambda: _("Is it still right? %(page)s") % {"page": row},
        organisation=organisation,
        role="" if organisation else Task.Role.COORDINATORS,
        due_on=(now + TIME_FOR_IT).date(),
        about=row,
        address=f"reviews/{kind}/{row.pk}/",
    )


def _drop_what_has_changed(kind: str, reviewed: Reviewed, limit: datetime) -> None:
    fresh = reviewed.rows().filter(**{f"{reviewed.changed}__gte": limit}).values("pk")
    for task in _tasks(kind).open().filter(about_id__in=fresh):
        drop_task(task=task, by=None)


@transaction.atomic
def confirm_page(*, kind: str, row: models.Model, by: Person) -> Review:
    """Somebody whose task it is has looked it through: it is still right."""
    task = Task.objects.open().about(row, Task.Kind.PAGE_REVIEW).for_person(by).first()
    if task is None:
        raise Refused(_("Nobody waits for this any more."))
    review = Review.objects.create(kind=kind, object_id=row.pk, by=by)
    if looked := REVIEWED[kind].looked:
        REVIEWED[kind].rows().filter(pk=row.pk).update(**{looked: timezone.localdate()})
    write_history(verb="confirmed", of=row, by=by)
    finish_task(task=task, by=by, words=_("Still right"))
    return review
