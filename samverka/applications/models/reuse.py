"""Where the text of a section came from, when it was taken over from an earlier application."""

from hashlib import sha256

from django.conf import settings
from django.db import models
from django.utils import timezone

from samverka.applications.models.form import Section
from samverka.common.tenancy import Owned, ScopedManager


class TakenOver(Owned):
    """The trace: from which section, when, by whom; `mark` tells what it said then.

    `title` keeps what the application was called, should it be gone.
    """

    section = models.OneToOneField(Section, models.CASCADE, related_name="taken_over")
    source = models.ForeignKey(Section, models.SET_NULL, null=True, related_name="given_to")
    title = models.CharField(max_length=420)
    mark = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = ScopedManager["TakenOver"]()

    def __str__(self) -> str:
        return f"{self.section} ← {self.title}"


def mark_of_text(plain: str) -> str:
    """The same for the same words."""
    return sha256(plain.strip().encode()).hexdigest()
