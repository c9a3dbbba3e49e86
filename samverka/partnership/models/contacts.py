"""How an organisation is reached and recognised, and when it has been a partner before."""

import re
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.organisations import Organisation


class ContactRoleQuerySet(models.QuerySet["ContactRole"]):
    def public(self) -> Self:
        return self.filter(shown_to=ContactRole.ShownTo.EVERYBODY)


class ContactRole(Owned):
    """Whom to ask about what: a role first, so that it outlives the person who fills it."""

    class ShownTo(models.TextChoices):
        EVERYBODY = "everybody", _("Everybody")
        PARTNERS = "partners", _("Only partners")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_roles")
    purpose_sv = models.CharField(max_length=120, blank=True)
    purpose_en = models.CharField(max_length=120, blank=True)
    person_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(max_length=254, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    shown_to = models.CharField(max_length=10, choices=ShownTo, default=ShownTo.EVERYBODY)
    place = models.PositiveSmallIntegerField(default=1)

    purpose = InBoth("purpose")
    objects = ScopedManager.from_queryset(ContactRoleQuerySet)()

    class Meta:
        ordering = ["place", "id"]

    def __str__(self) -> str:
        return self.purpose

    @property
    def is_public(self) -> bool:
        return self.shown_to == self.ShownTo.EVERYBODY

    @property
    def phone_link(self) -> str:
        """What a telephone dials: digits, and a plus before them; +46 (0)980 loses its zero."""
        return "tel:" + re.sub(r"[^+0-9]", "", self.phone.replace("(0)", ""))

    def get_absolute_url(self) -> str:
        return reverse("partnership:contact", args=[self.organisation.slug, self.pk])


class EarlierTime(Owned):
    """A time as partner that ended before the present one began."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="earlier_times")
    since = models.DateField()
    until = models.DateField()

    objects = ScopedManager["EarlierTime"]()

    class Meta:
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.since}–{self.until}"


class Logo(Owned):
    """The organisation's own picture, made again by us: small, of one type, without metadata.

    It lies in the database, so every machine has it and every backup holds it. `mark` is made
    of its bytes: another picture has another address.
    """

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="logo")
    content = models.BinaryField()
    mark = models.CharField(max_length=16)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()

    objects = ScopedManager["Logo"]()

    def __str__(self) -> str:
        return f"{self.organisation}, {self.width} × {self.height}"

    def get_absolute_url(self) -> str:
        return reverse("partnership:logo", args=[self.organisation.slug, self.mark])
