"""Tables that come in: what each column is called, and what each row would do, before it is done.

`partnership/exchange` and `calls/exchange` say which columns there are and what a row means.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Generic, Literal, TypeVar

from django.utils import translation
from django.utils.functional import Promise, cached_property
from django.utils.translation import gettext as _

from samverka.common.forms import DAY_AFTER_LAST, FIRST_DAY
from samverka.common.languages import LANGUAGES
from samverka.common.refusal import Refused
from samverka.common.tables import Row
from samverka.common.text import clean_line, clean_text

SEVERAL = "|"  # stands between several things in one cell
A_LINE = 200  # a longer text may have several lines

What = Literal["new", "changed", "same", "wrong"]
Found = TypeVar("Found")
Known = TypeVar("Known")


@dataclass(frozen=True)
class Column(Generic[Found, Known]):
    """`read` takes a filled cell and raises `Refused`; `write` gives what stands in the cell.

    `also` are further names for it in a file.
    """

    name: str
    label: str | Promise
    also: tuple[str, ...]
    read: Callable[[str, Known], Any]
    write: Callable[[Found], object]

    def is_called(self, header: str) -> bool:
        """By its name here, or by what it is called in either language."""
        wanted = clean_line(header).casefold()
        return wanted in {self.name, *names_of(self.label), *self.also}


def names_of(label: str | Promise) -> set[str]:
    """What it is called in both languages: the file may come from somebody who reads the other."""
    names = set()
    for language in LANGUAGES:
        with translation.override(language):
            names.add(str(label).casefold())
    return names


def several(cell: str) -> list[str]:
    return [part for one in cell.split(SEVERAL) if (part := clean_line(one))]


def one_of(cell: str, choices: Mapping[str, Any], unknown: str) -> Any:
    """What goes by this name; raises `Refused` with `unknown`, where %(cell)s is what was said."""
    found = choices.get(clean_line(cell).casefold())
    if found is None:
        raise Refused(unknown % {"cell": clean_line(cell)[:60]})
    return found


def by_names(rows: Iterable[tuple[Any, Iterable[str]]]) -> dict[str, Any]:
    return {name.casefold(): row for row, names in rows for name in names if name}


def short(length: int) -> Callable[[str, Any], str]:
    """Reads a text of at most so many characters."""

    def read(cell: str, known: Any) -> str:
        text = clean_text(cell) if length > A_LINE else clean_line(cell)
        if len(text) > length:
            most = {"most": length, "number": len(text)}
            raise Refused(_("At most %(most)s characters; this is %(number)s.") % most)
        return text

    return read


def a_day(cell: str, known: Any) -> date:
    """Within the years that the pages take too."""
    try:
        day = date.fromisoformat(clean_line(cell))
    except ValueError:
        raise Refused(_("Write the day as 2027-01-31.")) from None
    if not FIRST_DAY <= day < DAY_AFTER_LAST:
        raise Refused(_("That is too far away. Look at the year."))
    return day


@dataclass(frozen=True)
class Change:
    """One cell: what stands here now and what would stand here, as text."""

    name: str
    label: str | Promise
    before: str
    after: str


@dataclass(frozen=True)
class Error:
    """`label` names the column as the file does; "" for the row as a whole."""

    label: str
    said: str


@dataclass
class Planned(Generic[Found]):
    """One row, and what is here of it already. `facts` are what would be written, by field."""

    number: int
    name: str
    found: Found | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(one.name, one.before, one.after) for one in self.changes]

    @property
    def what(self) -> What:
        if self.errors:
            return "wrong"
        if self.found is None:
            return "new"
        return "changed" if self.changes else "same"


@dataclass(frozen=True)
class Plan(Generic[Found]):
    rows: list[Planned[Found]]
    unknown: list[str]  # columns of the file that we do not know

    def of(self, what: What) -> list[Planned[Found]]:
        return [row for row in self.rows if row.what == what]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return dict(Counter(row.what for row in self.rows))

    @cached_property
    def mark(self) -> str:
        """Another one when the table would do something else than it did when it was looked at."""
        told = [(row.number, row.what, row.told) for row in self.rows]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


def read_cells(
    row: Row,
    header: Iterable[str],
    columns: Iterable[Column[Any, Known] | None],
    known: Known,
) -> tuple[dict[str, Any], list[Error]]:
    """The filled cells by column, and what is wrong with the others.

    An empty cell leaves what is here as it is.
    """
    facts: dict[str, Any] = {}
    errors: list[Error] = []
    for label, column, cell in zip(header, columns, row.cells, strict=True):
        if column is None or not cell.strip():
            continue
        try:
            facts[column.name] = column.read(cell, known)
        except Refused as reason:
            errors.append(Error(label, str(reason)))
    return facts, errors


def filled(row: Row, columns: Iterable[Column[Any, Any] | None]) -> set[str]:
    """The names of the columns that say something in a row, whether it can be read or not."""
    cells = zip(columns, row.cells, strict=True)
    return {column.name for column, cell in cells if column and cell.strip()}


def unknown_names(header: Sequence[str], columns: Sequence[object | None]) -> list[str]:
    return [name for name, column in zip(header, columns, strict=True) if name and not column]


def refuse_doubles(
    rows: Iterable[Planned[Any]], key: Callable[[Planned[Any]], object], said: str
) -> None:
    """Two rows for one thing: which of them would hold? `said` names the row of the first."""
    first: dict[object, int] = {}
    for row in rows:
        mark = key(row)
        if mark and mark in first:
            row.errors.append(Error("", said % {"number": first[mark]}))
        elif mark:
            first[mark] = row.number
