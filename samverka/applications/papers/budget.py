"""The budget on paper: what it costs and who pays, by partner, work package and year."""

from collections.abc import Iterator, Sequence
from typing import Final

from django.utils.translation import gettext as _

from samverka.applications.budgeting.counting import Counted, counted
from samverka.applications.budgeting.sentences import title_of
from samverka.applications.budgeting.tables import BYS, Row, Sheet, sheet_of
from samverka.applications.budgeting.workbook import workbook_of
from samverka.applications.models import Application, Budget
from samverka.common.papers import said, table
from samverka.documents import Heading, Part, plain
from samverka.documents.model import Align

MOST_COLUMNS: Final = 4  # that a sheet of paper has room for, besides the names and the sums


def budget_parts(application: Application) -> Iterator[Part]:
    """Nothing where there is no budget, or nothing in it."""
    found = _counted(application)
    if found is None:
        return
    sheets = [sheet_of(found, by, ()) for by in BYS]
    if not sheets[0].costs and not sheets[0].financing:
        return
    yield Heading(1, plain(_("Budget")))
    rules, currency = title_of(found.rules.titles), found.rules.currency
    yield said(
        _("Counted by: %(rules)s. All amounts in %(currency)s.")
        % {"rules": rules, "currency": currency}
    )
    for sheet in sheets:
        if sheet.by == "partner" or len(sheet.columns) > 1:
            yield from _sheet(sheet)


def budget_workbook(application: Application) -> bytes | None:
    """The same as a spreadsheet with live formulas; None where there is no budget."""
    found = _counted(application)
    return workbook_of(found) if found else None


def _counted(application: Application) -> Counted | None:
    budget = Budget.objects.select_related("application").filter(application=application).first()
    return counted(budget) if budget else None


def _sheet(sheet: Sheet) -> Iterator[Part]:
    titles = {
        "partner": _("Costs by partner"),
        "work_package": _("Costs by work package"),
        "year": _("Costs by year"),
    }
    yield Heading(2, plain(titles[sheet.by]))
    yield from _tables(sheet, [*sheet.costs, sheet.cost_sum])
    if sheet.financing_sum:
        yield Heading(2, plain(_("Who pays")))
        yield from _tables(sheet, [*sheet.financing, sheet.financing_sum])


def _tables(sheet: Sheet, rows: Sequence[Row]) -> Iterator[Part]:
    """One below the other where there are many columns; the last one has the sums."""
    names = [name for _key, name in sheet.columns]
    for start in range(0, max(len(names), 1), MOST_COLUMNS):
        end = start + MOST_COLUMNS
        last = end >= len(names)
        header = ["", *names[start:end], *([_("Sum")] if last else [])]
        lines = [
            [row.title, *row.amounts[start:end], *([row.total] if last else [])] for row in rows
        ]
        right: list[Align] = ["end"] * (len(header) - 1)
        yield table(header, lines, align=["start", *right], widths=[2.2, *[1.0] * len(right)])
