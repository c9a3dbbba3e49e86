"""What the host has granted, in the words of the 360Giving data standard 1.4.

Awards alone: an application that is not decided, or was refused, is not here. Example grants are
there, as example services are in the other file, and say so in three places: their title, their
description and a classification, so that nobody takes them for real and tools can leave them out.
"""

from collections.abc import Iterator
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.tenancy import whole_address
from samverka.grants.models import Grant, Round
from samverka.grants.shown import granted
from samverka.partnership.models import Organisation, Partnership

Facts = dict[str, Any]
VERSION = "1.4"
COUNTRY = "SE"
COUNTY = "GLS040"  # of their list of scopes: a region below the nation
VOCABULARY = "Samverka"
TITLE_LENGTH = 140


def package(partnership: Partnership) -> Facts:
    """All that was granted in one partnership, in a fixed number of queries."""
    prefix = f"360G-{partnership.slug}"
    found = granted().select_related("application__round__host", "application__round__call")
    return {
        "version": VERSION,
        "title": _("Grants of %(name)s") % {"name": partnership.name},
        "issued": timezone.localdate().isoformat(),
        "publisher": {"name": partnership.name, "website": whole_address("/")},
        "grants": [_grant(prefix, one) for one in found.order_by("pk")],
    }


def _grant(prefix: str, grant: Grant) -> Facts:
    application, turn = grant.application, grant.application.round
    description = application.summary or grant.why or application.title
    example = application.example
    facts: Facts = {
        "id": f"{prefix}-{application.number}",
        "title": _shown(application.title, example)[:TITLE_LENGTH],
        "description": _shown(description, example),
        "currency": turn.currency,
        "amountAppliedFor": float(application.asked),
        "amountAwarded": float(grant.awarded),
        "amountDisbursed": float(grant.paid - grant.repaid),
        "awardDate": grant.decision.decided_on.isoformat(),
        "url": whole_address(grant.get_absolute_url()),
        "plannedDates": [
            {
                "startDate": grant.starts_on.isoformat(),
                "endDate": grant.ends_on.isoformat(),
            }
        ],
        "fundingOrganization": [_funder(prefix, turn.host)],
        "recipientOrganization": [
            {
                "id": _recipient(prefix, grant),
                "name": _shown(application.name, example),
                "addressCountry": COUNTRY,
            }
        ],
        "grantProgramme": [_programme(turn)],
        "fromOpenCall": "Yes",
        "locationScope": COUNTY,
        "classifications": list(_classes(grant)),
        "dateModified": grant.updated_at.isoformat(timespec="seconds"),
    }
    if application.municipality:
        place = application.municipality
        facts["beneficiaryLocation"] = [{"name": place.name, "countryCode": COUNTRY}]
    return facts


def _shown(text: str, example: bool) -> str:
    return _("Example: %(text)s") % {"text": text} if example else text


def _funder(prefix: str, host: Organisation) -> Facts:
    return {"id": _organisation(prefix, host.number, host.slug), "name": host.name}


def _recipient(prefix: str, grant: Grant) -> str:
    application = grant.application
    partner = application.organisation
    name = partner.slug if partner else application.number.lower()
    return _organisation(prefix, application.organisation_number, name)


def _organisation(prefix: str, number: str, name: str) -> str:
    """Our own identifier: the number where it is known, and otherwise what we call it here."""
    return f"{prefix}-org:{number.replace('-', '') or name}"


def _programme(turn: Round) -> Facts:
    return {
        "code": turn.slug,
        "title": turn.name,
        "url": whole_address(turn.get_absolute_url()),
    }


def _classes(grant: Grant) -> Iterator[Facts]:
    for theme in grant.application.themes.all():
        yield {"vocabulary": f"{VOCABULARY}: themes", "code": theme.slug, "title": theme.title}
    if grant.application.example:
        title = _("Only for demonstration: not a real offer or organisation.")
        yield {"vocabulary": VOCABULARY, "code": "example", "title": title}
