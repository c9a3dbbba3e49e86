"""The innovation support system: who offers which service, for whom, at which stage."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Organisation, Theme


class ServiceQuerySet(models.QuerySet["Service"]):
    def active(self) -> Self:
        return self.filter(status=Service.Status.ACTIVE)

    def for_any_idea(self) -> Self:
        return self.filter(takes_any_idea=True)

    def with_listing(self) -> Self:
        return self.select_related("organisation")


class Service(Owned):
    """What an organisation offers those with a social innovation (Open Referral: service)."""

    class Status(models.TextChoices):
        ACTIVE = "active"
        INACTIVE = "inactive"

    class Stage(models.TextChoices):
        """How far an idea has come when the service is of use."""

        IDEA = "idea", _("A first idea")
        FORM = "form", _("Taking form")
        PILOT = "pilot", _("Trying it out")
        RUN = "run", _("Running")
        SPREAD = "spread", _("Spreading")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="services")
    slug = models.SlugField(max_length=80)
    name_sv = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    for_whom_sv = models.CharField(max_length=300, blank=True)
    for_whom_en = models.CharField(max_length=300, blank=True)
    stages = models.JSONField(default=list)
    themes = models.ManyToManyField(Theme, related_name="services", blank=True)
    # Advice on social innovation as such: offered whatever the idea is about.
    takes_any_idea = models.BooleanField(default=False)
    contact_email = models.EmailField(max_length=254, blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.ACTIVE)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    name, summary, for_whom = InBoth("name"), InBoth("summary"), InBoth("for_whom")
    objects = ScopedManager.from_queryset(ServiceQuerySet)()

    class Meta:
        ordering = ["organisation__name", "id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="service_once")]

    def __str__(self) -> str:
        return f"{self.organisation.name}: {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("support:detail", args=[self.slug])

    @property
    def stage_labels(self) -> list[str]:
        return [str(self.Stage(stage).label) for stage in self.stages]
