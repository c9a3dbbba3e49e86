"""What a spreadsheet of costs would do: row by row, before anything is written."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from samverka.applications.budgeting.columns import COLUMNS, Column, Known, column_for
from samverka.applications.budgeting.counting import Counted
from samverka.applications.models import CostLine
from samverka.common import exchange
from samverka.common.amounts import shown
from samverka.common.exchange import Change, Error, read_cells, refuse_doubles, unknown_names
from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table

Planned = exchange.Planned[CostLine]
Plan = exchange.Plan[CostLine]
BY_NAME = {column.name: column for column in COLUMNS}
NEEDED = ("partner", "category", "what")


def plan_of(table: Table, counted: Counted) -> Plan:
    """Read every row against what stands in the budget; a row without a number is a new cost.

    What is not in the table stays. Raises `Refused` when it has no column to tell costs by.
    """
    columns = [column_for(name) for name in table.header]
    names = {column.name for column in columns if column}
    if not {"partner", "what"} <= names:
        raise Refused(
            _(
                "The columns “Partner” and “What it is for” are missing. Begin with the"
                " spreadsheet that you download here: the costs stand on its first sheet."
            )
        )
    known = Known.of(counted)
    here = {line.pk: line for line in counted.lines}
    rows = [_planned(row, table.header, columns, here, known, counted) for row in table.rows]
    refuse_doubles(
        rows,
        lambda row: row.found.pk if row.found else None,
        _("This is the same cost as in row %(number)s."),
    )
    ours = {*names_of_formulas()}
    return Plan(rows, [one for one in unknown_names(table.header, columns) if one not in ours])


def names_of_formulas() -> tuple[str, ...]:
    """Columns that we write ourselves and never read."""
    return (_("Rate"), *(_("Sum, %(currency)s") % {"currency": one} for one in ("SEK", "EUR")))


def _planned(
    row: Row,
    header: Sequence[str],
    columns: Sequence[Column | None],
    here: dict[int, CostLine],
    known: Known,
    counted: Counted,
) -> Planned:
    facts, errors = read_cells(row, header, columns, known)
    number = facts.pop("id", None)
    found = here.get(number) if number else None
    planned = Planned(row.number, facts.get("what") or str(found or ""), found, errors=errors)
    if number and found is None:
        planned.errors.append(
            Error("", _("There is no cost with this number. Empty it to make a new one."))
        )
    if "partner" in facts:
        facts["member_id"] = facts.pop("partner")
    if facts.get("currency") == counted.rules.currency:
        facts["currency"] = ""
    if found is None:
        _check_new(planned, facts)
    else:
        _compare(planned, found, facts, counted)
    planned.facts = facts
    if not planned.errors:
        _check_whole(planned, counted)
    return planned


def _check_new(planned: Planned, facts: dict[str, Any]) -> None:
    wrong = {error.label.casefold() for error in planned.errors}
    for name in NEEDED:
        column = BY_NAME[name]
        there = name in facts or (name == "partner" and "member_id" in facts)
        if not there and not any(column.is_called(label) for label in wrong):
            planned.errors.append(Error(str(column.label), _("This is needed for a new cost.")))
    counted = CostLine.Mode.HOURS if facts.get("contributed") else CostLine.Mode.UNIT
    facts.setdefault("mode", counted if "quantity" in facts else CostLine.Mode.ACTUAL)


def _compare(planned: Planned, line: CostLine, facts: dict[str, Any], counted: Counted) -> None:
    """A price that is the rules' own is no change: the spreadsheet shows it for its formulas."""
    if line.is_counted and line.unit_cost is None and "unit_cost" in facts:
        same_unit = facts.get("unit", line.unit) == line.unit
        if same_unit and facts["unit_cost"] == counted.price_of(line):
            del facts["unit_cost"]
    names = counted.names
    for name, value in facts.items():
        now = getattr(line, name)
        if now == value:
            continue
        column = BY_NAME["partner" if name == "member_id" else name]
        if name == "member_id":
            before, after = names.get(str(now), ""), names.get(str(value), "")
        else:
            before, after = _in_words(now), _in_words(value)
        planned.changes.append(Change(name, column.label, before, after))


def _check_whole(planned: Planned, counted: Counted) -> None:
    """A cost that could not be counted is not taken in."""
    line = planned.found
    mode = planned.facts.get("mode") or (line.mode if line else CostLine.Mode.ACTUAL)

    def there(name: str) -> Any:
        return planned.facts.get(name, getattr(line, name) if line else None)

    said = ""
    if mode in CostLine.COUNTED:
        priced = mode == CostLine.Mode.HOURS and counted.rules.hour_value
        if there("quantity") is None:
            said = _("Write how many.")
        elif there("unit_cost") is None and not there("unit") and not priced:
            said = _("Write what one costs.")
        elif (there("quantity") or 0) * (there("unit_cost") or 0) >= 10**12:
            said = _("Together this is more than any budget holds. Is there a digit too many?")
    elif there("amount") is None:
        said = _("Write the amount.")
    if there("category") in counted.rules.derived:
        said = _("The rules count this category out themselves. Leave it out.")
    if said:
        planned.errors.append(Error("", said))


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if value in (None, "", 0):
        return ""
    return shown(value) if isinstance(value, Decimal) else str(value)
