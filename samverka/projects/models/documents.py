"""Files that belong to a project."""

from django.db import models
from django.urls import reverse

from samverka.projects.models.rows import LINE_LENGTH, ProjectRow


class ProjectDocument(ProjectRow):
    """A file, for everybody or only for those who take part."""

    title = models.CharField(max_length=LINE_LENGTH)
    name = models.CharField(max_length=LINE_LENGTH)  # of the file
    content = models.BinaryField()
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    mark = models.CharField(max_length=64)  # SHA-256 of the bytes
    is_public = models.BooleanField(default=False)

    class Meta(ProjectRow.Meta):
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("projects:file", args=[self.project.slug, self.pk])
