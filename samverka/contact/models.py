"""Whom one can write to, and the questions that came of it."""

from datetime import timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Appointment, Membership, Organisation
from samverka.partnership.rules import have_a_role
from samverka.people.models import Person

TEXT_LENGTH = 5_000
NAME_LENGTH = 120
ANSWER_DAYS = 10  # until an answer is promised, where nothing else is said
SOON = 2  # days before that from which on the responsible person is reminded


class Addressee(Owned):
    """A role that one writes to, such as press: never a mailbox. Without people: coordinators."""

    title_sv = models.CharField(max_length=120)
    title_en = models.CharField(max_length=120, blank=True)
    what_for_sv = models.CharField(max_length=300, blank=True)
    what_for_en = models.CharField(max_length=300, blank=True)
    people = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="addressees", blank=True)
    answer_days = models.PositiveSmallIntegerField(default=ANSWER_DAYS)
    position = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)

    title, what_for = InBoth("title"), InBoth("what_for")
    objects = ScopedManager["Addressee"]()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.title


class QuestionQuerySet(models.QuerySet["Question"]):
    def for_person(self, person: Person) -> Self:
        """Theirs, those to their organisations and roles; all for coordinators."""
        today = timezone.localdate()
        staff = Membership.objects.current().filter(person=person).values("organisation")
        coordinates = Exists(Appointment.objects.on(today).filter(person=person))
        people = Addressee.people.through.objects.filter(
            addressee=OuterRef("addressee"), person=person
        )
        to_them = Q(organisation__in=staff)
        if have_a_role().filter(pk=person.pk).exists():  # afterwards it is over for them
            return self.filter(Q(responsible=person) | to_them | coordinates | Exists(people))
        return self.filter(to_them)

    def waiting(self) -> Self:
        return self.filter(state=Question.State.WAITING)

    def with_listing(self) -> Self:
        return self.select_related("addressee", "organisation", "responsible")

    def longest_wait_first(self) -> Self:
        return self.order_by("answer_by", "id")


class Question(Moving, Owned):
    """What somebody asks, without an account: it is answered on a page whose address is the key."""

    class State(models.TextChoices):
        WAITING = "waiting", _("Waits for an answer")
        ANSWERED = "answered", _("Answered")
        CLOSED = "closed", _("Closed")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.ANSWERED, State.CLOSED},
        State.ANSWERED: {State.WAITING, State.CLOSED},
        State.CLOSED: {State.WAITING},
    }

    class Reminded(models.IntegerChoices):
        """How far the clock has been told of."""

        NOT = 0
        SOON = 1
        LATE = 2

    addressee = models.ForeignKey(
        Addressee, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    organisation = models.ForeignKey(
        Organisation, models.CASCADE, null=True, blank=True, related_name="questions"
    )
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=2)

    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    sent_at = models.DateTimeField(default=timezone.now)
    answer_by = models.DateField()
    reminded = models.PositiveSmallIntegerField(choices=Reminded, default=Reminded.NOT)
    erased_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    # Two people may work on one question: whoever saw an older version is shown the newer first.
    version = models.PositiveIntegerField(default=1)
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    sending_key = models.CharField(max_length=40, unique=True, default=unguessable)
    sender_mark = models.CharField(max_length=40, blank=True)

    objects = ScopedManager.from_queryset(QuestionQuerySet)()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["partnership", "state", "answer_by"])]

    def __str__(self) -> str:
        return self.to

    def get_absolute_url(self) -> str:
        return reverse("contact:question", args=[self.pk])

    @property
    def follow_url(self) -> str:
        return reverse("contact:follow", args=[self.key])

    @property
    def to(self) -> str:
        """Whom it was written to, in the reader's language."""
        if self.organisation:
            return self.organisation.name
        return self.addressee.title if self.addressee else str(_("The coordinators"))

    @property
    def answer_days(self) -> int:
        return self.addressee.answer_days if self.addressee else ANSWER_DAYS

    @property
    def is_open(self) -> bool:
        return self.state != self.State.CLOSED

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.WAITING

    @property
    def days_left(self) -> int:
        """Until the promised answer; less than nothing when it is late."""
        return (self.answer_by - timezone.localdate()).days

    @property
    def days_waited(self) -> int:
        return max(0, (timezone.now() - self.sent_at).days)

    @property
    def is_soon(self) -> bool:
        return self.is_waiting and self.days_left <= SOON

    @property
    def is_late(self) -> bool:
        return self.is_waiting and self.days_left < 0

    def begin_waiting(self) -> None:
        """The clock starts again."""
        self.state = self.State.WAITING
        self.answer_by = timezone.localdate() + timedelta(days=self.answer_days)
        self.reminded = self.Reminded.NOT


class Line(Owned):
    """Something said after the question: by who asked, by us, or that it was closed and why."""

    class Voice(models.TextChoices):
        ASKER = "asker"
        US = "us"
        CLOSING = "closing"

    question = models.ForeignKey(Question, models.CASCADE, related_name="lines")
    voice = models.CharField(max_length=10, choices=Voice)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Line"]()

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.voice}: {self.text[:40]}"
