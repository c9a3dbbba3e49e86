"""Projects that came out of ideas and calls."""

from django.db import models
from django.urls import reverse

from samverka.calls.models import Call
from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.ideas.models import Idea
from samverka.partnership.models import Organisation, Theme


class Project(Owned):
    slug = models.SlugField(max_length=100)
    title_sv = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    call = models.ForeignKey(Call, models.SET_NULL, null=True, related_name="projects")
    idea = models.ForeignKey(Idea, models.SET_NULL, null=True, related_name="projects")
    partners = models.ManyToManyField(Organisation, related_name="projects", blank=True)
    themes = models.ManyToManyField(Theme, related_name="projects", blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary = InBoth("title"), InBoth("summary")
    objects = ScopedManager["Project"]()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="project_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:detail", args=[self.slug])
