"""Organisations, and which of them are partners."""

from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, FilteredRelation, Q, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.lists import every_word
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.addresses import LONGEST, host_of
from samverka.partnership.models.network import Municipality, Theme
from samverka.partnership.needs import labels_of

NAME_LENGTH = 120
ABOUT_LENGTH = 2000
FOR_WHOM = ("for_whom_sv", "for_whom_en")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def partners(self) -> Self:
        """Those who have joined and not left."""
        today = timezone.localdate()
        return self.filter(joined_on__lte=today).exclude(left_on__lte=today)

    def with_listing(self) -> Self:
        return self.select_related("municipality")

    def with_page(self) -> Self:
        """With all that its page shows of its own, but not the bytes of its logo."""
        return self.select_related("municipality", "logo").defer("logo__content")

    def former(self) -> Self:
        return self.filter(left_on__lte=timezone.localdate())

    def without_a_time(self) -> Self:
        """Those that have been entered and have not joined yet."""
        return self.filter(Q(joined_on=None) | Q(joined_on__gt=timezone.localdate()))

    def with_nobody_to_write_to(self) -> Self:
        """Nobody there has an account, and no contact an address."""
        now = FilteredRelation("memberships", condition=Q(memberships__until=None))
        deserted = self.annotate(belongs_now=now).filter(belongs_now=None)
        return deserted.exclude(contact_roles__email__gt="")

    def _told(self) -> Self:
        return self.annotate(told_on_day=Coalesce("confirmed_on", "joined_on"))

    def to_be_asked(self, today: date) -> Self:
        """Partners who have not said for a year that their page is right, and were not asked."""
        a_year_ago = today - timedelta(days=settings.PARTNER_REVIEW_DAYS)
        due = self._told().partners().filter(told_on_day__lte=a_year_ago)
        return due.filter(Q(asked_on=None) | Q(asked_on__lte=F("told_on_day")))

    def to_be_reminded(self, today: date) -> Self:
        """Partners who were asked a while ago, have not answered and were not reminded."""
        a_while_ago = today - timedelta(days=settings.PARTNER_REMINDER_DAYS)
        asked = (
            self._told().partners().filter(asked_on__lte=a_while_ago, asked_on__gt=F("told_on_day"))
        )
        return asked.filter(Q(reminded_on=None) | Q(reminded_on__lt=F("asked_on")))

    def unconfirmed(self) -> Self:
        """Partners who were asked and reminded, and have not answered."""
        asked = self._told().partners().filter(asked_on__gt=F("told_on_day"))
        return asked.filter(reminded_on__gte=F("asked_on"))

    def saying(self, words: str) -> Self:
        """Those in whose name, place or own text every word stands."""
        columns = ("name", "municipality__name", "about_sv", "about_en", *FOR_WHOM)
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
    name = models.CharField(max_length=NAME_LENGTH)
    kind = models.CharField(max_length=30, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, models.SET_NULL, null=True, blank=True, related_name="organisations"
    )
    about_sv = models.TextField(blank=True)
    about_en = models.TextField(blank=True)
    about_is_example = models.BooleanField(default=False)
    for_whom_sv = models.TextField(blank=True)
    for_whom_en = models.TextField(blank=True)
    # Parts of one body, such as a region and its schools, share its number: it is not unique.
    number = models.CharField(max_length=11, blank=True)
    website = models.CharField(max_length=LONGEST, blank=True)
    themes = models.ManyToManyField(Theme, related_name="organisations", blank=True)
    # Ids of concepts, see `needs`.
    needs = models.JSONField(default=list, blank=True)
    # The present time as partner, or the last; those before it are `EarlierTime`.
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)
    # Two people may write on one page: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    # Once a year its staff are asked whether the page is still right; the key in their letter
    # opens the answer.
    confirmed_on = models.DateField(null=True, blank=True)
    asked_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    review_key = models.CharField(max_length=40, blank=True, editable=False)

    about, for_whom = InBoth("about"), InBoth("for_whom")
    objects = ScopedManager.from_queryset(OrganisationQuerySet)()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["partnership", "slug"], name="organisation_once"),
            models.UniqueConstraint(
                fields=["review_key"], condition=~Q(review_key=""), name="review_key_once"
            ),
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

    @property
    def website_host(self) -> str:
        return host_of(self.website)

    @property
    def need_labels(self) -> list[str]:
        return labels_of(self.needs)

    @property
    def told_on(self) -> date | None:
        """When somebody there last said that the page is right; at first when they joined."""
        return self.confirmed_on or self.joined_on

    @property
    def awaits_confirmation(self) -> bool:
        """They have been asked since they last said so."""
        return self.asked_on is not None and (not self.told_on or self.asked_on > self.told_on)

    @property
    def unconfirmed(self) -> bool:
        """Asked, reminded, and still no answer."""
        if self.asked_on is None or self.reminded_on is None:
            return False
        return self.awaits_confirmation and self.reminded_on >= self.asked_on


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
