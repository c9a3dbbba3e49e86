"""What an organisation shares, with the other partners or with everybody."""

from typing import ClassVar, Self, TypeVar

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.lists import every_word
from samverka.common.tenancy import Owned
from samverka.partnership.models import Organisation

LINE_LENGTH = 200
TEXT_LENGTH = 3_000

Row = TypeVar("Row", bound="Shared")


class SharedQuerySet(models.QuerySet[Row]):
    columns: ClassVar[tuple[str, ...]]  # where words are sought

    def standing(self) -> Self:
        """Not withdrawn."""
        return self.filter(withdrawn_at=None)

    def public(self) -> Self:
        """What everybody may read."""
        return self.standing().filter(shown=Shared.Shown.EVERYBODY)

    def with_listing(self) -> Self:
        return self.select_related("organisation__municipality")

    def saying(self, words: str) -> Self:
        return self.filter(every_word(words, *self.columns))

    def newest_first(self) -> Self:
        return self.order_by("-written_at", "-id")


class Shared(Owned):
    """Partners see it from the start; to everybody it is shown by choice. It can be withdrawn and
    put back."""

    class Shown(models.TextChoices):
        PARTNERS = "partners", _("Partners")
        EVERYBODY = "everybody", _("Everybody")

    PLACE: ClassVar[str]  # the part of its addresses that says what it is

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="%(class)ss")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    shown = models.CharField(max_length=10, choices=Shown, default=Shown.PARTNERS)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    updated_at = models.DateTimeField(auto_now=True)
    # Two people may write on it: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)

    class Meta:
        abstract = True
        ordering = ["-written_at", "-id"]
        indexes = [models.Index(fields=["partnership", "shown"])]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        raise NotImplementedError

    def get_absolute_url(self) -> str:
        return reverse(f"knowledge:{self.PLACE}", args=[self.pk])

    @property
    def is_withdrawn(self) -> bool:
        return self.withdrawn_at is not None

    @property
    def stands(self) -> bool:
        """Whoever may read its kind reads it."""
        return not self.is_withdrawn

    @property
    def is_public(self) -> bool:
        return self.shown == self.Shown.EVERYBODY and self.stands
