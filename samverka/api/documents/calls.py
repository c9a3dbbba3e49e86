"""Calls for applications, as far as possible in the terms of 360Giving."""

from datetime import date, datetime
from typing import Any

from ninja import Schema

from samverka.api.documents.shared import Both, TaggedItem, both, page_of
from samverka.calls.models import Call, CutOff
from samverka.calls.opening import Standing
from samverka.calls.telling.origin import Origin, origins
from samverka.calls.terms import accepts_any_kind, days_of
from samverka.suggest.sources import theme_slugs


class FunderItem(Schema):
    name: str


class DeadlineItem(Schema):
    """`time` is on the clock of `time_zone` (IANA), null where the funder does not say whose."""

    date: date
    time: str | None
    time_zone: str | None


class WindowItem(Schema):
    """A time that comes back every year, from and to a day written as 03-01."""

    first: str
    last: str


class SourceItem(Schema):
    """Who told of the call, when it was last read, and since when it is no longer there."""

    name: str
    address: str | None
    read_at: datetime | None
    gone_on: date | None


class CallItem(TaggedItem):
    """`status` says whether one can apply today. `applicants` may lead an application, any kind
    where `any_applicant`; `needed_kinds` must take part besides. `share` is the most that the
    funder pays, in per cent. `gone_on` is since when no source lists it any more.
    """

    slug: str
    title: Both
    description: Both
    funding_organization: FunderItem
    programme: str | None
    reference: str | None
    level: str
    opens_on: date | None
    closes_on: date | None
    deadlines: list[DeadlineItem]
    windows: list[WindowItem]
    status: Standing
    paused_months: list[int]
    amount_min: int | None
    amount_max: int | None
    budget: int | None
    currency: str
    share: float | None
    cofinancing: Both
    applicants: list[str]
    any_applicant: bool
    needed_kinds: list[str]
    partners_min: int
    countries_min: int
    countries: list[str]
    place: str | None
    keywords: list[str]
    eligibility_description: Both
    data_source: str | None
    sources: list[SourceItem]
    gone_on: date | None
    source_note: str | None


def deadline_item(cutoff: CutOff) -> DeadlineItem:
    time = f"{cutoff.at:%H:%M}" if cutoff.at else None
    return DeadlineItem(date=cutoff.on, time=time, time_zone=cutoff.zone or None)


def source_item(origin: Origin) -> SourceItem:
    return SourceItem(
        name=origin.name,
        address=origin.address or None,
        read_at=origin.read_at,
        gone_on=origin.gone_on,
    )


def _who(call: Call) -> dict[str, Any]:
    """What is asked of those who apply."""
    return {
        "applicants": call.applicants,
        "any_applicant": accepts_any_kind(call),
        "needed_kinds": call.needed_kinds,
        "partners_min": call.partners_min,
        "countries_min": call.countries_min,
        "countries": call.countries,
        "place": call.place or None,
        "keywords": call.keywords,
        "eligibility_description": both(call, "applicants_text"),
    }


def call_item(call: Call) -> CallItem:
    return CallItem(
        id=call.pk,
        url=page_of(call),
        updated_at=call.updated_at,
        themes=list(theme_slugs(call)),
        example=call.example,
        slug=call.slug,
        title=both(call, "title"),
        description=both(call, "summary"),
        funding_organization=FunderItem(name=call.funder),
        programme=call.programme or None,
        reference=call.reference or None,
        level=call.level,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        deadlines=[deadline_item(one) for one in days_of(call)],
        windows=[WindowItem(first=first, last=last) for first, last in call.windows],
        status=call.stands,
        paused_months=call.paused_months,
        amount_min=call.amount_min,
        amount_max=call.amount_max,
        budget=call.budget,
        currency=call.currency,
        share=None if call.share is None else float(call.share),
        cofinancing=both(call, "cofinancing"),
        **_who(call),
        data_source=call.url or None,
        sources=[source_item(one) for one in origins(call.records.all())],
        gone_on=call.gone_on,
        source_note=call.source_note or None,
    )
