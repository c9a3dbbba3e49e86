"""What a table would do: row by row, before anything is written."""

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table
from samverka.partnership.exchange.columns import BY_NAME, DATES, Column, Known, column_for
from samverka.partnership.models import Import, Organisation

What = Literal["new", "changed", "same", "wrong"]


@dataclass(frozen=True)
class Change:
    """One cell: what stands here now and what would stand here, as text."""

    column: Column
    before: str
    after: str


@dataclass(frozen=True)
class Error:
    """`label` names the column as the file does; "" for the row as a whole."""

    label: str
    said: str


@dataclass
class Planned:
    """One row. `facts` are what would be written, by the name of the field."""

    number: int
    name: str
    organisation: Organisation | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    errors: list[Error] = field(default_factory=list)

    @property
    def told(self) -> list[tuple[str, str, str]]:
        return [(one.column.name, one.before, one.after) for one in self.changes]

    @property
    def what(self) -> What:
        if self.errors:
            return "wrong"
        if self.organisation is None:
            return "new"
        return "changed" if self.changes else "same"


@dataclass(frozen=True)
class Plan:
    rows: list[Planned]
    unknown: list[str]  # columns of the file that we do not know

    def of(self, what: What) -> list[Planned]:
        return [row for row in self.rows if row.what == what]

    @cached_property
    def numbers(self) -> dict[str, int]:
        return dict(Counter(row.what for row in self.rows))

    @cached_property
    def mark(self) -> str:
        """Another one when the table would do something else than it did when it was looked at."""
        told = [
            (
                row.number,
                row.what,
                [(one.column.name, one.before, one.after) for one in row.changes],
            )
            for row in self.rows
        ]
        return hashlib.sha256(repr(told).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class _Here:
    """The organisations that are here, by everything a row may call them."""

    by_slug: dict[str, Organisation]
    by_name: dict[str, Organisation]
    by_number: dict[str, list[Organisation]]

    def find(self, facts: dict[str, Any]) -> Organisation | None:
        """By address, name, or a number that only one of them has."""
        if found := self.by_slug.get(facts.get("slug", "")):
            return found
        if found := self.by_name.get(facts.get("name", "").casefold()):
            return found
        having = self.by_number.get(facts.get("number", ""), [])
        return having[0] if len(having) == 1 else None


def table_of(kept: Import) -> Table:
    rows = (Row(number, tuple(cells)) for number, cells in kept.rows)
    return Table(tuple(kept.header), tuple(rows))


def plan_of(table: Table) -> Plan:
    """Read every row against what is here now; a fixed number of queries, whatever the length.

    Raises `Refused` when the table has no column to tell organisations apart by.
    """
    columns = [column_for(name) for name in table.header]
    names = {column.name for column in columns if column}
    if not names & {"slug", "name", "number"}:
        raise Refused(
            _("No column is called “name”. The first row has to hold the names of the columns.")
        )
    here, known = _those_here(), Known.here()
    rows = [_planned(row, table.header, columns, here, known) for row in table.rows]
    _refuse_doubles(rows)
    unknown = [
        name for name, column in zip(table.header, columns, strict=True) if name and not column
    ]
    return Plan(rows, unknown)


def _those_here() -> _Here:
    rows = list(Organisation.objects.select_related("municipality").prefetch_related("themes"))
    by_number: dict[str, list[Organisation]] = {}
    for one in rows:
        if one.number:
            by_number.setdefault(one.number, []).append(one)
    return _Here(
        {one.slug: one for one in rows}, {one.name.casefold(): one for one in rows}, by_number
    )


def _planned(
    row: Row, header: Iterable[str], columns: Iterable[Column | None], here: _Here, known: Known
) -> Planned:
    facts: dict[str, Any] = {}
    planned = Planned(row.number, "")
    for label, column, cell in zip(header, columns, row.cells, strict=True):
        if column is None or not cell.strip():
            continue  # an empty cell leaves what is here as it is
        try:
            facts[column.name] = column.read(cell, known)
        except Refused as reason:
            planned.errors.append(Error(label, str(reason)))
    planned.organisation = here.find(facts)
    planned.name = facts.get("name") or str(planned.organisation or "")
    slug = facts.pop("slug", "")
    if planned.organisation is None:
        _check_new(planned, facts, slug)
    else:
        _compare(planned, planned.organisation, facts)
    planned.facts = facts
    return planned


def _check_new(planned: Planned, facts: dict[str, Any], slug: str) -> None:
    wrong = {error.label for error in planned.errors}
    told = {
        "name": _("Write the name of the organisation."),
        "kind": _("Write what kind of organisation it is."),
    }
    for name, said in told.items():
        label = str(BY_NAME[name].label)
        if name not in facts and not {label, name} & wrong and not planned.errors:
            planned.errors.append(Error(label, said))
    joined, left = (facts.get(name) for name in DATES)
    if left and (not joined or left < joined):
        planned.errors.append(
            Error(str(BY_NAME["left_on"].label), _("The last day lies before the first."))
        )
    if slug:
        facts["wanted_slug"] = slug


def _compare(planned: Planned, organisation: Organisation, facts: dict[str, Any]) -> None:
    for name, value in facts.items():
        column = BY_NAME[name]
        now = list(organisation.themes.all()) if name == "themes" else getattr(organisation, name)
        if name == "themes":
            now = sorted(now, key=lambda theme: theme.pk)
        if now == value:
            continue
        if name in DATES:
            said = _("The dates of those who are here are changed on the page of the organisation.")
            planned.errors.append(Error(str(column.label), said))
        else:
            planned.changes.append(Change(column, _shown(now), _shown(value)))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def _refuse_doubles(rows: list[Planned]) -> None:
    """Two rows for one organisation: which of them would hold?"""
    first: dict[object, int] = {}
    for row in rows:
        key = row.organisation.pk if row.organisation else row.name.casefold()
        if key and key in first:
            said = _("This is the same organisation as in row %(number)s.") % {"number": first[key]}
            row.errors.append(Error("", said))
        elif key:
            first[key] = row.number
