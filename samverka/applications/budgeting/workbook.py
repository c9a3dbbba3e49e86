"""The budget as a spreadsheet with live formulas: change a cost, and every sum follows."""

import io
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from samverka.applications.budgeting.columns import COLUMNS, as_row, label_of, names_of_members
from samverka.applications.budgeting.counting import KINDS, Counted
from samverka.applications.budgeting.sentences import KINDS as KIND_LABELS
from samverka.applications.budgeting.sentences import categories_of, rules_in_words
from samverka.budgets import Flat
from samverka.common.tables import harmless

MONEY = "#,##0.00"
BOLD = Font(bold=True)
FIRST = 2  # the row after the names of the columns
SPARE = 200  # empty rows of costs that the sums count too: room for more


def workbook_of(counted: Counted) -> bytes:
    """XLSX: the costs, the sums by partner and category, by work package and year, the rules.

    The sheet of costs comes first: it is the one that is read back in. Sums show what the page
    shows; a flat rate is rounded once for each partner, as there.
    """
    book = Workbook()
    costs = book.active
    _costs(costs, counted)
    whole = _sums(book.create_sheet(_sheet(_("Budget"))), costs, counted)
    _other_sums(book.create_sheet(_sheet(_("Work packages and years"))), costs, counted)
    _rules(book.create_sheet(_sheet(_("Rules"))), counted)
    book.active = book.index(whole)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet(title: str) -> str:
    return title[:31]


def _names(counted: Counted) -> list[str]:
    names = names_of_members(counted)
    return [harmless(names[one.pk]) for one in counted.members]


def _head(sheet: Worksheet, cells: Sequence[str], row: int = 1) -> None:
    for number, said in enumerate(cells, 1):
        cell = sheet.cell(row, number, harmless(said))
        cell.font = BOLD
        sheet.column_dimensions[get_column_letter(number)].width = max(14, min(40, len(said) + 4))


def _costs(sheet: Worksheet, counted: Counted) -> None:
    """One row for each cost that is counted; the last columns are formulas, and never read back."""
    sheet.title = _sheet(_("Costs"))
    labels = [label_of(column) for column in COLUMNS]
    _head(
        sheet, [*labels, _("Rate"), _("Sum, %(currency)s") % {"currency": counted.rules.currency}]
    )
    places = {column.name: get_column_letter(n) for n, column in enumerate(COLUMNS, 1)}
    rate, total = (get_column_letter(len(COLUMNS) + n) for n in (1, 2))
    left_out = {one.line.pk for one in counted.left_out}
    lines = [line for line in counted.lines if line.pk not in left_out]
    for number, line in enumerate(lines, FIRST):
        for name, said in as_row(line, counted).items():
            value = said if isinstance(said, Decimal | int) else harmless(said)
            cell = sheet[f"{places[name]}{number}"]
            cell.value = value
            if isinstance(said, Decimal):
                cell.number_format = MONEY
        sheet[f"{rate}{number}"] = _rate(counted, line.currency)
    for number in range(FIRST, FIRST + len(lines) + SPARE):
        at = {name: f"{place}{number}" for name, place in places.items()}
        counts = f'{at["quantity"]}<>""'
        own = f"IF({counts},ROUND({at['quantity']}*{at['unit_cost']},2),{at['amount']})"
        factor = f'IF({rate}{number}="",1,{rate}{number})'
        sheet[f"{total}{number}"] = f'=IF({at["partner"]}="",0,ROUND({own}*{factor},2))'
        sheet[f"{total}{number}"].number_format = MONEY
    sheet.freeze_panes = "A2"


def _rate(counted: Counted, currency: str) -> Decimal:
    """The latest there is, as the page counts."""
    known = [rate.value for rate in counted.rates if rate.currency == currency]
    return known[-1] if currency and known else Decimal(1)


class _Ranges:
    """Where the columns of the costs stand, as absolute ranges of another sheet."""

    def __init__(self, costs: Worksheet) -> None:
        self._sheet = costs.title
        self._last = costs.max_row
        names = [*(column.name for column in COLUMNS), "rate", "total"]
        self._places = {name: get_column_letter(n) for n, name in enumerate(names, 1)}

    def of(self, name: str) -> str:
        place = self._places[name]
        return f"'{self._sheet}'!${place}${FIRST}:${place}${self._last}"

    def sum_where(self, *wanted: str) -> str:
        """The sum of the rows where all of these hold; names are compared as they stand."""
        return f"ROUND(SUMPRODUCT({'*'.join(f'({one})' for one in wanted)}*{self.of('total')}),2)"


