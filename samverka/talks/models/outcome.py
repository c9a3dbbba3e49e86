"""What a talk led to. A promise comes up again at the next talk, until it is kept."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation
from samverka.talks.models.talk import Talk
from samverka.tasks.models import WHAT_LENGTH, Task


class OutcomeQuerySet(models.QuerySet["Outcome"]):
    def standing(self) -> Self:
        return self.filter(removed_at=None)

    def public(self) -> Self:
        return self.standing().filter(is_public=True)

    def open_or_kept_since(self, moment: datetime) -> Self:
        """Promises that wait, and those that were kept after it; the nearest last day first."""
        kept = Q(task__state=Task.State.DONE, task__ended_at__gt=moment)
        rows = self.filter(Q(task__state=Task.State.OPEN) | kept, kind=Outcome.Kind.PROMISE)
        return rows.order_by("task__due_on", "id")

    def with_listing(self) -> Self:
        return self.select_related("owner", "owner_organisation", "task", "talk")


class Outcome(Owned):
    """Something the talk led to. A promise is a task: when it is due, and whether it is kept,
    stands there and nowhere else.

    `owner_name` is somebody outside; it is forgotten with those who came.
    """

    class Kind(models.TextChoices):
        IDEA = "idea", _("An idea")
        PROBLEM = "problem", _("A problem")
        CONTACT = "contact", _("A contact")
        PROMISE = "promise", _("A promise")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="outcomes")
    kind = models.CharField(max_length=10, choices=Kind)
    words_sv = models.CharField(max_length=WHAT_LENGTH)
    words_en = models.CharField(max_length=WHAT_LENGTH, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    owner_name = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=True)
    task = models.OneToOneField(Task, models.CASCADE, null=True, blank=True, related_name="+")
    removed_at = models.DateTimeField(null=True)

    words = InBoth("words")
    objects = ScopedManager.from_queryset(OutcomeQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="promise", task__isnull=False)
                | Q(~Q(kind="promise"), task__isnull=True),
                name="a_promise_is_a_task",
            )
        ]

    def __str__(self) -> str:
        return self.words

    def get_absolute_url(self) -> str:
        return f"{reverse('talks:detail', args=[self.talk.slug])}#led-to"

    @property
    def due_on(self) -> date | None:
        return self.task.due_on if self.task else None

    @property
    def is_kept(self) -> bool:
        return self.task is not None and self.task.state == Task.State.DONE

    @property
    def is_waiting(self) -> bool:
        return self.task is not None and self.task.is_open
