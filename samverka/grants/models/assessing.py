"""How an application is judged: who may, what each thinks, when one meets, what is proposed."""

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.columns import money
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.applying import GrantApplication
from samverka.grants.models.rounds import Criterion, Panelist, Round

PLACE_LENGTH = 300


class Declaration(Owned):
    """What a panelist says of their own interest in one application, before they open it.

    Nobody opens one without. With a conflict it is gone for them: no list, count or search has it.
    The last one counts.
    """

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="declarations")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="declarations"
    )
    conflict = models.BooleanField()
    words = models.TextField(blank=True)  # in which way, in their own words
    at = models.DateTimeField(default=timezone.now)
    # Somebody else saw it, such as an officer; the person may have declared the opposite.
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager["Declaration"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "person"], name="one_declaration_of_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.application}"


class InterestLifted(Owned):
    """An officer has seen that what the applicant wrote ties nobody of the panel to it.

    It holds as long as the applicant says the same of who they are; the person is asked as others.
    """

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="lifted")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    organisation_number = models.CharField(max_length=11, blank=True)  # as it was said then
    email = models.EmailField(max_length=254, blank=True)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager["InterestLifted"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.person}, {self.application}"


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def handed_in(self) -> Self:
        return self.filter(state=Assessment.State.HANDED_IN)

    def counting(self) -> Self:
        """Handed in by somebody who sits in the panel and has no conflict that came up later."""
        conflicted = Declaration.objects.filter(
            conflict=True,
            application=models.OuterRef("application"),
            person=models.OuterRef("panelist__person"),
        )
        return self.handed_in().exclude(models.Exists(conflicted))


class Assessment(Moving, Owned):
    """What one assessor thinks of one application: a draft of theirs until it is handed in.

    Others' are seen by whoever has handed in their own.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        HANDED_IN = "handed_in", _("Handed in")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.HANDED_IN},
        State.HANDED_IN: {State.DRAFT},
    }

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="assessments")
    panelist = models.ForeignKey(Panelist, models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=9, choices=State, default=State.DRAFT)
    words = models.TextField(blank=True)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager.from_queryset(AssessmentQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "panelist"], name="one_assessment_of_each"
            )
        ]

    def __str__(self) -> str:
        return f"{self.panelist}: {self.application}"


class Score(Owned):
    """Points for one criterion, from 1 to its most, and why; 0 in a draft that has none yet."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="scores")
    criterion = models.ForeignKey(Criterion, models.PROTECT, related_name="scores")
    points = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)

    objects = ScopedManager["Score"]()

    class Meta:
        ordering = ["criterion__number", "id"]
        constraints = [
            models.UniqueConstraint(fields=["assessment", "criterion"], name="one_score_of_each")
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.points}"


class OfferedTimeQuerySet(models.QuerySet["OfferedTime"]):
    def free(self) -> Self:
        return self.filter(application=None, starts_at__gt=timezone.now(), called_off_at=None)

    def between(self, begins: datetime, ends: datetime) -> Self:
        """Those that begin in it."""
        return self.filter(starts_at__gte=begins, starts_at__lt=ends)


class OfferedTime(Owned):
    """A time when officers can meet an applicant; the first to book it has it.

    `sequence` rises with each change, as calendars want it (RFC 5546).
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="times_offered")
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=45)
    place = models.CharField(max_length=PLACE_LENGTH)  # or the address of a video meeting
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    application = models.OneToOneField(
        GrantApplication,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="meeting",
    )
    booked_at = models.DateTimeField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    notes = models.TextField(blank=True)  # what was said, for those who handle it

    objects = ScopedManager.from_queryset(OfferedTimeQuerySet)()

    class Meta:
        ordering = ["starts_at", "id"]

    def __str__(self) -> str:
        return f"{self.starts_at:%Y-%m-%d %H:%M}"


class GrantProposal(Owned):
    """What the panel proposes to those who decide: yes with an amount, or no, and why."""

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="proposals")
    grant = models.BooleanField()
    amount = money(null=True, blank=True)
    words = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_back_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["GrantProposal"]()

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(taken_back_at=None),
                name="one_proposal_stands",
            ),
            models.CheckConstraint(
                condition=Q(grant=True, amount__gt=0) | Q(grant=False, amount=None),
                name="a_yes_has_an_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.amount or 0}"
