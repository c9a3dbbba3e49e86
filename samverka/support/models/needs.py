"""What somebody with an idea needs: the rows of the support map."""

from django.db import models

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager


class Need(Owned):
    """Something that whoever has an idea needs help with (Open Referral: taxonomy term)."""

    slug = models.SlugField(max_length=40)
    title_sv = models.CharField(max_length=80)
    title_en = models.CharField(max_length=80, blank=True)
    explanation_sv = models.CharField(max_length=300, blank=True)
    explanation_en = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)

    title, explanation = InBoth("title"), InBoth("explanation")
    objects = ScopedManager["Need"]()

    class Meta:
        ordering = ["order", "id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="need_once")]

    def __str__(self) -> str:
        return self.title
