"""Organisations that are partners."""

from datetime import date

from ninja import Schema

from samverka.api.documents.shared import Both, PlaceItem, TaggedItem, both, page_of, place_item
from samverka.partnership.models import ContactRole, Organisation
from samverka.suggest.sources import theme_slugs


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
