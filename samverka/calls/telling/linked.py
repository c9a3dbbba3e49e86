"""A call in the terms of schema.org, as search engines read it."""

from typing import Any

from samverka.calls.models import Call
from samverka.calls.telling.cutoffs import moment
from samverka.calls.terms import days_of
from samverka.common.tenancy import whole_address


def linked_facts(call: Call) -> dict[str, Any]:
    """Schema.org has no last day for a grant: each is an event about it."""
    facts: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "MonetaryGrant",
        "name": call.title,
        "description": call.summary,
        "url": whole_address(call.get_absolute_url()),
        "sameAs": call.url,
        "identifier": call.reference,
        "funder": {"@type": "Organization", "name": call.funder} if call.funder else None,
        "amount": _amount(call),
        "subjectOf": _last_days(call),
    }
    return {name: value for name, value in facts.items() if value}


def _amount(call: Call) -> dict[str, Any] | None:
    limits = {"minValue": call.amount_min, "maxValue": call.amount_max}
    known = {name: value for name, value in limits.items() if value}
    return {"@type": "MonetaryAmount", "currency": call.currency, **known} if known else None


def _last_days(call: Call) -> list[dict[str, str]]:
    name = f"Deadline: {call.title}"
    starts = ((moment(one) or one.on).isoformat() for one in days_of(call))
    return [{"@type": "Event", "name": name, "startDate": start} for start in starts]
