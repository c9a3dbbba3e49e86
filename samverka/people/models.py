"""Persons: one account for every partnership in the installation; what they said yes to, who
else may say that it is they, and how an account is closed and erased."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.secrets import unguessable, unseal
from samverka.common.states import Moving

# The text about how data is taken care of that people agree to; a new text, a new version.
PRIVACY_VERSION = "2026-11"


class PersonManager(BaseUserManager["Person"]):
    def create_user(self, email: str, name: str = "", **fields: Any) -> "Person":
        """Nobody has a password: people sign in with a code by e-mail or a passkey."""
        person = self.model(email=email.strip().lower(), name=name, **fields)
        person.set_unusable_password()
        person.save(using=self._db)
        return person


class Person(AbstractBaseUser):
    email = models.EmailField(_("e-mail"), max_length=254, unique=True)
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"),
        max_length=2,
        choices=[(SWEDISH, _("Swedish")), (ENGLISH, _("English"))],
        blank=True,
    )
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)
    example = models.BooleanField(default=False)

    objects = PersonManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def letter_language(self) -> str:
        return self.language or SWEDISH


class PersonRequest(HttpRequest):
    """A request from someone who is signed in."""

    user: Person


class ConsentQuerySet(models.QuerySet["Consent"]):
    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class Consent(models.Model):
    """What somebody said yes to, when, to which text and how; a withdrawn one is kept as that."""

    class Purpose(models.TextChoices):
        JOINING = "joining", _("How your data is taken care of here")
        SHOWN_AS_CONTACT = (
            "contact",
            _("Your name and e-mail are shown to everybody, as contact of your organisations"),
        )

    class How(models.TextChoices):
        INVITATION = "invitation", _("when you accepted an invitation")
        ACCOUNT = "account", _("on your account page")

    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="consents")
    email = models.EmailField(max_length=254, blank=True)  # of somebody without an account
    purpose = models.CharField(max_length=20, choices=Purpose)
    version = models.CharField(max_length=20)
    how = models.CharField(max_length=20, choices=How)
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(ConsentQuerySet)()

    class Meta:
        ordering = ["given_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose"],
                condition=Q(withdrawn_at=None),
                name="one_standing_consent_for_each_purpose",
            ),
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(email=""), name="a_consent_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.given_at:%Y-%m-%d}"


class ErasureQuerySet(models.QuerySet["Erasure"]):
    def due(self, now: datetime) -> Self:
        return self.filter(state=Erasure.State.WAITING, due_at__lte=now)


class Erasure(Moving, models.Model):
    """An account is closed at once and erased after some days, in which it can be undone."""

    class State(models.TextChoices):
        WAITING = "waiting", _("closed, not erased yet")
        UNDONE = "undone", _("taken back")
        DONE = "done", _("erased")

    MOVES: dict[State, set[State]] = {
        State.WAITING: {State.UNDONE, State.DONE},
        State.UNDONE: set(),
        State.DONE: set(),
    }

    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="erasures")
    # A coordinator who did it because the person asked for it; nobody when they did it themselves.
    asked_by = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+")
    key = models.CharField(max_length=40, unique=True, default=unguessable)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    asked_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(ErasureQuerySet)()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(state="waiting"), name="an_account_is_erased_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_state_display()}, {self.due_at:%Y-%m-%d}"

    @property
    def undo_url(self) -> str:
        return reverse("people:undo_erasure", args=[self.key])


class SignInProvider(models.Model):
    """An organisation's own sign-in (OpenID Connect), which says who somebody is.

    Persons have one account in the whole installation, so only those who run it may say whom to
    believe; a provider is believed for its own domains and no other.
    """

    name = models.CharField(max_length=120)
    issuer = models.URLField(max_length=300, unique=True)
    client_id = models.CharField(max_length=300)
    sealed_secret = models.TextField(blank=True)

    objects = models.Manager["SignInProvider"]()

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def secret(self) -> str:
        return unseal(self.sealed_secret) if self.sealed_secret else ""


class SignInDomain(models.Model):
    """Addresses with this after the @ are signed in by the provider."""

    provider = models.ForeignKey(SignInProvider, models.CASCADE, related_name="domains")
    domain = models.CharField(max_length=253, unique=True)

    objects = models.Manager["SignInDomain"]()

    class Meta:
        ordering = ["domain"]

    def __str__(self) -> str:
        return self.domain
