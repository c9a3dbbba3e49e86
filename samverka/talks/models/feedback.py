"""What those who came thought of a talk. Nobody knows who said what."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager
from samverka.talks.models.talk import Talk

THOUGHTS_LENGTH = 2_000


class TalkFeedbackQuerySet(models.QuerySet["TalkFeedback"]):
    def in_words(self) -> Self:
        """Where somebody wrote something besides."""
        return self.exclude(words="", next_theme="")


class TalkFeedback(Owned):
    """One answer. It leads to no registration, and holds no time by which it could be found."""

    class Use(models.TextChoices):
        MUCH = "much", _("Much")
        SOME = "some", _("Some")
        LITTLE = "little", _("Little")

    talk = models.ForeignKey(Talk, models.CASCADE, related_name="feedback")
    use = models.CharField(max_length=6, choices=Use)
    words = models.TextField(max_length=THOUGHTS_LENGTH, blank=True)
    next_theme = models.CharField(max_length=200, blank=True)

    objects = ScopedManager.from_queryset(TalkFeedbackQuerySet)()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.get_use_display())
