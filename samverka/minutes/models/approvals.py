"""Versions of the minutes, who stands behind which, and what was said against one."""

from hashlib import sha256

from django.db import models
from django.utils import timezone

from samverka.common.tenancy import Owned, ScopedManager, everywhere
from samverka.meetings.models import Attendee
from samverka.minutes.models.minutes import Minutes, Officer
from samverka.minutes.models.paragraphs import WORDS_LENGTH


def hash_of(content: str) -> str:
    """SHA-256, in hexadecimal digits: what those who approve stand behind."""
    return sha256(content.encode()).hexdigest()


class MinutesVersion(Owned):
    """The whole of the minutes as they went to those who check them; `hash` is SHA-256 of
    `content`, in hexadecimal digits.

    `content` is the canonical JSON of everything that page and documents are made from. A version
    is never changed, and never taken away.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.TextField()
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["MinutesVersion"]()

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="a_version_stands_once")
        ]

    def __str__(self) -> str:
        return f"{self.minutes}, {self.number}"

    @property
    def is_unchanged(self) -> bool:
        """Is the content still what the hash was made of, and the hash that which all who have
        approved it stand behind?"""
        others = everywhere(Approval).filter(version=self).exclude(hash=self.hash)
        return hash_of(self.content) == self.hash and not others.exists()


class Approval(Owned):
    """The chair, the secretary or an adjuster stands behind one version. Never changed.

    It names the person and the office, not the row of the office: before the next version somebody
    else may have it.
    """

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="approvals")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="approvals")
    role = models.CharField(max_length=10, choices=Officer.Role)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Approval"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "attendee"], name="a_version_is_approved_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.attendee}, {self.version}"


class Objection(Owned):
    """What is wrong with a version, which sends the minutes back. Never changed."""

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="objections")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="objections")
    words = models.TextField(max_length=WORDS_LENGTH)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Objection"]()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:60]
