"""Tasks: one kind of row for everything that waits for somebody."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Appointment, Membership, Organisation, Seat
from samverka.people.models import Person
from samverka.tasks.groups import groups

SOON = 2  # days before the last day from which on a task is near
WHAT_LENGTH = 300
WORDS_LENGTH = 500


class TaskQuerySet(models.QuerySet["Task"]):
    def open(self) -> Self:
        return self.filter(state=Task.State.OPEN)

    def ended_after(self, moment: datetime) -> Self:
        return self.exclude(state=Task.State.OPEN).filter(ended_at__gt=moment)

    def about(self, row: models.Model, *kinds: str) -> Self:
        found = self.filter(about_kind=row._meta.model_name, about_id=row.pk)
        return found.filter(kind__in=kinds) if kinds else found

    def for_person(self, person: Person) -> Self:
        """What waits for them, for the staff they belong to, and for the roles they have today.

        Of groups that stand in `TASK_GROUPS` only what they may know of at this moment.
        """
        today = timezone.localdate()
        staff = Membership.objects.current().filter(person=person).values("organisation")
        coordinates = Exists(Appointment.objects.on(today).filter(person=person))
        sits = Exists(Seat.objects.on(today).of(person))
        mine = (
            Q(person=person)
            | Q(organisation__in=staff)
            | Q(Q(role=Task.Role.COORDINATORS) & coordinates)
            | Q(Q(role=Task.Role.COMMITTEE) & sits)
        ) & ~Q(role__in=list(groups()))
        for role, group in groups().items():
            mine |= Q(role=role) & group.tasks(person)
        return self.filter(mine)

    def not_taken_by_others(self, person: Person) -> Self:
        return self.filter(Q(person=None) | Q(person=person))

    def with_listing(self) -> Self:
        return self.select_related("person", "organisation", "ended_by")

    def due_first(self) -> Self:
        """The nearest last day first; those without one come after, the oldest first."""
        return self.order_by(F("due_on").asc(nulls_last=True), "id")

    def latest_ended_first(self) -> Self:
        return self.order_by("-ended_at", "-id")


class Task(Moving, Owned):
    """Something that somebody should do.

    It waits for a person, or for a group: the staff of an organisation, or those with a role. Who
    of a group takes it is its `person`; the group stays, so that it can be given back. `address`
    is where it is done, without language and without a slash first.
    """

    class State(models.TextChoices):
        OPEN = "open", _("To do")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    MOVES: dict[State, set[State]] = {
        State.OPEN: {State.DONE, State.DROPPED},
        State.DONE: {State.OPEN},
        State.DROPPED: {State.OPEN},
    }

    class Kind(models.TextChoices):
        PAGE_FEEDBACK = "page_feedback", _("A page did not help")
        PAGE_REVIEW = "page_review", _("A page to look through")
        QUESTION = "question", _("A question")
        DECISION = "decision", _("A decision")
        PROMISE = "promise", _("A promise")
        FOLLOW_UP = "follow_up", _("A follow-up")
        CALL_PAGE = "call_page", _("A funder’s page to look at")
        CALL_SOURCE = "call_source", _("A source of calls that does not work")
        APPLICATION = "application", _("A joint application")
        MINUTES = "minutes", _("Minutes to check")
        REFERENCE = "reference", _("A request for a reference group")
        PROJECT = "project", _("A report of a project")
        GRANT = "grant", _("A grant")

    # Done by what is done at their address, never by saying so in the list.
    DONE_THERE = (
        *(Kind.PAGE_FEEDBACK, Kind.PAGE_REVIEW, Kind.QUESTION, Kind.APPLICATION),
        *(Kind.MINUTES, Kind.REFERENCE, Kind.PROJECT, Kind.GRANT),
    )

    # Whatever they are about writes letters of its own.
    TOLD_THERE = (Kind.QUESTION, Kind.MINUTES, Kind.REFERENCE, Kind.PROJECT, Kind.GRANT)

    class Role(models.TextChoices):
        COORDINATORS = "coordinators", _("The coordinators")
        COMMITTEE = "committee", _("The working committee")
        HANDLERS = "handlers", _("Those who handle the grant")

    # Any task may be given to these; who has another role sees the tasks of one kind of work alone.
    ROLES_TO_GIVE = (Role.COORDINATORS, Role.COMMITTEE)

    kind = models.CharField(max_length=20, choices=Kind)
    what_sv = models.CharField(max_length=WHAT_LENGTH)
    what_en = models.CharField(max_length=WHAT_LENGTH)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="tasks"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="tasks"
    )
    role = models.CharField(max_length=20, choices=Role, blank=True)
    due_on = models.DateField(null=True, blank=True)
    about_kind = models.CharField(max_length=40, blank=True)
    about_id = models.BigIntegerField(null=True, blank=True)
    address = models.CharField(max_length=300, blank=True)

    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    words = models.CharField(max_length=WORDS_LENGTH, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)  # a letter has told of it
    reminded_at = models.DateTimeField(null=True)  # and of its last day

    what = InBoth("what")
    objects = ScopedManager.from_queryset(TaskQuerySet)()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["partnership", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "kind", "about_kind", "about_id"],
                condition=Q(state="open", about_id__isnull=False),
                name="a_task_is_open_once",
            ),
        ]

    def __str__(self) -> str:
        return self.what

    def get_absolute_url(self) -> str:
        return reverse("tasks:task", args=[self.pk])

    @property
    def url(self) -> str:
        """Where it is done, in the reader's language; its own page where there is no other."""
        return f"{reverse('home:home')}{self.address}" if self.address else self.get_absolute_url()

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

    @property
    def is_guarded(self) -> bool:
        """It stays within its group: others may not know of it."""
        return self.role in groups()

    @property
    def is_done_there(self) -> bool:
        return self.kind in self.DONE_THERE

    @property
    def group(self) -> str:
        """Whose it is when nobody has taken it; empty for the task of one person."""
        return self.organisation.name if self.organisation else self.get_role_display()

    @property
    def days_left(self) -> int | None:
        """Until the last day; less than nothing when it has passed."""
        return (self.due_on - timezone.localdate()).days if self.due_on else None

    @property
    def days_late(self) -> int:
        return max(0, -(self.days_left or 0))

    @property
    def is_late(self) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < timezone.localdate()

    @property
    def is_soon(self) -> bool:
        return self.is_open and self.days_left is not None and self.days_left <= SOON
