"""What an organisation offers those with a social innovation."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from samverka.common.languages import InBoth
from samverka.common.lists import every_word
from samverka.common.templatetags.samverka import day
from samverka.common.tenancy import Owned, ScopedManager
from samverka.partnership.models import Municipality, Organisation, Theme
from samverka.support.models.needs import Need


class Stage(models.TextChoices):
    """How far an idea has come: the columns of the support map."""

    IDEA = "idea", _("A first idea")
    FORM = "form", _("Taking form")
    PILOT = "pilot", _("Trying it out")
    RUN = "run", _("Running")
    SPREAD = "spread", _("Spreading")


class Kind(models.TextChoices):
    """What can be said of a cell of the map."""

    EXISTS = "exists", _("Exists")
    MISSING = "missing", _("Is missing")
    ADAPT = "adapt", _("Could be adapted")


# Languages that advice is given in: ISO 639-1, and 639-3 for the sign language.
SPOKEN: dict[str, Promise] = {
    "sv": _("Swedish"),
    "en": _("English"),
    "swl": _("Swedish sign language"),
    "ar": _("Arabic"),
    "fa": _("Persian"),
    "fi": _("Finnish"),
    "ku": _("Kurdish"),
    "so": _("Somali"),
    "ti": _("Tigrinya"),
    "uk": _("Ukrainian"),
}


class ServiceQuerySet(models.QuerySet["Service"]):
    def active(self) -> Self:
        return self.public().filter(status=Service.Status.ACTIVE)

    def public(self) -> Self:
        """What everybody may read of: also what is closed only for a time.

        Who has left the partnership offers nothing here from that day.
        """
        left = Q(organisation__left_on__lte=timezone.localdate())
        return self.filter(status__in=Service.PUBLIC).exclude(left)

    def for_any_idea(self) -> Self:
        return self.filter(takes_any_idea=True)

    def with_listing(self) -> Self:
        return self.select_related("organisation")

    def with_area(self) -> Self:
        return self.with_listing().prefetch_related("municipalities")

    def covering(self, codes: list[str]) -> Self:
        """Those for the whole county, and those for any of these municipalities."""
        everywhere = Q(municipalities=None)
        return self.filter(everywhere | Q(municipalities__code__in=codes)).distinct()

    def saying(self, words: str) -> Self:
        columns = ("name", "summary", "for_whom")
        both = [f"{column}_{language}" for column in columns for language in ("sv", "en")]
        return self.filter(every_word(words, "organisation__name", *both))


class Service(Owned):
    """Advice or support from one organisation (Open Referral HSDS: service)."""

    Stage = Stage

    class Status(models.TextChoices):
        """As in HSDS 3, spaces and all."""

        ACTIVE = "active", _("Active")
        INACTIVE = "inactive", _("Not shown yet")
        TEMPORARILY_CLOSED = "temporarily closed", _("Closed for a time")
        DEFUNCT = "defunct", _("Ended")

    PUBLIC = (Status.ACTIVE, Status.TEMPORARILY_CLOSED)

    class Capacity(models.TextChoices):
        OPEN = "open", _("Takes new cases")
        FULL = "full", _("Full until a date")
        CLOSED = "closed", _("Takes no new cases")

    class Cost(models.TextChoices):
        FREE = "free", _("Free of charge")
        PRICED = "priced", _("Costs something")

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="services")
    slug = models.SlugField(max_length=80)
    name_sv = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    summary_sv = models.TextField(blank=True)
    summary_en = models.TextField(blank=True)
    for_whom_sv = models.CharField(max_length=300, blank=True)
    for_whom_en = models.CharField(max_length=300, blank=True)
    needs = models.ManyToManyField(Need, related_name="services", blank=True)
    stages = models.JSONField(default=list)
    themes = models.ManyToManyField(Theme, related_name="services", blank=True)
    # Codes of `SPOKEN`; none where nobody has said.
    languages = models.JSONField(default=list)
    # None: the whole county.
    municipalities = models.ManyToManyField(Municipality, related_name="+", blank=True)
    cost = models.CharField(max_length=10, choices=Cost, blank=True)
    cost_words_sv = models.CharField(max_length=300, blank=True)
    cost_words_en = models.CharField(max_length=300, blank=True)
    reach_sv = models.CharField(max_length=300, blank=True)
    reach_en = models.CharField(max_length=300, blank=True)
    # Advice on social innovation as such: offered whatever the idea is about.
    takes_any_idea = models.BooleanField(default=False)
    contact_email = models.EmailField(max_length=254, blank=True)
    url = models.URLField(max_length=300, blank=True)
    status = models.CharField(max_length=20, choices=Status, default=Status.ACTIVE)
    capacity = models.CharField(max_length=10, choices=Capacity, default=Capacity.OPEN)
    full_until = models.DateField(null=True, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    reviewed_on = models.DateField(null=True, blank=True)
    # Two people may edit one service: whoever saw an older version is shown the newer one first.
    version = models.PositiveIntegerField(default=1)
    example = models.BooleanField(default=False)
    updated_at = models.DateTimeField(auto_now=True)

    name, summary, for_whom = InBoth("name"), InBoth("summary"), InBoth("for_whom")
    cost_words, reach = InBoth("cost_words"), InBoth("reach")
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

    @property
    def language_labels(self) -> list[str]:
        return [str(SPOKEN[code]) for code in self.languages if code in SPOKEN]

    @property
    def is_public(self) -> bool:
        left_on = self.organisation.left_on
        has_left = left_on is not None and left_on <= timezone.localdate()
        return self.status in self.PUBLIC and not has_left

    def capacity_on(self, today: date) -> Capacity:
        """Who was full until a date takes new cases again from that date, by itself."""
        if self.capacity == self.Capacity.FULL and (
            not self.full_until or self.full_until <= today
        ):
            return self.Capacity.OPEN
        return self.Capacity(self.capacity)

    @property
    def takes_new_cases(self) -> bool:
        open_now = self.capacity_on(timezone.localdate()) == self.Capacity.OPEN
        return open_now and self.status == self.Status.ACTIVE

    @property
    def capacity_words(self) -> str:
        """`Full until 1 March`; empty while new cases are taken."""
        now = self.capacity_on(timezone.localdate())
        if self.status == self.Status.TEMPORARILY_CLOSED:
            return gettext("Closed for a time")
        if now == self.Capacity.FULL:
            return gettext("Full until %(day)s") % {"day": day(self.full_until)}
        return str(now.label) if now == self.Capacity.CLOSED else ""

    def doubts(self, *, place: Municipality | None = None, language: str = "") -> list[str]:
        """Why it may not be the right one to ask just now; needs `with_area`."""
        found = [self.capacity_words] if self.capacity_words else []
        area = {one.pk for one in self.municipalities.all()}
        if place is not None and area and place.pk not in area:
            found.append(gettext("Does not cover %(place)s") % {"place": place.name})
        if language in SPOKEN and self.languages and language not in self.languages:
            found.append(
                gettext("No advice in %(language)s") % {"language": str(SPOKEN[language]).lower()}
            )
        return found
