"""Organisations, and which of them are partners."""

from typing import Self

from django.db import models
from django.db.models import Case, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.lists import every_word
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models.network import Municipality, Theme


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def partners(self) -> Self:
        """Those who have joined and not left."""
        today = timezone.localdate()
        return self.filter(joined_on__lte=today).exclude(left_on__lte=today)

    def with_listing(self) -> Self:
        return self.select_related("municipality")

    def saying(self, words: str) -> Self:
        """Those in whose name, place or own text every word stands."""
        columns = ("name", "municipality__name", "about_sv", "about_en")
        return self.filter(every_word(words, *columns))

    def by_sector(self) -> Self:
        """Each with its `sector`, in the order in which the sectors are shown."""
        whens = [When(kind__in=kinds, then=Value(n)) for n, kinds in enumerate(SECTORS.values())]
        return self.annotate(sector=Case(*whens)).order_by("sector", "name", "id")


class Organisation(Owned):
    """An association, municipality, agency or other body; a partner while it is a member."""

    class Kind(models.TextChoices):
        ASSOCIATION = "association", _("Association")
        FOUNDATION = "foundation", _("Foundation")
        COOPERATIVE = "cooperative", _("Cooperative")
        SOCIAL_ENTERPRISE = "social_enterprise", _("Social enterprise")
        STUDY_ASSOCIATION = "study_association", _("Study association")
        FOLK_HIGH_SCHOOL = "folk_high_school", _("Folk high school")
        SPORTS_FEDERATION = "sports_federation", _("Sports federation")
        CHURCH = "church", _("Church")
        COMPANY = "company", _("Company")
        MUNICIPALITY = "municipality", _("Municipality")
        AGENCY = "agency", _("Agency")
        COORDINATION_ASSOCIATION = "coordination_association", _("Coordination association")
        REGION = "region", _("Region")
        UNIVERSITY = "university", _("University")

    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=30, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="organisations"
    )
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    about_is_example = models.BooleanField(default=False)
    themes = models.ManyToManyField(Theme, related_name="organisations", blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    about = InBoth("about")
    objects = ScopedManager.from_queryset(OrganisationQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="organisation_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("partnership:partner", args=[self.slug])

    @property
    def is_partner(self) -> bool:
        today = timezone.localdate()
        has_left = self.left_on is not None and self.left_on <= today
        return self.joined_on is not None and self.joined_on <= today and not has_left


# Kinds that a visitor looks for together; every kind stands in one of them.
SECTORS: dict[Promise, tuple[Organisation.Kind, ...]] = {
    _("Civil society, social economy and companies"): (
        Organisation.Kind.ASSOCIATION,
        Organisation.Kind.FOUNDATION,
        Organisation.Kind.COOPERATIVE,
        Organisation.Kind.SOCIAL_ENTERPRISE,
        Organisation.Kind.STUDY_ASSOCIATION,
        Organisation.Kind.FOLK_HIGH_SCHOOL,
        Organisation.Kind.SPORTS_FEDERATION,
        Organisation.Kind.CHURCH,
        Organisation.Kind.COMPANY,
    ),
    _("Municipalities"): (Organisation.Kind.MUNICIPALITY,),
    _("Agencies, region and university"): (
        Organisation.Kind.AGENCY,
        Organisation.Kind.COORDINATION_ASSOCIATION,
        Organisation.Kind.REGION,
        Organisation.Kind.UNIVERSITY,
    ),
}
