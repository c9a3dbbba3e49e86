"""The picture that an organisation is recognised by."""

from django.db import transaction

from samverka.partnership.actions.telling import ask_to_edit, lock_organisation, tell
from samverka.partnership.models import Logo, Organisation
from samverka.partnership.pictures import small_picture
from samverka.people.models import Person


@transaction.atomic
def change_logo(*, organisation: Organisation, content: bytes, by: Person) -> Logo:
    """Raises `Refused` for what is no picture, or too large."""
    organisation = lock_organisation(organisation)
    ask_to_edit(by, organisation)
    picture = small_picture(content)
    facts = {**picture._asdict(), "mark": picture.mark}
    logo, _ = Logo.objects.update_or_create(organisation=organisation, defaults=facts)
    organisation.save(update_fields=["updated_at"])
    tell(organisation, "logo_changed", by=by)
    return logo


@transaction.atomic
def remove_logo(*, organisation: Organisation, by: Person) -> None:
    organisation = lock_organisation(organisation)
    ask_to_edit(by, organisation)
    removed, _ = Logo.objects.filter(organisation=organisation).delete()
    if removed:
        organisation.save(update_fields=["updated_at"])
        tell(organisation, "logo_removed", by=by)
