"""What may a person do with a text? Each kind of text answers for itself."""

from collections.abc import Callable
from enum import IntEnum

from django.conf import settings
from django.utils.module_loading import import_string

from samverka.people.models import Person
from samverka.writing.models import SharedText


class Right(IntEnum):
    """Each includes those before it."""

    NONE = 0
    READ = 1
    COMMENT = 2
    WRITE = 3

    @property
    def word(self) -> str:
        """As it is said to the browser."""
        return self.name.lower()


Rule = Callable[[SharedText, Person], Right]


def right_of(person: Person, text: SharedText) -> Right:
    """Asks the rule of the kind; a kind that nobody answers for is closed to everybody."""
    path = settings.WRITING.get(text.kind)
    if path is None or not person.is_active:
        return Right.NONE
    rule: Rule = import_string(path)
    return rule(text, person)
