"""What a table of organisations would do: row by row, before anything is written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from samverka.common import exchange
from samverka.common.exchange import (
    Change,
    Error,
    filled,
    read_cells,
    refuse_doubles,
    unknown_names,
)
from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table
from samverka.partnership.exchange.columns import BY_NAME, DATES, Column, Known, column_for
from samverka.partnership.models import Import, Organisation

Planned = exchange.Planned[Organisation]
Plan = exchange.Plan[Organisation]


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
    refuse_doubles(
        rows,
        lambda row: row.found.pk if row.found else row.name.casefold(),
        _("This is the same organisation as in row %(number)s."),
    )
    return Plan(rows, unknown_names(table.header, columns))


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
    row: Row, header: Sequence[str], columns: Sequence[Column | None], here: _Here, known: Known
) -> Planned:
    facts, errors = read_cells(row, header, columns, known)
    found = here.find(facts)
    planned = Planned(row.number, facts.get("name") or str(found or ""), found, errors=errors)
    slug = facts.pop("slug", "")
    if found is None:
        _check_new(planned, facts, slug, filled(row, columns))
    else:
        _compare(planned, found, facts)
    planned.facts = facts
    return planned


def _check_new(planned: Planned, facts: dict[str, Any], slug: str, said_in: set[str]) -> None:
    told = {
        "name": _("Write the name of the organisation."),
        "kind": _("Write what kind of organisation it is."),
    }
    for name, said in told.items():
        if name not in said_in:
            planned.errors.append(Error(str(BY_NAME[name].label), said))
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
            planned.changes.append(Change(name, column.label, _shown(now), _shown(value)))


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)
