"""The partnership itself: its organisations, themes, places, committee and coordinators."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Q, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.lists import every_word
from samverka.common.tenancy import Owned, ScopedManager


class Partnership(models.Model):
    """One network with its own data. An installation may carry several."""

    slug = models.SlugField(unique=True)
    host = models.CharField(max_length=253, blank=True, help_text=_("Host name of its own"))
    is_default = models.BooleanField(default=False)
    name_sv = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    region_sv = models.CharField(max_length=120, blank=True)
    region_en = models.CharField(max_length=120, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    support_intro_sv = models.TextField(blank=True)
    support_intro_en = models.TextField(blank=True)
    # Its coordinators work at a public body, so what is sent here may be asked for by anybody.
    is_public_body = models.BooleanField(default=True)

    name, region = InBoth("name"), InBoth("region")
    summary, about, support_intro = InBoth("summary"), InBoth("about"), InBoth("support_intro")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_default"], condition=Q(is_default=True), name="one_default_partnership"
            ),
            models.UniqueConstraint(
                fields=["host"], condition=~Q(host=""), name="one_partnership_for_each_host"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def with_partner_count(self) -> Self:
        """Each with `partner_count`: partners known to be there, examples left out."""
        today = timezone.localdate()
        joined = Q(organisations__joined_on__lte=today, organisations__example=False)
        left = Q(organisations__left_on__lte=today)
        counted = self.annotate(partner_count=Count("organisations", filter=joined & ~left))
        return counted.order_by("name")


class Municipality(Owned):
    """A place in the county. `shape` are its corners on a schematic map 372 wide, 614 high."""

    code = models.CharField(max_length=4)
    name = models.CharField(max_length=60)
    shape = models.CharField(max_length=300, blank=True)

    partner_count: int  # where it was asked for
    objects = ScopedManager.from_queryset(MunicipalityQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "code"], name="municipality_once")
        ]

    def __str__(self) -> str:
        return self.name


class Theme(Owned):
    """The thread that ties talks, ideas, calls, projects and experience."""

    slug = models.SlugField()
    title_sv = models.CharField(max_length=160)
    title_en = models.CharField(max_length=160, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    title, summary = InBoth("title"), InBoth("summary")
    objects = ScopedManager["Theme"]()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["partnership", "slug"], name="theme_once")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("home:theme", args=[self.slug])


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


class TermQuerySet(models.QuerySet["Seat"]):
    def on(self, day: date) -> Self:
        """Those whose term has begun and not ended that day."""
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class Seat(Owned):
    """A seat in the working committee: held by an organisation, filled by a person, for a term.

    `person_name` stands where the person has no account here.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="seats"
    )
    person_name = models.CharField(max_length=120, blank=True)
    unit = models.CharField(max_length=120, blank=True)
    convener = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)

    objects = ScopedManager.from_queryset(TermQuerySet)()

    class Meta:
        ordering = ["-since", "organisation__name", "id"]

    def __str__(self) -> str:
        return f"{self.holder}, {self.organisation}"

    @property
    def holder(self) -> str:
        return str(self.person) if self.person else self.person_name


class AppointmentQuerySet(models.QuerySet["Appointment"]):
    def on(self, day: date) -> Self:
        return self.filter(since__lte=day).filter(Q(until=None) | Q(until__gte=day))


class Appointment(Owned):
    """A person is coordinator of the partnership for a time."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="appointments"
    )
    since = models.DateField(default=timezone.localdate)
    until = models.DateField(null=True, blank=True)

    objects = ScopedManager.from_queryset(AppointmentQuerySet)()

    class Meta:
        ordering = ["since", "id"]

    def __str__(self) -> str:
        return str(self.person)


class Membership(Owned):
    """A person works in, or stands for, an organisation."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="memberships")

    objects = ScopedManager["Membership"]()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["person", "organisation"], name="membership_once")
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.organisation}"
