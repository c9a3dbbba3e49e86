"""How much an organisation wants to hear of, and since when it is learned from its noes."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation


class Tuning(Owned):
    """One for each organisation that has chosen something; `forgotten_at` is when what its noes
    had taught was thrown away."""

    class Width(models.TextChoices):
        FEW = "few", _("Few: only what fits very well")
        SOME = "some", _("Some: what fits well")
        MANY = "many", _("Many: also what may fit")

    organisation = models.OneToOneField(Organisation, models.CASCADE, related_name="tuning")
    width = models.CharField(max_length=5, choices=Width, default=Width.SOME)
    letters = models.BooleanField(default=True)
    forgotten_at = models.DateTimeField(null=True, blank=True)
    # Two people may choose at once: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)

    objects = ScopedManager["Tuning"]()

    def __str__(self) -> str:
        return f"{self.organisation_id}: {self.width}"
