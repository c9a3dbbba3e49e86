"""Services of the innovation support system, in the terms of HSDS 3 (Open Referral)."""

from datetime import date

from django.utils import timezone

from samverka.api.documents.shared import Both, NamedItem, PlaceItem, TaggedItem, both, page_of
from samverka.suggest.sources import theme_slugs
from samverka.support.models import Service


class ServiceItem(TaggedItem):
    slug: str
    name: Both
    description: Both
    organization: NamedItem
    eligibility_description: Both
    status: str
    email: str | None
    stages: list[str]
    needs: list[str]
    languages: list[str]
    service_areas: list[PlaceItem]
    cost: str | None
    fees_description: Both
    access: Both
    website: str | None
    capacity: str
    full_until: date | None
    reviewed_on: date | None


def service_item(service: Service) -> ServiceItem:
    capacity = service.capacity_on(timezone.localdate())
    return ServiceItem(
        id=service.pk,
        url=page_of(service),
        updated_at=service.updated_at,
        themes=list(theme_slugs(service)),
        example=service.example,
        slug=service.slug,
        name=both(service, "name"),
        description=both(service, "summary"),
        organization=NamedItem(id=service.organisation_id, name=service.organisation.name),
        eligibility_description=both(service, "for_whom"),
        status=service.status,
        email=service.contact_email or None,
        stages=service.stages,
        needs=[need.slug for need in service.needs.all()],
        languages=service.languages,
        service_areas=[
            PlaceItem(code=place.code, name=place.name) for place in service.municipalities.all()
        ],
        cost=service.cost or None,
        fees_description=both(service, "cost_words"),
        access=both(service, "reach"),
        website=service.url or None,
        capacity=capacity,
        full_until=service.full_until if capacity == Service.Capacity.FULL else None,
        reviewed_on=service.reviewed_on,
    )
