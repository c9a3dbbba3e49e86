"""A service in the terms of schema.org, as search engines read it."""

from typing import Any

from samverka.common.tenancy import whole_address
from samverka.support.models import Service


def linked_data(service: Service) -> dict[str, Any]:
    """Only what every visitor sees; needs `with_area`."""
    organisation = service.organisation
    provider = {"@type": "Organization", "name": organisation.name}
    if organisation.is_partner:
        provider["url"] = whole_address(organisation.get_absolute_url())
    areas = [one.name for one in service.municipalities.all()]
    found: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "Service",
        "name": service.name,
        "url": whole_address(service.get_absolute_url()),
        "description": service.summary,
        "provider": provider,
        "areaServed": [{"@type": "AdministrativeArea", "name": name} for name in areas],
    }
    if service.for_whom:
        found["audience"] = {"@type": "Audience", "audienceType": service.for_whom}
    if service.languages:
        channel = {"@type": "ServiceChannel", "availableLanguage": service.languages}
        found["availableChannel"] = channel
    return {name: value for name, value in found.items() if value}
