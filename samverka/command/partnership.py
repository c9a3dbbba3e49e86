"""Make a partnership, with the coordinator who looks after it from the first day."""

from argparse import Namespace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from samverka.command.database import need_up_to_date
from samverka.common.refusal import Refused
from samverka.contact.actions import found_addressees
from samverka.pages.actions import found_texts
from samverka.partnership.middleware import working_for
from samverka.partnership.models import Appointment, Partnership
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History
from samverka.support.actions.needs import add_usual_needs


def run(options: Namespace) -> int:
    need_up_to_date()
    partnership = create_partnership(
        slug=options.slug,
        name_sv=options.name_sv,
        name_en=options.name_en,
        host=options.host,
        is_default=options.default,
        coordinator=options.coordinator,
    )
    print(f"{partnership} is at {address_of(partnership)}")
    print(f"{options.coordinator} signs in there with a code by e-mail.")
    return 0


@transaction.atomic
def create_partnership(
    *, slug: str, name_sv: str, name_en: str, host: str, is_default: bool, coordinator: str
) -> Partnership:
    """Raises `Refused` when something is taken or cannot be read."""
    partnership = Partnership(
        slug=slug, name_sv=name_sv, name_en=name_en, host=host.lower(), is_default=is_default
    )
    if is_default and (other := Partnership.objects.filter(is_default=True).first()):
        raise Refused(f"{other.slug} is the default already: leave --default out.")
    if host and (other := Partnership.objects.filter(host=host.lower()).first()):
        raise Refused(f"{other.slug} has the host name {host} already: choose another --host.")
    person = _person_at(coordinator)
    _refuse_unreadable(partnership)
    partnership.save()
    with working_for(partnership):
        Appointment.objects.create(person=person)
        add_usual_needs()
        write_history(verb="founded", of=partnership, role=History.Role.SYSTEM)
        found_addressees()
        found_texts()
    return partnership


def address_of(partnership: Partnership) -> str:
    if partnership.host:
        return f"{'https' if settings.HTTPS else 'http'}://{partnership.host}/"
    return settings.PUBLIC_URL + ("/" if partnership.is_default else f"/p/{partnership.slug}/")


def _person_at(email: str) -> Person:
    email = email.strip().lower()
    try:
        validate_email(email)
    except ValidationError:
        raise Refused(f"--coordinator {email}: write a whole e-mail address, with @.") from None
    return Person.objects.filter(email=email).first() or Person.objects.create_user(email)


def _refuse_unreadable(partnership: Partnership) -> None:
    try:
        partnership.full_clean()
    except ValidationError as mistakes:
        option, messages = next(iter(mistakes.message_dict.items()))
        raise Refused(f"--{option.replace('_', '-')}: {messages[0]}") from None
