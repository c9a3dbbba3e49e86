"""What we know about one person: each app says what it holds, how it reads and how it is erased.

`settings.PERSONAL_DATA` lists them. An app that stands higher adds its own there; a test fails
when a table with a person or an e-mail address in it is named by none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db.models import Model
from django.utils.functional import Promise
from django.utils.module_loading import import_string


class Somebody(Protocol):
    """A person, as far as apps that stand lower need to know."""

    pk: int
    email: str


Facts = dict[str, Any]


@dataclass(frozen=True)
class PersonalData:
    """One kind of facts about a person.

    `name` is its key in the exported file, `models` are the tables it covers (`app.Model`),
    `collect` reads the rows of every partnership, `erase` takes away what does not go with the
    account itself, `when_erased` is what the person is told before.
    """

    name: str
    title: str | Promise
    models: tuple[str, ...]
    collect: Callable[[Any], list[Facts]]
    when_erased: str | Promise
    erase: Callable[[Any], None] | None = None


class Chosen(str):
    """One of the choices of a field: as it is kept in the file, in words (`label`) on the page."""

    label: str


def chosen(row: Model, field: str) -> Chosen:
    """What a row has in a field with choices."""
    told = Chosen(getattr(row, field))
    told.label = str(getattr(row, f"get_{field}_display")())
    return told


def kinds_of_data() -> list[PersonalData]:
    """In the order of the apps; what stands higher is erased first."""
    return [import_string(path) for path in settings.PERSONAL_DATA]
