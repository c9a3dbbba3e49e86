"""What a person changes about themselves, and what they say yes to."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import PRIVACY_VERSION, Consent, Person
from samverka.record.actions import write_history


@transaction.atomic
def change_person(*, person: Person, name: str, language: str, by: Person) -> Person:
    """Change what others call the person, and the language in which we write to them."""
    person = Person.objects.select_for_update().get(pk=person.pk)
    wanted = {"name": name, "language": language}
    changed = [field for field, value in wanted.items() if getattr(person, field) != value]
    if changed:
        person.name, person.language = name, language
        person.save(update_fields=changed)
        write_history(verb="changed", of=person, by=by, fields=changed)
    return person


@transaction.atomic
def give_consent(*, person: Person, purpose: str, how: str) -> Consent:
    """Note a yes to the text as it is today; one that stands already is left as it was."""
    Person.objects.select_for_update().get(pk=person.pk)  # two at once would write two
    standing = Consent.objects.standing().filter(person=person, purpose=purpose).first()
    if standing and standing.version == PRIVACY_VERSION:
        return standing
    if standing:
        standing.withdrawn_at = timezone.now()
        standing.save()
    consent = Consent.objects.create(
        person=person, purpose=purpose, how=how, version=PRIVACY_VERSION
    )
    write_history(verb="consented", of=person, by=person, purpose=purpose)
    return consent


@transaction.atomic
def withdraw_consent(*, person: Person, purpose: str) -> None:
    """Take a yes back, as easily as it was given; that it stood until now is remembered."""
    if purpose == Consent.Purpose.JOINING:
        raise Refused(_("Without it there can be no account. Close your account instead."))
    standing = Consent.objects.standing().filter(person=person, purpose=purpose)
    if standing.update(withdrawn_at=timezone.now()):
        write_history(verb="withdrew_consent", of=person, by=person, purpose=purpose)
