"""How far the history of calls has been followed, and what has been told to whom."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from samverka.calls.models import Call
from samverka.common.tenancy import Owned, ScopedManager


class Mark(Owned):
    """The place in the history up to which everybody has been told; one for each partnership.

    A transaction that was slow to commit has an older number than a quick one: `seen` are the
    numbers of late that have been taken in.
    """

    upto = models.BigIntegerField(default=0)
    seen = models.JSONField(default=list)

    objects = ScopedManager["Mark"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partnership"], name="one_mark_each")]

    def __str__(self) -> str:
        return str(self.upto)


class Told(Owned):
    """Somebody has been told one thing about a call; the database refuses to do so twice.

    `what` is "fits", "search", the number of a history row, or a reminder such as
    "14 days before 2027-03-03".
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    call = models.ForeignKey(Call, models.CASCADE, related_name="+")
    what = models.CharField(max_length=40)
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Told"]()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "call", "what"], name="told_once")]

    def __str__(self) -> str:
        return f"{self.person_id} knows of {self.call_id}: {self.what}"
