"""Everything that changes a person."""

from django.db import transaction

from samverka.people.models import Person
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
