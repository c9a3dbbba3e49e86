"""How services are found."""

from samverka.common.languages import passages
from samverka.matching import Document
from samverka.suggest.sources import Card, Source, document_id, theme_slugs
from samverka.support.models import Service


def document(service: Service) -> Document:
    return Document(
        id=document_id("service", service.pk),
        kind="service",
        title=f"{service.organisation.name}\n\n{passages(service, 'name')}",
        text=passages(service, "summary", "for_whom"),
        tags=theme_slugs(service),
    )


def card(service: Service) -> Card:
    return Card(
        title=service.organisation.name,
        url=service.get_absolute_url(),
        line=" ".join(f"{words}." for words in (service.name, service.capacity_words) if words),
        example=service.example,
    )


SERVICES = Source(
    kind="service",
    model=Service,
    rows=lambda: Service.objects.active().with_listing().prefetch_related("themes"),
    document=document,
    card=card,
    standing=lambda: Service.objects.active().for_any_idea().with_listing(),
)