def _sums(sheet: Worksheet, costs: Worksheet, counted: Counted) -> Worksheet:
    """Categories against partners, and who pays."""
    ranges, names, titles = _Ranges(costs), _names(counted), categories_of(counted.rules)
    _head(sheet, [_("Category"), *names, _("Sum")])
    last = get_column_letter(len(names) + 1)
    columns = [get_column_letter(n + 2) for n in range(len(names))]
    rows = {code: FIRST + n for n, code in enumerate(titles)}
    for code, row in rows.items():
        sheet.cell(row, 1, harmless(titles[code]))
        for column in columns:
            sheet[f"{column}{row}"] = "=" + _category(ranges, counted, code, column, rows)
        _across(sheet, row, last)
    total = FIRST + len(rows)
    sheet.cell(total, 1, _("Costs")).font = BOLD
    for column in columns:
        sheet[f"{column}{total}"] = f"=SUM({column}{FIRST}:{column}{total - 1})"
    _across(sheet, total, last)
    _financing(sheet, ranges, counted, columns, total)
    sheet.column_dimensions["A"].width = 40
    sheet.freeze_panes = "B2"
    return sheet


def _across(sheet: Worksheet, row: int, last: str) -> None:
    column = get_column_letter(sheet[f"{last}1"].column + 1)
    sheet[f"{column}{row}"] = f"=SUM(B{row}:{last}{row})"
    for cells in sheet[f"B{row}:{column}{row}"]:
        for cell in cells:
            cell.number_format = MONEY


def _category(
    ranges: _Ranges, counted: Counted, code: str, column: str, rows: dict[str, int]
) -> str:
    """The costs of one partner in a category, and what flat rates add to them."""
    where = [f"{ranges.of('partner')}={column}$1", f"{ranges.of('category')}=$A${rows[code]}"]
    parts = [ranges.sum_where(*where)]
    for rule in counted.rules.rules:
        if isinstance(rule, Flat) and rule.category == code:
            rate = Decimal(counted.rules.chosen.get(rule.choice, rule.rate))
            base = "+".join(f"{column}{rows[one]}" for one in rule.base)
            if rule.without_inclusive:
                within = "+".join(f"({ranges.of('category')}=$A${rows[one]})" for one in rule.base)
                yes = f'{ranges.of("contains_indirect")}="{label_of_yes()}"'
                base += f"-{ranges.sum_where(where[0], f'({within})>0', yes)}"
            parts.append(f"ROUND(({base})*{rate}/100,2)")
    return "+".join(parts)


def label_of_yes() -> str:
    return str(_("yes"))


def _financing(
    sheet: Worksheet, ranges: _Ranges, counted: Counted, columns: Sequence[str], total: int
) -> None:
    """What each partner brings; hours that it gives are added from the costs."""
    first, last = total + 2, columns[-1] if columns else "A"
    for n, kind in enumerate(KINDS):
        row = first + n
        sheet.cell(row, 1, str(KIND_LABELS[kind]))
        for column, member in zip(columns, counted.members, strict=True):
            share = counted.shares.get(member.pk)
            amount = getattr(share, kind) if share else Decimal(0)
            sheet[f"{column}{row}"] = amount
            if kind == "own_in_kind":
                given = ranges.sum_where(
                    f"{ranges.of('partner')}={column}$1",
                    f'{ranges.of("contributed")}="{label_of_yes()}"',
                )
                sheet[f"{column}{row}"] = f"={amount}+{given}"
        _across(sheet, row, last)
    whole = first + len(KINDS)
    for row, title in ((whole, _("Financing")), (whole + 1, _("Lacking"))):
        sheet.cell(row, 1, title).font = BOLD
    for column in columns:
        sheet[f"{column}{whole}"] = f"=SUM({column}{first}:{column}{whole - 1})"
        sheet[f"{column}{whole + 1}"] = f"=ROUND({column}{total}-{column}{whole},2)"
    for row in (whole, whole + 1):
        _across(sheet, row, last)


def _other_sums(sheet: Worksheet, costs: Worksheet, counted: Counted) -> None:
    """Costs as written, by work package and by year; flat rates are counted on the sheet before."""
    ranges = _Ranges(costs)
    lists = (
        ("work_package", _("Work package"), sorted({line.work_package for line in counted.lines})),
        ("year", _("Year"), sorted({line.year for line in counted.lines})),
    )
    row = 1
    for name, title, keys in lists:
        _head(sheet, [title, _("Costs without flat rates")], row)
        for key in keys:
            row += 1
            sheet.cell(row, 1, harmless(key) if isinstance(key, str) else key or None)
            sheet.cell(row, 2, "=" + ranges.sum_where(f"{ranges.of(name)}=A{row}"))
            sheet.cell(row, 2).number_format = MONEY
        row += 2


def _rules(sheet: Worksheet, counted: Counted) -> None:
    _head(sheet, [_("Rule"), _("Article"), _("Source"), _("Read"), _("Read in the source itself")])
    for row, one in enumerate(rules_in_words(counted.rules), FIRST):
        verified = _("yes") if one.rule.verified else _("no")
        cells = (one.title, one.rule.article, one.rule.source, str(one.rule.read_on), verified)
        for number, said in enumerate(cells, 1):
            sheet.cell(row, number, harmless(said))
