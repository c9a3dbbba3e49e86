"""What a table of projects would do: row by row, before anything is written."""

from collections.abc import Sequence
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
from samverka.projects.exchange.columns import (
    BY_NAME,
    ROWS,
    Column,
    Known,
    Named,
    column_for,
)
from samverka.projects.models import Project

Planned = exchange.Planned[Project]
Plan = exchange.Plan[Project]
TOLD_BY = ("slug", "reference", "title_sv", "title_en")  # the surest first


def plan_of(table: Table) -> Plan:
    """Read every row against what is here now; a fixed number of queries, whatever the length.

    Raises `Refused` when the table has no column to tell projects apart by.
    """
    columns = [column_for(name) for name in table.header]
    if not {column.name for column in columns if column} & set(TOLD_BY):
        raise Refused(
            _("No column is called “title_sv”. The first row has to hold the names of the columns.")
        )
    here, known = _those_here(), Known.here()
    rows = [_planned(row, table.header, columns, here, known) for row in table.rows]
    refuse_doubles(
        rows,
        lambda row: row.found.pk if row.found else row.name.casefold(),
        _("This is the same project as in row %(number)s."),
    )
    return Plan(rows, unknown_names(table.header, columns))


def _those_here() -> dict[tuple[str, str], Project]:
    """The projects that are here, by everything a row may call them."""
    rows = Project.objects.with_listing().prefetch_related("themes")
    return {
        (name, str(getattr(one, name)).casefold()): one
        for one in rows
        for name in TOLD_BY
        if getattr(one, name)
    }


def _planned(
    row: Row,
    header: Sequence[str],
    columns: Sequence[Column | None],
    here: dict[tuple[str, str], Project],
    known: Known,
) -> Planned:
    facts, errors = read_cells(row, header, columns, known)
    calls = [(name, str(facts[name]).casefold()) for name in TOLD_BY if name in facts]
    found = next((here[call] for call in calls if call in here), None)
    title = facts.get("title_sv") or facts.get("title_en")
    planned = Planned(row.number, title or str(found or ""), found, errors=errors)
    facts.pop("slug", None)
    if found is not None:
        _compare(planned, found, facts)
    elif not filled(row, columns) & {"title_sv", "title_en"}:
        planned.errors.append(
            Error(str(BY_NAME["title_sv"].label), _("Write what the project is called."))
        )
    _ask_days(planned, found, facts)
    planned.facts = facts
    return planned


def _ask_days(planned: Planned, found: Project | None, facts: dict[str, Any]) -> None:
    first, last = (facts.get(name, getattr(found, name, None)) for name in ("starts_on", "ends_on"))
    if first and last and last < first:
        label = str(BY_NAME["ends_on"].label)
        planned.errors.append(Error(label, _("The last day lies before the first.")))


def _compare(planned: Planned, project: Project, facts: dict[str, Any]) -> None:
    """Partners are added, never taken away by a table."""
    for name, value in facts.items():
        label = BY_NAME[name].label
        if name == "partners":
            more = [one.name for one in value if not takes_part(project, one)]
            if more:
                planned.changes.append(Change(name, label, "", ", ".join(more)))
        elif name == "themes":
            now = sorted(project.themes.all(), key=lambda theme: theme.pk)
            if now != value:
                planned.changes.append(Change(name, label, _shown(now), _shown(value)))
        elif getattr(project, name) != value:
            now = getattr(project, name)
            planned.changes.append(Change(name, label, str(now or ""), str(value)))


def takes_part(project: Project, named: Named) -> bool:
    if named.organisation:
        return named.organisation.pk in {one.organisation_id for one in project.takers.all()}
    return named.name.casefold() in {one.name.casefold() for one in project.outsiders.all()}


def plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Those that are fields of the project itself."""
    return {name: value for name, value in facts.items() if name not in ROWS}


def _shown(rows: Sequence[Any]) -> str:
    return ", ".join(str(one) for one in rows)
