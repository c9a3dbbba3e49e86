"""Services and those who give them in the words of HSDS 3 (Open Referral), for whoever reuses them.

Each thing carries an id that stays the same as long as the thing is there. What is not known is
left out. Only what a visitor reads on the pages is told, and of contacts the role, not the person.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, TypeVar
from uuid import UUID, uuid5

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.languages import ENGLISH, SWEDISH, reader_language
from samverka.common.tenancy import current_partnership_id, whole_address
from samverka.partnership.models import ContactRole, Municipality, Organisation, Partnership, Theme
from samverka.support.models import SPOKEN, Need, Service

Facts = dict[str, Any]
# Never to be changed: every id that anybody has stored was made from it.
NAMESPACE = UUID("6f1b0a6e-2d0c-5a1e-9a37-0f4c1e9b7d52")
CURRENCY = "SEK"


Row = TypeVar("Row", bound=models.Model)


class Export:
    """All of one partnership, in the language of the reader, in a fixed number of queries.

    What hangs on services is fetched once each, not once for every service.
    """

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership
        self._organisations: dict[int, Facts] = {}
        self._terms: dict[tuple[str, str], Facts] = {}
        self.themes = linked(Theme.objects.all(), Service.themes.through, "theme_id")
        self.needs = linked(Need.objects.all(), Service.needs.through, "need_id")
        self.places = linked(
            Municipality.objects.all(), Service.municipalities.through, "municipality_id"
        )
        self.contacts: dict[int, list[ContactRole]] = defaultdict(list)
        for role in ContactRole.objects.public():
            self.contacts[role.organisation_id].append(role)

    def page(self) -> Facts:
        """As HSDS answers for a list: everything is on one page."""
        found = [
            self.service(one) for one in Service.objects.public().order_by("pk").with_listing()
        ]
        return {
            "total_items": len(found),
            "total_pages": 1,
            "page_number": 1,
            "size": len(found),
            "first_page": True,
            "last_page": True,
            "empty": not found,
            "contents": found,
        }

    def service(self, service: Service) -> Facts:
        own = f"service/{service.pk}"
        return _known(
            id=self.id(own),
            name=service.name,
            alternate_name=_other_name(service),
            description=service.summary,
            url=service.url or whole_address(service.get_absolute_url()),
            email=service.contact_email,
            status=service.status,
            alert=service.capacity_words,
            application_process=service.reach,
            eligibility_description=service.for_whom,
            fees_description=service.cost_words or (service.cost and service.get_cost_display()),
            assured_date=service.reviewed_on and service.reviewed_on.isoformat(),
            last_modified=service.updated_at.isoformat(),
            organization=self.organisation(service.organisation),
            languages=list(self.languages(service)),
            service_areas=self.areas(service),
            cost_options=self.costs(service),
            attributes=list(self.attributes(service)),
        )

    def organisation(self, organisation: Organisation) -> Facts:
        """Made once, however many services it gives."""
        if organisation.pk not in self._organisations:
            self._organisations[organisation.pk] = self._organisation(organisation)
        return self._organisations[organisation.pk]

    def _organisation(self, one: Organisation) -> Facts:
        """One that is no partner has no page of its own here: only its name is told."""
        own = f"organization/{one.pk}"
        facts: Facts = {"id": self.id(own), "name": one.name, "description": ""}
        return facts | self._page_of(one, own) if one.is_partner else facts

    def _page_of(self, one: Organisation, own: str) -> Facts:
        contacts = [self.contact(role) for role in self.contacts[one.pk]]
        number = _known(
            id=self.id(f"{own}/number"),
            identifier_type=_("Swedish organisation number"),
            identifier=one.number,
        )
        return _known(
            description=one.about,
            website=one.website,
            contacts=contacts,
            organization_identifiers=[number] if one.number else [],
            attributes=[self.example(own)] if one.example or one.about_is_example else [],
        )

    def contact(self, role: ContactRole) -> Facts:
        own = f"contact/{role.pk}"
        phone = {"id": self.id(f"{own}/phone"), "number": role.phone, "type": "voice"}
        return _known(
            id=self.id(own),
            title=role.purpose,
            email=role.email,
            phones=[phone] if role.phone else [],
        )

    def languages(self, service: Service) -> Iterator[Facts]:
        for code in service.languages:
            if code in SPOKEN:
                own = f"service/{service.pk}/language/{code}"
                yield {"id": self.id(own), "name": str(SPOKEN[code]), "code": code}

    def areas(self, service: Service) -> list[Facts]:
        """Municipalities; none of them means the whole county."""
        own = f"service/{service.pk}/area"
        found = [
            {"id": self.id(f"{own}/{place.code}"), "name": place.name}
            for place in self.places[service.pk]
        ]
        region = self.partnership.region
        return found or ([{"id": self.id(f"{own}/all"), "name": region}] if region else [])

    def costs(self, service: Service) -> list[Facts]:
        """An amount only where we know it: what is free of charge costs nothing."""
        if not service.cost:
            return []
        free = service.cost == Service.Cost.FREE
        option = _known(
            id=self.id(f"service/{service.pk}/cost"),
            option=service.get_cost_display(),
            amount_description=service.cost_words,
        )
        return [option | ({"amount": 0, "currency": CURRENCY} if free else {})]

    def attributes(self, service: Service) -> Iterator[Facts]:
        """What it is about, for which need and stage, and whether it takes new cases."""
        own = f"service/{service.pk}"
        for theme in self.themes[service.pk]:
            yield self.attribute(own, "theme", theme.slug, theme.title, theme.summary)
        for need in self.needs[service.pk]:
            yield self.attribute(own, "need", need.slug, need.title, need.explanation)
        for stage in service.stages:
            yield self.attribute(own, "stage", stage, str(Service.Stage(stage).label))
        capacity = service.capacity_on(timezone.localdate())
        found = self.attribute(own, "capacity", capacity.value, str(capacity.label))
        if capacity == Service.Capacity.FULL and service.full_until:
            found["value"] = service.full_until.isoformat()
        yield found
        if service.example:
            yield self.example(own)

    def example(self, own: str) -> Facts:
        words = _("Only for demonstration: not a real offer or organisation.")
        return self.attribute(own, "example", "example", _("Example"), words)

    def attribute(self, own: str, taxonomy: str, code: str, name: str, words: str = "") -> Facts:
        """The thing carries this term of one of our own vocabularies."""
        if (taxonomy, code) not in self._terms:
            self._terms[taxonomy, code] = {
                "id": self.id(f"{taxonomy}/{code}"),
                "code": code,
                "name": name,
                "description": words or name,
                "taxonomy": taxonomy,
                "taxonomy_id": self.id(f"taxonomy/{taxonomy}"),
                "language": reader_language(),
            }
        term = self._terms[taxonomy, code]
        return {"id": self.id(f"{own}/{taxonomy}/{code}"), "taxonomy_term": term}

    def id(self, thing: str) -> str:
        return str(uuid5(NAMESPACE, f"{self.partnership.slug}/{thing}"))


def linked(
    rows: models.QuerySet[Row], through: type[models.Model], column: str
) -> dict[int, list[Row]]:
    """By service: those of `rows` that it has, in their order."""
    having: dict[int, list[int]] = defaultdict(list)
    ours = through._default_manager.filter(service__partnership_id=current_partnership_id())
    for service, row in ours.values_list("service_id", column):
        having[row].append(service)
    found: dict[int, list[Row]] = defaultdict(list)
    for one in rows:
        for service in having[one.pk]:
            found[service].append(one)
    return found


def _other_name(service: Service) -> str:
    names = {SWEDISH: service.name_en, ENGLISH: service.name_sv}
    other = names[reader_language()]
    return "" if other == service.name else other


def _known(**facts: Any) -> Facts:
    """Without what nobody has told."""
    return {name: value for name, value in facts.items() if value}
