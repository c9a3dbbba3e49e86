"""Who may do what with an account. Each rule is a question; nothing here changes anything."""

from django.conf import settings
from django.utils.module_loading import import_string

from samverka.people.models import Consent, Person


def in_the_way_of_closing(person: Person) -> str:
    """Why the account cannot be closed just now, in a sentence; empty where nothing is.

    Apps that stand higher know: `settings.IN_THE_WAY_OF_CLOSING` names their questions.
    """
    asked = (import_string(path)(person) for path in settings.IN_THE_WAY_OF_CLOSING)
    return next((str(reason) for reason in asked if reason), "")


def has_agreed(person: Person, purpose: str) -> bool:
    """Has said yes to this and not taken it back."""
    return Consent.objects.standing().filter(person=person, purpose=purpose).exists()
