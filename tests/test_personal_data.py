"""Everything we know about a person can be exported and erased: no table is forgotten.

A new table with a person or an e-mail address in it fails here until an app says in its
`personal.py` (and `settings.PERSONAL_DATA`) how it is read and erased, or it stands below with a
reason.
"""

import pytest
from django.apps import apps
from django.db.models import EmailField, ForeignKey, ManyToManyField, Model, OneToOneField

from samverka.common.personal import kinds_of_data
from samverka.people.models import Person

# Tables with a person or an address in them that are no one person's data, and why.
EXCEPTIONS = {
    "support.Service": "the address at which an organisation takes questions, which it publishes",
    "account.EmailAddress": "allauth's own list of addresses: never written, Person.email is ours",
    "account.EmailConfirmation": "allauth's: follows EmailAddress, never written",
}
PEOPLE_MAY_BE_IN = (ForeignKey, OneToOneField, ManyToManyField)


def holds_persons(model: type[Model]) -> bool:
    """Has a column that names a person, or an e-mail address."""
    return any(
        isinstance(field, EmailField)
        or "email" in field.name
        or (isinstance(field, PEOPLE_MAY_BE_IN) and field.related_model is Person)
        for field in model._meta.get_fields()
        if not field.auto_created
    )


def test_every_table_with_persons_in_it_is_somebodys_care_or_has_a_reason() -> None:
    covered = {name for kind in kinds_of_data() for name in kind.models}
    found = {model._meta.label for model in apps.get_models() if holds_persons(model)}

    assert found - covered == set(EXCEPTIONS)
    assert covered - found == set()


def test_the_search_itself_finds_what_it_should() -> None:
    """It would be of no use if it overlooked a column."""
    for name in ("partnership.Seat", "ideas.Idea", "record.Letter", "mfa.Authenticator"):
        assert holds_persons(apps.get_model(name))
    assert not holds_persons(apps.get_model("partnership.Theme"))


def test_every_kind_has_a_name_of_its_own() -> None:
    names = [kind.name for kind in kinds_of_data()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("kind", kinds_of_data(), ids=lambda kind: kind.name)
def test_every_kind_says_what_becomes_of_it(kind: object) -> None:
    assert getattr(kind, "title", "")
    assert str(getattr(kind, "when_erased", "")).endswith(".")
