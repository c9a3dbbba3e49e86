"""What was decided: the decision register. (`Decision` is a row of the radar.)"""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager
from samverka.meetings.models import Attendee
from samverka.minutes.models.paragraphs import ASIDE_LENGTH, WORDS_LENGTH, Paragraph
from samverka.tasks.models import Task


class ResolutionQuerySet(models.QuerySet["Resolution"]):
    def standing(self) -> Self:
        """Taken, and not struck again while the meeting went on."""
        return self.filter(struck_at=None)

    def open(self) -> Self:
        """Something is still to be done."""
        return self.standing().filter(task__state=Task.State.OPEN)

    def with_listing(self) -> Self:
        return self.select_related(
            "paragraph__item__meeting",
            "paragraph__minutes__meeting",
            "task__person",
            "task__organisation",
        )


class Resolution(Owned):
    """A decision of a meeting, in the words in which it was taken, under its paragraph.

    Whose it is, its last day and what became of it are those of its `task`; None: it asks for
    nothing more.
    """

    class How(models.TextChoices):
        ACCLAMATION = "acclamation", _("By voice")
        COUNTED = "counted", _("By counted votes")
        BALLOT = "ballot", _("By secret ballot")

    paragraph = models.ForeignKey(Paragraph, models.PROTECT, related_name="resolutions")
    words = models.TextField(max_length=WORDS_LENGTH)
    how = models.CharField(max_length=12, choices=How, default=How.ACCLAMATION)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="resolution")
    follow_up_on = models.DateField(null=True, blank=True)
    decided_at = models.DateTimeField(default=timezone.now)
    struck_at = models.DateTimeField(null=True)

    objects = ScopedManager.from_queryset(ResolutionQuerySet)()

    class Meta:
        ordering = ["-decided_at", "-id"]

    def __str__(self) -> str:
        return self.words[:80]

    def get_absolute_url(self) -> str:
        return reverse("minutes:decision", args=[self.pk])


class Reservation(Owned):
    """Somebody who took part dissents, and the minutes say so."""

    resolution = models.ForeignKey(Resolution, models.CASCADE, related_name="reservations")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="reservations")
    words = models.CharField(max_length=ASIDE_LENGTH, blank=True)
    told_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Reservation"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["resolution", "attendee"], name="a_reservation_is_made_once"
            )
        ]

    def __str__(self) -> str:
        return str(self.attendee)
