"""Documents for the tests, and how the files are read back."""

import io
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import docx
from docx.table import Table as WordTable
from docx.text.paragraph import Paragraph as WordParagraph

from samverka.documents import (
    BulletList,
    Cell,
    Document,
    Figure,
    Heading,
    Item,
    NumberedList,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Signature,
    Table,
    TableOfContents,
    plain,
)

MADE = datetime(2026, 11, 26, 12, 30, 0, 7, tzinfo=UTC)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 100">'
    '<rect width="200" height="40" fill="#228855"/><text x="9" y="70">År 1</text></svg>'
)


def said(text: str) -> Paragraph:
    return Paragraph(plain(text))


def point(*parts: Paragraph | BulletList | NumberedList) -> Item:
    return Item(parts)


def row(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell((said(text),) if text else ()) for text in texts)


def document(*parts: Part) -> Document:
    return Document("En ansökan", "sv", parts, made=MADE)


WHOLE = Document(
    "Tillsammans för fler",
    "sv",
    (
        TableOfContents("Innehåll"),
        PageBreak(),
        Heading(1, plain("Bakgrund")),
        Heading(4, plain("Varför nu?")),
        Heading(2, plain(" ")),
        Paragraph(
            (
                Run("Vi vill "),
                Run("göra", bold=True),
                Run(" mer "),
                Run("ihop", italic=True),
                Run(", se "),
                Run("sidan", link="https://example.org/?a=1&b=2"),
                Run(".\nNy rad: #set text(red) *x* $y$ <w:b/> & \x07\x00"),
            )
        ),
        said("مرحبا 123"),
        BulletList((point(said("ett"), said("mer om ett")), point(said("två")))),
        NumberedList((point(said("först"), BulletList((point(said("under")),))), point()), 3),
        NumberedList((point(said("om igen")),)),
        Table(
            (row("Post", "Belopp"), row("Lön", "100 000"), row("", "5")),
            align=("start", "end"),
            widths=(3, 1),
            caption="Budget",
        ),
        Figure(SVG, "Ett streck från januari till juni", "Tidplan"),
        Signature(("Ort och datum", "Underskrift")),
    ),
    author="Exempelföreningen",
    footer="Tillsammans för fler",
    made=MADE,
)


def opened(content: bytes) -> docx.document.Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    """What stands in a DOCX, in order, cells too; line breaks as newlines."""
    word = opened(content)
    return list(_paragraphs(word.iter_inner_content()))


def _paragraphs(inner: Iterable[WordParagraph | WordTable]) -> Iterator[str]:
    for one in inner:
        if isinstance(one, WordParagraph):
            yield one.text
        else:
            for line in one.rows:
                for cell in line.cells:
                    yield from _paragraphs(cell.iter_inner_content())
