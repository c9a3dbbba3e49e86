"""Persons: one account for every partnership in the installation."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import ENGLISH, SWEDISH


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
