"""The form of a call in parts, in the order in which one thinks of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.calls.forms.calls import CallForm
from samverka.common.languages import other_language, reader_language

IN_BOTH: Final = {"title", "summary", "cofinancing", "applicants_text"}
PARTS: Final[tuple[tuple[str, Promise, tuple[str, ...]], ...]] = (
    ("what", _("What it is"), ("title", "summary", "themes", "keywords", "takes_any_idea")),
    ("whose", _("Whose money"), ("funder", "programme", "reference", "level", "url")),
    ("when", _("When"), ("opens_on", "paused_months")),
    (
        "money",
        _("How much"),
        ("currency", "amount_min", "amount_max", "budget", "share", "cofinancing"),
    ),
    (
        "who",
        _("Who may apply"),
        (
            *("any_kind", "applicants", "needed_kinds", "partners_min", "countries_min"),
            *("countries", "place", "applicants_text"),
        ),
    ),
    ("source", _("Where the facts come from"), ("source_note",)),
)


@dataclass(frozen=True)
class Filled:
    """A field, and what the source says where a person has written over it."""

    field: forms.BoundField
    said: str


@dataclass(frozen=True)
class Section:
    name: str
    title: str | Promise
    fields: list[Filled]


def sections(form: CallForm, said: Mapping[str, str]) -> list[Section]:
    """The reader's language comes first where there are two."""
    return [
        Section(part, title, [Filled(form[name], said.get(name, "")) for name in _names(fields)])
        for part, title, fields in PARTS
    ]


def _names(fields: tuple[str, ...]) -> list[str]:
    here = reader_language()
    both = (here, other_language(here))
    return [
        name
        for field in fields
        for name in ([f"{field}_{code}" for code in both] if field in IN_BOTH else [field])
    ]
