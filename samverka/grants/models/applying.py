"""What an organisation applies for, from the first word to the decision."""

import secrets
from decimal import Decimal
from typing import Self

from django.conf import settings
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models import Application
from samverka.common.columns import money
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.grants.models.rounds import NAME_LENGTH, Round
from samverka.ideas.models import Idea
from samverka.partnership.models import Municipality, Organisation, Theme

WHAT_LENGTH = 200
PHONE_LENGTH = 30
FILE_NAME_LENGTH = 120
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # none that is taken for another
CODE_LENGTH = 8


def registration_number() -> str:
    """Eight characters in no order: from one, nobody learns that there are others."""
    return "".join(secrets.choice(LETTERS) for _n in range(CODE_LENGTH))


class GrantApplicationQuerySet(models.QuerySet["GrantApplication"]):
    def handed_in(self) -> Self:
        return self.exclude(state=GrantApplication.State.DRAFT)

    def undecided(self) -> Self:
        return self.filter(state__in=GrantApplication.UNDECIDED)

    def with_listing(self) -> Self:
        return self.select_related("round", "municipality", "organisation")


class GrantApplication(Moving, Owned):
    """An application to a round of ours: written by key, without an account.

    `number` is given when it is handed in, and stands in the addresses of those who handle it;
    `key` opens it to the applicant. `answers` holds the text of each section of the form, by the
    section's key. `asked` is the grant applied for, in the currency of the round. `continues` is
    the earlier application of the same project. `joint` is the joint application that was handed
    in as this one.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("Being written")
        SENT = "sent", _("Handed in")
        INCOMPLETE = "incomplete", _("To be completed")
        ASSESSED = "assessed", _("Being assessed")
        GRANTED = "granted", _("Granted")
        REFUSED = "refused", _("Refused")
        DISMISSED = "dismissed", _("Not taken up")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    MOVES: dict[State, set[State]] = {
        State.DRAFT: {State.SENT},
        State.SENT: {State.INCOMPLETE, State.ASSESSED, State.DISMISSED, State.WITHDRAWN},
        State.INCOMPLETE: {State.SENT, State.ASSESSED, State.DISMISSED, State.WITHDRAWN},
        State.ASSESSED: {State.INCOMPLETE, State.GRANTED, State.REFUSED, State.WITHDRAWN},
        State.GRANTED: set(),
        State.REFUSED: set(),
        State.DISMISSED: set(),
        State.WITHDRAWN: {State.SENT},
    }
    UNDECIDED = (State.SENT, State.INCOMPLETE, State.ASSESSED)
    DECIDED = (State.GRANTED, State.REFUSED, State.DISMISSED)

    round = models.ForeignKey(Round, models.PROTECT, related_name="applications")
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    number = models.CharField(max_length=CODE_LENGTH, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    language = models.CharField(
        max_length=2, choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))], default=SWEDISH
    )

    name = models.CharField(max_length=NAME_LENGTH, blank=True)  # of the organisation
    organisation_number = models.CharField(max_length=11, blank=True)
    kind = models.CharField(max_length=30, choices=Organisation.Kind, blank=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="+"
    )
    # The partner it is, where the number or whoever writes says so.
    organisation = models.ForeignKey(
        Organisation, models.SET_NULL, null=True, blank=True, related_name="grant_applications"
    )
    contact_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=PHONE_LENGTH, blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="grant_applications",
    )

    title = models.CharField(max_length=NAME_LENGTH, blank=True)
    summary = models.TextField(blank=True)
    answers = models.JSONField(default=dict, blank=True)
    themes = models.ManyToManyField(Theme, related_name="grant_applications", blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    asked = money(default=Decimal(0))
    idea = models.ForeignKey(
        Idea, models.SET_NULL, null=True, blank=True, related_name="grant_applications"
    )
    joint = models.ForeignKey(
        Application, models.SET_NULL, null=True, blank=True, related_name="grant_applications"
    )
    continues = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="continued_by"
    )

    begun_at = models.DateTimeField(default=timezone.now)
    # What nobody has touched for long is forgotten, after a letter that says so.
    touched_at = models.DateTimeField(default=timezone.now)
    warned_at = models.DateTimeField(null=True, blank=True)
    sender_mark = models.CharField(max_length=32, blank=True)  # of the network, for an hour's count
    sending_key = models.CharField(max_length=32, blank=True)  # lets its first page be sent once
    sent_at = models.DateTimeField(null=True, blank=True)
    # From then on nobody hands in an assessment, and those who decide see all that there are.
    assessing_closed_at = models.DateTimeField(null=True, blank=True)
    # What was handed in last, frozen: the hash of its paper.
    sha256 = models.CharField(max_length=64, blank=True)
    decision = models.OneToOneField(
        "grants.GrantDecision", models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(GrantApplicationQuerySet)()

    class Meta:
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["partnership", "round", "state"])]
        constraints = [
            models.UniqueConstraint(
                fields=["partnership", "number"],
                condition=~Q(number=""),
                name="registration_number_once",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("granted", "refused", "dismissed"), decision__isnull=False)
                | Q(
                    state__in=("draft", "sent", "incomplete", "assessed", "withdrawn"),
                    decision__isnull=True,
                ),
                name="decided_by_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(state="draft") | (~Q(number="") & Q(sent_at__isnull=False)),
                name="handed_in_with_a_number",
            ),
            models.UniqueConstraint(
                fields=["partnership", "sending_key"],
                condition=~Q(sending_key=""),
                name="begun_once",
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.name or self.number

    def get_absolute_url(self) -> str:
        """Its page for those who handle it."""
        return reverse("grants:case", args=[self.number])

    @property
    def own_url(self) -> str:
        """Its page for the applicant: whoever has the address may write."""
        return reverse("grants:mine", args=[self.key])

    @property
    def is_draft(self) -> bool:
        return self.state == self.State.DRAFT

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED

    @property
    def can_be_written(self) -> bool:
        """By the applicant: before it is handed in, and while it is to be completed."""
        return self.state in (self.State.DRAFT, self.State.INCOMPLETE)


class GrantCost(Owned):
    """One cost of the project, or one part of what the applicant puts in, in words and money.

    `kind` tells whose money it is: a cost that is paid, or own cash, own hours, own things. Of
    hours there is a `quantity`; the round's rules say what one is worth.
    """

    class Kind(models.TextChoices):
        COST = "cost", _("A cost")
        CASH = "cash", _("Own money")
        HOURS = "hours", _("Own hours, paid or voluntary")

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="costs")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=5, choices=Kind, default=Kind.COST)
    category = models.CharField(max_length=40, blank=True)
    what = models.CharField(max_length=WHAT_LENGTH)
    amount = money(null=True, blank=True)
    quantity = money(null=True, blank=True)

    objects = ScopedManager["GrantCost"]()

    class Meta:
        ordering = ["number", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="hours", quantity__isnull=False, amount__isnull=True)
                | (~Q(kind="hours") & Q(amount__isnull=False, quantity__isnull=True)),
                name="hours_or_money",
            )
        ]

    def __str__(self) -> str:
        return self.what


class GrantPaper(Owned):
    """An application as it was handed in, each time: its papers, and the hash of the PDF."""

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="papers")
    pdf = models.BinaryField()
    docx = models.BinaryField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["GrantPaper"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.application}: {self.at}"


class EnclosureQuerySet(models.QuerySet["Enclosure"]):
    def handed_in(self) -> Self:
        """Not those of a report that is still being written: nobody but the applicant has them."""
        return self.filter(Q(report=None) | Q(report__sent_at__gte=F("at")))

    def not_handed_in(self) -> Self:
        return self.exclude(pk__in=self.handed_in().values("pk"))


class Enclosure(Owned):
    """A file that the applicant handed in, or that belongs to a `report` or an agreement.

    It lies in the database, as signed letters do, and is given back as a file to keep.
    """

    class Kind(models.TextChoices):
        PDF = "application/pdf", "PDF"
        PNG = "image/png", "PNG"
        JPEG = "image/jpeg", "JPEG"

    class Of(models.TextChoices):
        APPLICATION = "application", _("The application")
        AGREEMENT = "agreement", _("The agreement")
        REPORT = "report", _("The report")

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="enclosures")
    report = models.ForeignKey(
        "grants.GrantReport", models.CASCADE, null=True, blank=True, related_name="files"
    )
    of = models.CharField(max_length=11, choices=Of, default=Of.APPLICATION)
    name = models.CharField(max_length=FILE_NAME_LENGTH)
    kind = models.CharField(max_length=20, choices=Kind)
    content = models.BinaryField()
    size = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager.from_queryset(EnclosureQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Completion(Moving, Owned):
    """What was missing: asked for by an officer, answered by the applicant until a day."""

    class State(models.TextChoices):
        ASKED = "asked", _("Asked for")
        ANSWERED = "answered", _("Answered")
        ENDED = "ended", _("No longer asked for")

    MOVES: dict[State, set[State]] = {
        State.ASKED: {State.ANSWERED, State.ENDED},
        State.ANSWERED: set(),
        State.ENDED: set(),
    }

    application = models.ForeignKey(GrantApplication, models.CASCADE, related_name="completions")
    words = models.TextField()
    due_on = models.DateField()
    state = models.CharField(max_length=8, choices=State, default=State.ASKED)
    asked_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer = models.TextField(blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)

    objects = ScopedManager["Completion"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application"],
                condition=Q(state="asked"),
                name="one_completion_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.application}: {self.due_on}"
