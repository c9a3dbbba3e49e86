"""Tables in and out: CSV and Excel (XLSX), as people have them on their machines."""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final

from defusedxml.common import DefusedXmlException
from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from samverka.common.refusal import Refused
from samverka.common.text import clean_text

MOST_ROWS: Final = 20_000
MOST_COLUMNS: Final = 60
MOST_UNPACKED: Final = 24 * 1024 * 1024  # bytes of a spreadsheet that was packed to next to nothing
LONGEST_CELL: Final = 32_767  # characters; Excel holds no more

MOST_CHARACTERS: Final = 8_000_000  # in all cells together

# Whatever the readers of a broken file come to.
BROKEN: Final = (
    csv.Error,
    DefusedXmlException,
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    SyntaxError,  # of XML, whichever parser reads it
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
ZIP: Final = b"PK\x03\x04"
OLD_EXCEL: Final = b"\xd0\xcf\x11\xe0"
DELIMITERS: Final = ";,\t"
# What a spreadsheet would run, when a cell begins with it, instead of showing it.
ACTIVE: Final = re.compile(r"^'*[=+\-@\t\r]")
HARMLESS: Final = re.compile(r"^'+(?=[=+\-@\t\r])")


@dataclass(frozen=True)
class Row:
    """One row of a table. `number` is what the person sees at its side: the header is row 1."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    header: tuple[str, ...]
    rows: tuple[Row, ...]


def read_table(content: bytes) -> Table:
    """Read CSV or XLSX, told apart by the content; cells are text, days as 2027-01-31.

    CSV may be UTF-8 or Windows-1252, divided by semicolons, commas or tabs. Empty rows are left
    out. Raises `Refused`, with what to do, for what cannot be read or is too large.
    """
    if content.startswith(OLD_EXCEL):
        raise Refused(_("This is an old Excel file. Save it as .xlsx or .csv and try again."))
    raw = _from_xlsx(content) if content.startswith(ZIP) else _from_csv(content)
    numbered = ((n, [_harmless_again(cell) for cell in cells]) for n, cells in _counted(raw))
    filled = ((n, cells) for n, cells in numbered if any(cells))
    try:
        first = next(filled, None)
        if first is None:
            raise Refused(_("The file has no rows. The first row holds the names of the columns."))
        header = tuple(name.strip() for name in _trimmed(first[1]))
        return Table(header, tuple(_rows(filled, len(header))))
    except BROKEN as trouble:
        raise Refused(_("The file cannot be read. Save it as .csv or .xlsx and try again.")) from (
            trouble
        )


def _counted(raw: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    """Each with its number; a few bytes can hold one long text in each of a million cells."""
    characters = 0
    for number, cells in enumerate(raw, 1):
        characters += sum(map(len, cells))
        if characters > MOST_CHARACTERS:
            raise Refused(_("The file is too large. Divide it."))
        yield number, cells


def _rows(filled: Iterator[tuple[int, list[str]]], width: int) -> Iterator[Row]:
    if width > MOST_COLUMNS:
        raise Refused(_("The file has more than %(number)s columns.") % {"number": MOST_COLUMNS})
    for count, (number, cells) in enumerate(filled, 1):
        if count > MOST_ROWS:
            most = {"number": MOST_ROWS}
            raise Refused(_("The file has more than %(number)s rows. Divide it.") % most)
        padded = [*cells, *[""] * (width - len(cells))]
        yield Row(number, tuple(padded[:width]))


def _trimmed(cells: list[str]) -> list[str]:
    """Without the empty ones at its end, which a sheet has as many of as it likes."""
    filled = [n for n, cell in enumerate(cells, 1) if cell.strip()]
    return cells[: filled[-1]] if filled else []


def _from_csv(content: bytes) -> Iterator[list[str]]:
    if b"\x00" in content:
        raise Refused(_("The file cannot be read. Save it as .csv or .xlsx and try again."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first_line = text.split("\n", 1)[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)


def _from_xlsx(content: bytes) -> Iterator[list[str]]:
    """The first sheet; formulas as the values they had when the file was saved."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise Refused(_("The file is too large. Divide it."))
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        sheet = book.worksheets[0]
    except BROKEN as trouble:
        raise Refused(_("The file cannot be read. Save it as .csv or .xlsx and try again.")) from (
            trouble
        )
    # A sheet may claim a million rows of 16,384 cells and hold two: no further than we would go.
    within = {"max_row": 2 * MOST_ROWS, "max_col": MOST_COLUMNS + 1}
    for cells in sheet.iter_rows(values_only=True, **within):
        yield [_as_text(cell) for cell in cells]
    book.close()


def _as_text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell)


def _harmless_again(cell: str) -> str:
    """Take away the quote that `harmless` put there; what people wrote comes back as it was."""
    return HARMLESS.sub(lambda quotes: quotes[0][1:], clean_text(cell))


def harmless(cell: object) -> str:
    """As text that no spreadsheet runs: what looks like a formula gets a quote before it."""
    text = clean_text("" if cell is None else str(cell))[:LONGEST_CELL]
    return f"'{text}" if ACTIVE.match(text) else text


def as_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """UTF-8 that Excel opens as it is; divided by semicolons, as Swedish machines expect."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    for cells in (header, *rows):
        writer.writerow([harmless(cell) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(title: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """One sheet of text cells."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    for cells in (header, *rows):
        sheet.append([harmless(cell) for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
