"""What the public interface shows of each kind of thing, in the terms of the field.

Services speak as in HSDS 3 (Open Referral), calls as far as possible as in 360Giving.
"""

from datetime import date, datetime
from typing import Protocol

from django.utils import timezone, translation
from ninja import Schema

from samverka.calls.models import Call
from samverka.common.languages import ENGLISH, SWEDISH
from samverka.common.tenancy import whole_address
from samverka.ideas.models import Idea
from samverka.partnership.models import ContactRole, Municipality, Organisation, Theme
from samverka.projects.models import Project
from samverka.suggest.sources import theme_slugs
from samverka.support.models import Service
from samverka.talks.models import Talk


class Both(Schema):
    """A text in both languages; null where it has not been written."""

    sv: str | None
    en: str | None


class PlaceItem(Schema):
    code: str
    name: str


class NamedItem(Schema):
    id: int
    name: str


class FunderItem(Schema):
    name: str


class Item(Schema):
    """What everything has. `url` is its page in Swedish."""

    id: int
    url: str
    updated_at: datetime


class TaggedItem(Item):
    """`themes` are slugs. `example` marks content that is only for demonstration."""

    themes: list[str]
    example: bool


class ThemeItem(Item):
    slug: str
    title: Both
    description: Both


class ContactItem(Schema):
    """Whom to ask about what; only those that are for everybody."""

    purpose: Both
    name: str | None
    email: str | None
    phone: str | None


class PartnerItem(TaggedItem):
    """`needs` are concepts of the vocabulary; on `confirmed_on` they said that all is right."""

    slug: str
    name: str
    type: str
    organization_number: str | None
    website: str | None
    description: Both
    description_is_example: bool
    for_whom: Both
    needs: list[str]
    contacts: list[ContactItem]
    municipality: PlaceItem | None
    joined_on: date | None
    confirmed_on: date | None


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


class TalkItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    starts_at: datetime
    ends_at: datetime
    place: Both


class CallItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    funding_organization: FunderItem
    level: str
    opens_on: date | None
    closes_on: date | None
    paused_months: list[int]
    amount_min: int | None
    amount_max: int | None
    currency: str
    cofinancing: Both
    applicants: list[str]
    eligibility_description: Both
    data_source: str | None
    source_note: str | None


class ProjectItem(TaggedItem):
    slug: str
    title: Both
    description: Both
    call: int | None
    idea: int | None
    partners: list[NamedItem]


class IdeaItem(TaggedItem):
    """An idea is written in one language; its texts are null in the other."""

    title: Both
    description: Both
    language: str
    state: str
    municipality: PlaceItem | None
    sent_at: datetime
    published_at: datetime


class HasPage(Protocol):
    def get_absolute_url(self) -> str: ...


def page_of(row: HasPage) -> str:
    with translation.override(SWEDISH):
        return whole_address(row.get_absolute_url())


def both(row: object, name: str) -> Both:
    return Both(
        sv=getattr(row, f"{name}_sv") or None,
        en=getattr(row, f"{name}_en") or None,
    )


def in_one(language: str, text: str) -> Both:
    return Both(
        sv=text if language == SWEDISH else None,
        en=text if language == ENGLISH else None,
    )


def place_item(place: Municipality | None) -> PlaceItem | None:
    return PlaceItem(code=place.code, name=place.name) if place else None


def theme_item(theme: Theme) -> ThemeItem:
    return ThemeItem(
        id=theme.pk,
        url=page_of(theme),
        updated_at=theme.updated_at,
        slug=theme.slug,
        title=both(theme, "title"),
        description=both(theme, "summary"),
    )


def contact_item(contact: ContactRole) -> ContactItem:
    return ContactItem(
        purpose=both(contact, "purpose"),
        name=contact.person_name or None,
        email=contact.email or None,
        phone=contact.phone or None,
    )


def partner_item(partner: Organisation) -> PartnerItem:
    return PartnerItem(
        id=partner.pk,
        url=page_of(partner),
        updated_at=partner.updated_at,
        themes=list(theme_slugs(partner)),
        example=partner.example,
        slug=partner.slug,
        name=partner.name,
        type=partner.kind,
        organization_number=partner.number or None,
        website=partner.website or None,
        description=both(partner, "about"),
        description_is_example=partner.about_is_example,
        for_whom=both(partner, "for_whom"),
        needs=partner.needs,
        contacts=[contact_item(one) for one in partner.contact_roles.all() if one.is_public],
        municipality=place_item(partner.municipality),
        joined_on=partner.joined_on,
        confirmed_on=partner.confirmed_on,
    )


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


def talk_item(talk: Talk) -> TalkItem:
    return TalkItem(
        id=talk.pk,
        url=page_of(talk),
        updated_at=talk.updated_at,
        themes=[talk.theme.slug],
        example=talk.example,
        slug=talk.slug,
        title=both(talk, "title"),
        description=both(talk, "summary"),
        starts_at=talk.starts_at,
        ends_at=talk.ends_at,
        place=both(talk, "place"),
    )


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
        level=call.level,
        opens_on=call.opens_on,
        closes_on=call.closes_on,
        paused_months=call.paused_months,
        amount_min=call.amount_min,
        amount_max=call.amount_max,
        currency=call.currency,
        cofinancing=both(call, "cofinancing"),
        applicants=call.applicants,
        eligibility_description=both(call, "applicants_text"),
        data_source=call.url or None,
        source_note=call.source_note or None,
    )


def project_item(project: Project) -> ProjectItem:
    """The idea behind it is named only when everybody may read it."""
    idea = project.idea
    return ProjectItem(
        id=project.pk,
        url=page_of(project),
        updated_at=project.updated_at,
        themes=list(theme_slugs(project)),
        example=project.example,
        slug=project.slug,
        title=both(project, "title"),
        description=both(project, "summary"),
        call=project.call_id,
        idea=idea.pk if idea and idea.is_public else None,
        partners=[NamedItem(id=one.pk, name=one.name) for one in project.partners.all()],
    )


def idea_item(idea: Idea) -> IdeaItem:
    assert idea.published_at is not None  # only published ideas are shown
    return IdeaItem(
        id=idea.pk,
        url=page_of(idea),
        updated_at=idea.updated_at,
        themes=list(theme_slugs(idea)),
        example=idea.example,
        title=in_one(idea.language, idea.title),
        description=in_one(idea.language, idea.text),
        language=idea.language,
        state=idea.state,
        municipality=place_item(idea.municipality),
        sent_at=idea.sent_at,
        published_at=idea.published_at,
    )
