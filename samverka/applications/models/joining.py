"""An organisation outside the partnership is asked by letter; the key in it opens the answer."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.applications.models.application import Application
from samverka.applications.models.consortium import Member
from samverka.common.secrets import unguessable
from samverka.common.states import Moving
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.organisations import NAME_LENGTH

WORDS_LENGTH = 2000


class AskedQuerySet(models.QuerySet["Asked"]):
    def waiting(self) -> Self:
        return self.filter(state=Asked.State.WAITING)


class Asked(Moving, Owned):
    """Who answers has no account. A yes makes a `member`, and the key stays the way in.

    `words` are those of the lead, `answer` what was said to them; `person_name` is who answered.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("No answer yet")
        ACCEPTED = "accepted", _("Said yes")
        DECLINED = "declined", _("Said no")
        WITHDRAWN = "withdrawn", _("Taken back")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.ACCEPTED, State.DECLINED, State.WITHDRAWN},
        State.DECLINED: {State.ACCEPTED},
        State.WITHDRAWN: {State.WAITING},
        State.ACCEPTED: set(),
    }

    application = models.ForeignKey(Application, models.CASCADE, related_name="asked")
    name = models.CharField(max_length=NAME_LENGTH)
    email = models.EmailField(max_length=254, blank=True)
    language = models.CharField(max_length=2)
    role = models.CharField(max_length=10, choices=Member.Role, default=Member.Role.PARTNER)
    does = models.TextField(blank=True)
    words = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=unguessable, editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)
    person_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    answer = models.TextField(blank=True)
    member = models.OneToOneField(
        Member, models.SET_NULL, null=True, blank=True, related_name="asked"
    )

    objects = ScopedManager.from_queryset(AskedQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["application", "email"],
                condition=Q(state="waiting"),
                name="an_address_is_asked_once_at_a_time",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.application}"

    def get_absolute_url(self) -> str:
        return reverse("applications:asked", args=[self.key])

    @property
    def waits(self) -> bool:
        """May be answered: nobody has, and the application is still being written."""
        return self.state == self.State.WAITING and self.application.is_being_written
