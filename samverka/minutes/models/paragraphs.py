"""What the meeting took up: paragraphs of the minutes, and who spoke, proposed or stood aside."""

from typing import Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models import AgendaItem, Attendee, Body, Meeting
from samverka.minutes.models.minutes import Minutes

WORDS_LENGTH = 2000
WRITTEN_LENGTH = 20_000
ASIDE_LENGTH = 300


class ParagraphQuerySet(models.QuerySet["Paragraph"]):
    def numbered(self) -> Self:
        """All but the breaks, in the order in which the meeting came to them."""
        return self.exclude(number=None).order_by("year", "number")

    def left_over(self) -> Self:
        """Tabled or referred back, and not on an agenda since."""
        left = self.filter(state__in=[Paragraph.State.TABLED, Paragraph.State.REFERRED])
        again = TakenUpAgain.objects.filter(paragraph=OuterRef("pk")).standing()
        return left.filter(~Exists(again.exclude(why=TakenUpAgain.Why.CORRECTION)))


class Paragraph(Moving, Owned):
    """One thing on the agenda as the meeting took it up: § 12/2026 is number 12 of that body and
    year. A break has no number.

    `written` is what the minutes say of it beside its decisions; `revision` goes up when that is
    changed, so that two who write do not overwrite each other.
    """

    class State(models.TextChoices):
        NOW = "now", _("Now")
        DONE = "done", _("Done")
        TABLED = "tabled", _("Tabled")
        REFERRED = "referred", _("Referred back")

    MOVES: dict[State, set[State]] = {
        State.NOW: {State.DONE, State.TABLED, State.REFERRED},
        State.DONE: {State.NOW},
        State.TABLED: {State.NOW},
        State.REFERRED: {State.NOW},
    }

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="paragraphs")
    item = models.OneToOneField(AgendaItem, models.PROTECT, related_name="paragraph")
    body = models.CharField(max_length=10, choices=Body)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.NOW)
    started_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    written = models.TextField(max_length=WRITTEN_LENGTH, blank=True)
    revision = models.PositiveIntegerField(default=0)

    objects = ScopedManager.from_queryset(ParagraphQuerySet)()

    class Meta:
        ordering = ["started_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "body", "year", "number"], name="a_paragraph_has_its_number"
            ),
            models.UniqueConstraint(
                fields=["minutes"], condition=Q(state="now"), name="one_thing_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference} {self.item}".strip()

    def get_absolute_url(self) -> str:
        page = reverse("minutes:minutes", args=[self.minutes.meeting_id])
        return f"{page}#paragraph-{self.pk}"

    @property
    def reference(self) -> str:
        """§ 12/2026; "" for a break."""
        return f"§ {self.number}/{self.year}" if self.number else ""

    @property
    def is_now(self) -> bool:
        return self.state == self.State.NOW


class TakenUpAgainQuerySet(models.QuerySet["TakenUpAgain"]):
    def standing(self) -> Self:
        """Not on the agenda of a meeting that was called off, or that closed before it came to
        them."""
        missed = Q(item__meeting__minutes__closed_at__isnull=False, item__paragraph=None)
        return self.exclude(item__meeting__state=Meeting.State.CANCELLED).exclude(missed)

    def with_meetings(self) -> Self:
        return self.select_related("item__meeting").order_by("item__meeting__starts_at", "pk")


class TakenUpAgain(Owned):
    """An item of a later meeting that comes back to a paragraph. Minutes that are locked are
    corrected in no other way."""

    class Why(models.TextChoices):
        TABLED = "tabled", _("It was tabled")
        REFERRED = "referred", _("It was referred back")
        CORRECTION = "correction", _("To correct the minutes")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="taken_up_again")
    item = models.OneToOneField(AgendaItem, models.CASCADE, related_name="takes_up_again")
    why = models.CharField(max_length=10, choices=Why)

    objects = ScopedManager.from_queryset(TakenUpAgainQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.paragraph.reference} → {self.item}"


class TurnQuerySet(models.QuerySet["Turn"]):
    def waiting(self) -> Self:
        return self.filter(started_at=None, struck_at=None)

    def speaking(self) -> Self:
        return self.filter(ended_at=None, struck_at=None).exclude(started_at=None)


class Turn(Owned):
    """Somebody wants to speak, speaks, or has spoken, to one paragraph."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="turns")
    attendee = models.ForeignKey(Attendee, models.CASCADE, related_name="turns")
    is_reply = models.BooleanField(default=False)
    asked_at = models.DateTimeField(default=timezone.now)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(TurnQuerySet)()

    class Meta:
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendee"],
                condition=Q(ended_at=None, struck_at=None),
                name="on_the_list_of_speakers_once",
            ),
            models.UniqueConstraint(
                fields=["paragraph"],
                condition=Q(ended_at=None, struck_at=None, started_at__isnull=False),
                name="one_speaks_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.attendee)


class MotionQuerySet(models.QuerySet["Motion"]):
    def standing(self) -> Self:
        return self.filter(state=Motion.State.STANDING)


class Motion(Moving, Owned):
    """What somebody proposes that the meeting decides. `behind` are those who say that they stand
    behind it."""

    class State(models.TextChoices):
        STANDING = "standing", _("Stands")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        CARRIED = "carried", _("Carried")
        LOST = "lost", _("Not carried")

    MOVES: dict[State, set[State]] = {
        State.STANDING: {State.WITHDRAWN, State.CARRIED, State.LOST},
        State.WITHDRAWN: {State.STANDING},
        State.CARRIED: {State.STANDING},
        State.LOST: {State.STANDING},
    }

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="motions")
    words = models.TextField(max_length=WORDS_LENGTH)
    by = models.ForeignKey(Attendee, models.PROTECT, related_name="motions")
    state = models.CharField(max_length=10, choices=State, default=State.STANDING)
    made_at = models.DateTimeField(default=timezone.now)
    behind = models.ManyToManyField(Attendee, related_name="+", blank=True)

    objects = ScopedManager.from_queryset(MotionQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]


class Conflict(Owned):
    """Somebody stands aside from one paragraph because they or theirs have an interest in it."""

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="conflicts")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="conflicts")
    words = models.CharField(max_length=ASIDE_LENGTH, blank=True)
    told_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Conflict"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["paragraph", "attendee"], name="a_conflict_is_told_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.attendee)
