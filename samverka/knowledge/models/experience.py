"""Experience: what an organisation tried, what happened, and what others should know."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count
from django.utils import timezone

from samverka.common.languages import InBoth, other_language, reader_language, worded
from samverka.common.tenancy import Owned, ScopedManager
from samverka.common.text import first_sentence
from samverka.ideas.models import Idea
from samverka.knowledge.models.shared import LINE_LENGTH, Shared, SharedQuerySet
from samverka.partnership.models import Organisation, Theme
from samverka.projects.models import Project
from samverka.talks.models import Talk


class ExperienceQuerySet(SharedQuerySet["Experience"]):
    columns = (
        *("title_sv", "title_en", "tried_sv", "tried_en", "happened_sv", "happened_en"),
        *("advice_sv", "advice_en", "organisation__name"),
    )

    def with_helped(self) -> Self:
        """Each with `helped_count`: how many organisations it helped."""
        return self.annotate(helped_count=Count("helped"))


class Experience(Shared):
    """Three short answers, in the language they were written in or in both.

    `advice` is what others should know. Without a title it goes by its first sentence.
    """

    PLACE = "experience"

    title_sv = models.CharField(max_length=LINE_LENGTH, blank=True)
    title_en = models.CharField(max_length=LINE_LENGTH, blank=True)
    tried_sv = models.TextField(blank=True)
    tried_en = models.TextField(blank=True)
    happened_sv = models.TextField(blank=True)
    happened_en = models.TextField(blank=True)
    advice_sv = models.TextField(blank=True)
    advice_en = models.TextField(blank=True)
    project = models.ForeignKey(
        Project, models.SET_NULL, null=True, blank=True, related_name="experiences"
    )
    talk = models.ForeignKey(
        Talk, models.SET_NULL, null=True, blank=True, related_name="experiences"
    )
    idea = models.ForeignKey(
        Idea, models.SET_NULL, null=True, blank=True, related_name="experiences"
    )
    themes = models.ManyToManyField(Theme, related_name="experiences", blank=True)

    own_title = InBoth("title")
    tried, happened, advice = InBoth("tried"), InBoth("happened"), InBoth("advice")
    helped_count: int  # where it was asked for
    objects = ScopedManager.from_queryset(ExperienceQuerySet)()

    @property
    def title(self) -> str:
        return self.own_title or worded(first_sentence(self.tried), self.tried.language)

    @property
    def language(self) -> str:
        """The language that its texts are read in here."""
        here = reader_language()
        return here if getattr(self, f"tried_{here}") else other_language(here)


class Helped(Owned):
    """An organisation says that an experience of another helped it."""

    experience = models.ForeignKey(Experience, models.CASCADE, related_name="helped")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="helped_by")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    objects = ScopedManager["Helped"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["experience", "organisation"], name="helped_once_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.experience}"
