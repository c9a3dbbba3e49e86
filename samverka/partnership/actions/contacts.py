"""Whom to ask about what at an organisation."""

from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.partnership.actions.telling import ask_to_edit, lock_organisation, tell
from samverka.partnership.models import ContactRole, Organisation
from samverka.people.models import Person


class ContactFacts(TypedDict):
    purpose_sv: str
    purpose_en: str
    person_name: str
    email: str
    phone: str
    shown_to: str
    place: int


MOST = 12


@transaction.atomic
def add_contact(
    *, organisation: Organisation, by: Person, **facts: Unpack[ContactFacts]
) -> ContactRole:
    organisation = lock_organisation(organisation)
    ask_to_edit(by, organisation)
    if organisation.contact_roles.count() >= MOST:
        raise Refused(_("There are many contacts already. Take one away first."))
    contact = ContactRole(organisation=organisation, **facts)
    _save(contact)
    tell(organisation, "contact_added", by=by)
    return contact


@transaction.atomic
def change_contact(
    *, contact: ContactRole, by: Person, **facts: Unpack[ContactFacts]
) -> ContactRole:
    organisation = lock_organisation(contact.organisation)
    ask_to_edit(by, organisation)
    contact = ContactRole.objects.select_for_update(of=("self",)).get(pk=contact.pk)
    for field, value in facts.items():
        setattr(contact, field, value)
    _save(contact)
    tell(organisation, "contact_changed", by=by)
    return contact


@transaction.atomic
def remove_contact(*, contact: ContactRole, by: Person) -> None:
    """Its name, address and number are gone for good; they live nowhere else."""
    organisation = lock_organisation(contact.organisation)
    ask_to_edit(by, organisation)
    contact.delete()
    organisation.save(update_fields=["updated_at"])
    tell(organisation, "contact_removed", by=by)


def _save(contact: ContactRole) -> None:
    if not contact.purpose:
        raise Refused(_("Write what the contact is for, in one of the languages."))
    if not (contact.email or contact.phone):
        raise Refused(_("Write an e-mail address or a phone number."))
    contact.save()
    contact.organisation.save(update_fields=["updated_at"])
