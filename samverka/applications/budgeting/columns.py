"""The columns of the costs in a spreadsheet: what each is called, how it is read and written."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from samverka.applications.budgeting.counting import Counted
from samverka.applications.budgeting.sentences import categories_of, units_of
from samverka.applications.models import COST_LENGTH, PACKAGE_LENGTH, CostLine
from samverka.common import exchange
from samverka.common.amounts import amount_in
from samverka.common.exchange import by_names, names_of, one_of, short
from samverka.common.languages import LANGUAGES
from samverka.common.refusal import Refused
from samverka.common.text import clean_line

YEARS = range(1990, 2101)


def names_of_members(counted: Counted) -> dict[int, str]:
    """Told apart by a number where two organisations are called the same."""
    often = Counter(one.organisation.name.casefold() for one in counted.members)
    names = {}
    for number, one in enumerate(counted.members, 1):
        name = one.organisation.name
        names[one.pk] = f"{name} ({number})" if often[name.casefold()] > 1 else name
    return names


@dataclass(frozen=True)
class Known:
    """What cells may name, by every name it goes under."""

    members: Mapping[str, int]
    categories: Mapping[str, str]
    units: Mapping[str, str]

    @classmethod
    def of(cls, counted: Counted) -> "Known":
        members = {name.casefold(): pk for pk, name in names_of_members(counted).items()}
        categories: dict[str, str] = {}
        units: dict[str, str] = {}
        for language in LANGUAGES:
            with override(language):
                categories |= by_names(
                    (code, (code, title)) for code, title in categories_of(counted.rules).items()
                )
                units |= by_names(
                    (code, (code, title)) for code, title in units_of(counted.rules).items()
                )
        return cls(members, categories, units)


Column = exchange.Column[CostLine, Known]


def _member(cell: str, known: Known) -> int:
    unknown = _("“%(cell)s” does not take part. Write the name as it stands in the budget.")
    return int(one_of(cell, known.members, unknown))


def _category(cell: str, known: Known) -> str:
    return str(one_of(cell, known.categories, _("“%(cell)s” is no category of these rules.")))


def _unit(cell: str, known: Known) -> str:
    return str(one_of(cell, known.units, _("These rules have no price for “%(cell)s”.")))


def _mode(cell: str, known: Known) -> str:
    modes = {name: mode.value for mode in CostLine.Mode for name in names_of(mode.label)}
    modes |= {mode.value: mode.value for mode in CostLine.Mode}
    return str(one_of(cell, modes, _("“%(cell)s” is no way to count. Write hours or an amount.")))


def _yes(cell: str, known: Known) -> bool:
    said = clean_line(cell).casefold()
    if said in {"yes", "ja", "x", "1", "true", "sant"}:
        return True
    if said in {"no", "nej", "0", "false", "falskt"}:
        return False
    raise Refused(_("Write yes or no."))


def _amount(cell: str, known: Known) -> Decimal:
    return amount_in(cell, from_table=True)


def _year(cell: str, known: Known) -> int:
    said = clean_line(cell)
    if not (said.isascii() and said.isdecimal() and len(said) < 5 and int(said) in YEARS):
        raise Refused(_("Write the year with four digits."))
    return int(said)


def _number(cell: str, known: Known) -> int:
    said = clean_line(cell)
    if not (said.isascii() and said.isdecimal() and len(said) < 18):
        raise Refused(_("Leave this number as it was. A new row has none."))
    return int(said)


def _currency(cell: str, known: Known) -> str:
    said = clean_line(cell).upper()
    if len(said) != 3 or not (said.isascii() and said.isalpha()):
        raise Refused(_("Write the currency as three letters, for example EUR."))
    return said


def _column(name: str, label: Any, read: Callable[[str, Known], Any], *also: str) -> Column:
    return Column(name, label, also, read, lambda line: getattr(line, name))


COLUMNS = (
    _column("id", gettext_lazy("Number"), _number, "id"),
    _column("partner", gettext_lazy("Partner"), _member),
    _column("category", gettext_lazy("Category"), _category),
    _column("what", gettext_lazy("What it is for"), short(COST_LENGTH)),
    _column("mode", gettext_lazy("How it is counted"), _mode),
    _column("work_package", gettext_lazy("Work package"), short(PACKAGE_LENGTH)),
    _column("year", gettext_lazy("Year"), _year),
    _column("quantity", gettext_lazy("How many"), _amount),
    _column("unit", gettext_lazy("The funder's own price"), _unit),
    _column("unit_cost", gettext_lazy("What one costs"), _amount),
    _column("amount", gettext_lazy("Amount"), _amount),
    _column("currency", gettext_lazy("Currency"), _currency),
    _column("contributed", gettext_lazy("The partner gives the hours"), _yes),
    _column("contains_indirect", gettext_lazy("Overheads are in it already"), _yes),
)


def label_of(column: Column) -> str:
    return str(column.label)


def column_for(header: str) -> Column | None:
    return next((column for column in COLUMNS if column.is_called(header)), None)


def as_row(line: CostLine, counted: Counted) -> dict[str, str | int | Decimal]:
    """The filled cells of one cost; the price is there where the rules give it, too."""
    members, rules = names_of_members(counted), counted.rules
    cells: dict[str, Any] = {
        "id": line.pk,
        "partner": members[line.member_id],
        "category": categories_of(rules).get(line.category, line.category),
        "what": line.what,
        "mode": str(line.get_mode_display()),
        "work_package": line.work_package,
        "year": line.year or "",
        "currency": line.currency,
        "contributed": _("yes") if line.contributed else "",
        "contains_indirect": _("yes") if line.contains_indirect else "",
    }
    if line.is_counted:
        cells["quantity"], cells["unit"] = line.quantity, line.unit
        cells["unit_cost"] = counted.price_of(line)
    else:
        cells["amount"] = line.amount
    return {name: value for name, value in cells.items() if value not in ("", None)}
