"""Lists that are narrowed by the address: the words sought, the choices made, what fits neither."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import Q
from django.http import HttpRequest
from django.utils.functional import Promise

from samverka.common.text import clean_line

LONGEST_SEARCH = 80  # characters
LONGEST_ECHO = 40  # characters of an unknown choice that we repeat


@dataclass(frozen=True)
class Option:
    """One answer of a facet; `number` is how many rows have it, where that is counted."""

    value: str
    label: str
    chosen: bool
    number: int | None = None


@dataclass(frozen=True)
class Facet:
    """A question with known answers. `unknown` holds what was asked for and does not exist."""

    name: str
    label: str
    options: list[Option]
    unknown: list[str]

    @property
    def chosen(self) -> list[str]:
        return [option.value for option in self.options if option.chosen]


@dataclass(frozen=True)
class Narrowing:
    """Everything by which a list is narrowed, for its form."""

    facets: list[Facet]
    words: str = ""

    @property
    def number(self) -> int:
        return bool(self.words) + sum(len(facet.chosen) for facet in self.facets)

    @property
    def unknown(self) -> list[tuple[str, str]]:
        """The name of the question and the answer that was left out."""
        return [(facet.label, value) for facet in self.facets for value in facet.unknown]


def facet(
    request: HttpRequest,
    name: str,
    label: str,
    choices: Iterable[tuple[str, str | Promise]],
    numbers: Mapping[str, int] | None = None,
) -> Facet:
    """Read the answers to one question from the address.

    `choices` are values with their labels, `numbers` the rows by value where they are counted.
    """
    asked = list(dict.fromkeys(filter(None, map(clean_line, request.GET.getlist(name)))))
    options = [
        Option(
            value,
            str(label),
            chosen=value in asked,
            number=None if numbers is None else numbers.get(value, 0),
        )
        for value, label in choices
    ]
    known = {option.value for option in options}
    unknown = [value[:LONGEST_ECHO] for value in asked if value not in known]
    return Facet(name, label, options, unknown)


def words_sought(request: HttpRequest) -> str:
    """The text in the search field, fit for the database."""
    return clean_line(request.GET.get("q", ""))[:LONGEST_SEARCH]


def every_word(text: str, *columns: str) -> Q:
    """Rows where each word stands in some column, in capitals or not.

    Compared as patterns, because SQLite's LIKE takes Ö and ö for different letters.
    """
    found = Q()
    for word in dict.fromkeys(text.split()):
        pattern = re.escape(word)
        found &= reduce(or_, (Q(**{f"{column}__iregex": pattern}) for column in columns))
    return found
