"""Which bodies meet, and what the statutes ask of their meetings."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from samverka.common.tenancy import Owned, ScopedManager


class Body(models.TextChoices):
    ASSEMBLY = "assembly", _("Assembly meeting")
    COMMITTEE = "committee", _("The working committee")


class BodyRules(Owned):
    """What the partnership's own statutes ask; a number that they do not name is empty.

    Days are whole days before the day of the meeting (notice, papers) or after it (minutes).
    `quorum` counts partners on the voting list of an assembly, seats of a committee.
    """

    body = models.CharField(max_length=10, choices=Body)
    notice_days = models.PositiveSmallIntegerField(default=14)
    papers_days = models.PositiveSmallIntegerField(default=7)
    minutes_days = models.PositiveSmallIntegerField(default=14)
    quorum = models.PositiveSmallIntegerField(null=True, blank=True)
    adjusters = models.PositiveSmallIntegerField(default=2)

    objects = ScopedManager["BodyRules"]()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partnership", "body"], name="one_rule_for_each_body")
        ]

    def __str__(self) -> str:
        return str(self.get_body_display())
