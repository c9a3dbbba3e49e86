"""How facts stand on paper: short tables, days, names of files."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.template.defaultfilters import date as format_date
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.documents import Cell, Document, Paragraph, Run, Table, as_docx, as_pdf, plain
from samverka.documents.model import Align

TYPES: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "zip": "application/zip",
}
LONGEST_NAME: Final = 60


@dataclass(frozen=True)
class File:
    """A file to keep: what it is called, of which type, and what is in it."""

    name: str
    content: bytes

    @property
    def media_type(self) -> str:
        return TYPES[self.name.rpartition(".")[2]]


def as_file(paper: Document, kind: str) -> File:
    """The paper as `docx` or `pdf`."""
    content = as_docx(paper) if kind == "docx" else as_pdf(paper).content
    return File(f"{file_name(paper.title)}.{kind}", content)


def file_name(title: str) -> str:
    return slugify(title)[:LONGEST_NAME].strip("-") or _("document")


def said(text: str, *, bold: bool = False, italic: bool = False) -> Paragraph:
    return Paragraph((Run(text, bold=bold, italic=italic),) if text else ())


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Running text, a paragraph for each block of it."""
    return tuple(Paragraph(plain(block.strip())) for block in text.split("\n\n") if block.strip())


def fact_table(facts: Iterable[tuple[str, str]]) -> Table:
    """What and how it is, line by line; what is not known is left out."""
    rows = tuple(
        (Cell((said(name, bold=True),)), Cell((said(value),))) for name, value in facts if value
    )
    return Table(rows, header_rows=0, widths=(1, 3) if rows else ())


def table(
    header: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    align: Sequence[Align] = (),
    widths: Sequence[float] = (),
    caption: str = "",
) -> Table:
    """A table of plain texts with one row of headings."""
    cells = tuple(tuple(Cell(paragraphs(text)) for text in row) for row in [header, *rows])
    return Table(cells, 1, tuple(align), tuple(widths), caption)


def whole_day(value: date | None) -> str:
    """With the year, always: paper is read later."""
    return format_date(value, _("j F Y")) if value else ""
