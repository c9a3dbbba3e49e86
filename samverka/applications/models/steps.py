"""The way to the last day, counted back from it: what has to be done, by whom, until when."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import SOON, Application
from samverka.applications.models.consortium import Member, Place
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager

STEP_LENGTH = 200


class StepQuerySet(models.QuerySet["Step"]):
    def with_owner(self) -> Self:
        return self.select_related("owner__organisation", "who__person")

    def to_do(self) -> Self:
        return self.filter(state=Step.State.TO_DO)


class Step(Moving, Owned):
    """`name` is that of a step every application has; one of their own has only a `title`.

    `by_hand` days stay when the last day moves; the others are counted back anew.
    """

    class State(models.TextChoices):
        TO_DO = "to_do", _("To do")
        DONE = "done", _("Done")

    MOVES: dict[State, set[State]] = {State.TO_DO: {State.DONE}, State.DONE: {State.TO_DO}}

    class Name(models.TextChoices):
        PARTNERS = "partners", _("Everybody is in")
        TEXTS = "texts", _("Every section has a text")
        BUDGET = "budget", _("The budget is locked")
        LETTERS = "letters", _("The letters are signed")
        READING = "reading", _("Somebody has read it all")
        SENDING = "sending", _("Sent")

    application = models.ForeignKey(Application, models.CASCADE, related_name="steps")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=10, choices=Name, blank=True)
    title = models.CharField(max_length=STEP_LENGTH, blank=True)
    owner = models.ForeignKey(Member, models.SET_NULL, null=True, blank=True, related_name="steps")
    who = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="steps")
    due_on = models.DateField(null=True, blank=True)
    by_hand = models.BooleanField(default=False)
    state = models.CharField(max_length=5, choices=State, default=State.TO_DO)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(StepQuerySet)()

    class Meta:
        ordering = ["number", "id"]

    def __str__(self) -> str:
        return self.title or str(self.get_name_display())

    @property
    def is_done(self) -> bool:
        return self.state == self.State.DONE

    @property
    def days_left(self) -> int | None:
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    @property
    def is_late(self) -> bool:
        return not self.is_done and self.days_left is not None and self.days_left < 0

    @property
    def is_soon(self) -> bool:
        return not self.is_done and self.days_left is not None and self.days_left <= SOON
