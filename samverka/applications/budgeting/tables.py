"""The budget as tables: categories against partners, work packages or years."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from django.utils.translation import gettext as _

from samverka.applications.budgeting.counting import KINDS as KINDS_OF_FINANCING
from samverka.applications.budgeting.counting import Counted
from samverka.applications.budgeting.sentences import KINDS, Said, categories_of
from samverka.common.amounts import shown

By = Literal["partner", "work_package", "year"]
BYS: tuple[By, ...] = ("partner", "work_package", "year")
ALWAYS = ("grant", "own_cash")  # shown even where nothing is written
NOTHING = Decimal(0)


@dataclass(frozen=True)
class Row:
    """`marks` are the notices on the page that tell what is wrong here."""

    title: str
    amounts: list[str]
    total: str
    marks: list[str] = field(default_factory=list)
    derived: bool = False


@dataclass(frozen=True)
class Sheet:
    """Columns with the member's key where they are members; `costs` ends with the sum."""

    by: By
    columns: list[tuple[int | None, str]]
    costs: list[Row]
    cost_sum: Row
    financing: list[Row]
    financing_sum: Row | None


def sheet_of(counted: Counted, by: By, said: Iterable[Said]) -> Sheet:
    """Only what has an amount or a breach has a row; financing where columns are partners."""
    keys, columns = _columns(counted, by)
    cells: defaultdict[tuple[str, object], Decimal] = defaultdict(Decimal)
    for cell, amount in counted.result.cells.items():
        cells[cell.category, getattr(cell, by)] += amount
    marks = _marks(said)
    filled = {category for (category, _key), amount in cells.items() if amount}
    costs = [
        _row(
            title,
            [cells[code, key] for key in keys],
            marks.get(code),
            code in counted.result.derived,
        )
        for code, title in categories_of(counted.rules).items()
        if code in filled or code in marks
    ]
    sums = [sum((cells[code, key] for code in filled), NOTHING) for key in keys]
    financing, whole = _financing(counted, marks) if by == "partner" else ([], None)
    return Sheet(by, columns, costs, _row(_("Costs"), sums), financing, whole)


def _columns(counted: Counted, by: By) -> tuple[list[object], list[tuple[int | None, str]]]:
    if by == "partner":
        return (
            [str(one.pk) for one in counted.members],
            [(one.pk, one.organisation.name) for one in counted.members],
        )
    none = _("Not said")
    if by == "work_package":
        packages = sorted(counted.result.by_work_package, key=_natural)
        return [*packages], [(None, one or none) for one in packages]
    years = sorted(counted.result.by_year)
    return [*years], [(None, str(one) if one else none) for one in years]


def _natural(name: str) -> tuple[int, int, str]:
    """2 before 10; those that are no numbers after them."""
    number = name.isascii() and name.isdecimal()
    return (0, int(name), "") if number else (1, 0, name)


def _financing(counted: Counted, marks: Mapping[str, list[str]]) -> tuple[list[Row], Row]:
    by_kind = counted.result.by_partner_and_kind
    keys = [str(one.pk) for one in counted.members]
    rows = []
    for kind in KINDS_OF_FINANCING:
        amounts = [by_kind.get((key, kind), NOTHING) for key in keys]
        if any(amounts) or kind in ALWAYS:
            rows.append(_row(str(KINDS[kind]), amounts, marks.get(kind)))
    # Revenue is the last of the kinds, and lowers the costs: it pays as the others do.
    sums = [
        sum((by_kind.get((key, kind), NOTHING) for kind in KINDS_OF_FINANCING), NOTHING)
        for key in keys
    ]
    return rows, _row(_("Financing"), sums, marks.get(""))


def _row(
    title: str, amounts: list[Decimal], marks: list[str] | None = None, derived: bool = False
) -> Row:
    total = sum(amounts, NOTHING)
    return Row(title, [shown(one) for one in amounts], shown(total), marks or [], derived)


def _marks(said: Iterable[Said]) -> dict[str, list[str]]:
    """By category or kind of financing; "" for what concerns the budget as a whole."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for one in said:
        named = [place.category or place.financing for place in one.breach.where]
        for name in dict.fromkeys(named) or [""]:
            found[name].append(one.mark)
    return dict(found)
