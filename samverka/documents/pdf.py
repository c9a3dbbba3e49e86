"""A document as PDF that everybody can read (PDF/UA-1), typeset by typst.

What people wrote reaches the typesetter as data (`page.typ` reads it), never as markup.
"""

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Final

import typst
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from samverka.documents.letters import direction
from samverka.documents.model import (
    BulletList,
    Cell,
    Document,
    DocumentError,
    Figure,
    Heading,
    NumberedList,
    PageBreak,
    Paragraph,
    Part,
    Run,
    Signature,
    Table,
    TableOfContents,
)

PAGE: Final = (Path(__file__).parent / "page.typ").read_bytes()
PICTURE: Final = b"""#set page(width: 17cm, height: auto, margin: 0pt, fill: white)
#image(bytes(sys.inputs.svg), format: "svg", width: 100%)"""
EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
UNDRAWN: Final = re.compile(r'the text `"(.+?)"` could not be displayed')
ESCAPED: Final = re.compile(r"\\u\{([0-9a-f]+)\}")
TRIES: Final = 6
SURELY_DRAWN: Final = 0x180  # Latin letters, signs and digits
DOTS_PER_INCH: Final = 200.0
# The typesetter remembers its last ten documents: of large ones, a gigabyte.
LARGE: Final = 100_000  # characters
REMEMBERED: Final = 11


@dataclass(frozen=True)
class Pdf:
    """`undrawn` are letters that no font at hand has; their names, or a square, stand for them."""

    content: bytes
    undrawn: str = ""


def as_pdf(document: Document) -> Pdf:
    """The document as PDF/UA-1. Raises `DocumentError` for a figure that is no SVG."""
    for part in document.parts:
        if isinstance(part, Figure):
            check_svg(part.svg)
    data = json.dumps(_told(document), ensure_ascii=False)
    try:
        content, undrawn = _compiled({"document": data}, document.made or EPOCH)
    finally:
        if len(data) > LARGE:
            _forget()
    return Pdf(content, undrawn)


def as_png(svg: str) -> bytes:
    """An SVG as a picture of dots, 17 cm wide, on white. Raises `DocumentError` when it is none."""
    check_svg(svg)
    try:
        found = typst.compile(
            PICTURE, format="png", ppi=DOTS_PER_INCH, sys_inputs={"svg": svg}, font_paths=ours()
        )
    except typst.TypstError as error:
        raise DocumentError("bad_figure", error.message) from error
    return _bytes(found)


def check_svg(svg: str) -> None:
    """Raises `DocumentError` for what is no SVG, or defines entities."""
    try:
        root = fromstring(svg, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise DocumentError("bad_figure", str(error)) from error
    if root.tag != "{http://www.w3.org/2000/svg}svg":
        raise DocumentError("bad_figure", str(root.tag))


@cache
def ours() -> typst.Fonts:
    """The fonts in the package: the same everywhere."""
    return typst.Fonts(include_system_fonts=False)


@cache
def machines() -> typst.Fonts:
    """Those, and the fonts of the machine, for writing that ours do not have."""
    return typst.Fonts(include_system_fonts=True)


def _compiled(inputs: dict[str, str], made: datetime) -> tuple[bytes, str]:
    fonts = ours()
    undrawn: set[str] = set()
    for turn in range(TRIES):
        try:
            content = typst.compile(
                PAGE,
                format="pdf",
                sys_inputs=inputs,
                font_paths=fonts,
                ignore_system_fonts=True,
                pdf_standards="ua-1",
                timestamp=made,
            )
            return _bytes(content), "".join(sorted(undrawn))
        except typst.TypstError as error:
            missing = _missing(error)
            if not missing:
                raise DocumentError("bad_figure", error.message) from error
        if turn == 0:
            fonts = machines()
            continue
        undrawn |= missing if turn < TRIES - 2 else _all_but_latin(inputs)
        table = {ord(letter): _instead(letter) for letter in undrawn}
        inputs = {name: text.translate(table) for name, text in inputs.items()}
    raise DocumentError("bad_figure", "no font for what is written")


def _forget() -> None:
    """Empties what the typesetter remembers, with documents of nothing."""
    for _ in range(REMEMBERED):
        typst.compile(b"", format="pdf", font_paths=ours())


def _missing(error: typst.TypstError) -> set[str]:
    """Letters that could not be drawn: the marks alone where their letter would have been."""
    told = "".join(
        ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
        for text in UNDRAWN.findall(f"{error.message}\n{error.diagnostic}")
    )
    return {letter for letter in told if ord(letter) >= SURELY_DRAWN}


def _all_but_latin(inputs: dict[str, str]) -> set[str]:
    return {letter for text in inputs.values() for letter in text if ord(letter) >= SURELY_DRAWN}


def _instead(letter: str) -> str:
    """What stands for a letter that cannot be drawn; it needs no escape in JSON or XML."""
    category = unicodedata.category(letter)
    if category[0] == "M" or category == "Cf":
        return ""
    name = unicodedata.name(letter, "").lower() if category[0] == "S" else ""
    return f"[{name}]" if name else "\u25a1"


def _bytes(found: object) -> bytes:
    if isinstance(found, list):
        found = found[0]
    assert isinstance(found, bytes)
    return found


def _told(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "language": document.language,
        "author": document.author,
        "footer": document.footer,
        "parts": [_part(part) for part in document.outlined],
    }


def _part(part: Part) -> dict[str, object]:
    match part:
        case Heading(level, runs):
            return {"kind": "heading", "level": level, **_line(runs)}
        case Paragraph(runs):
            return {"kind": "paragraph", **_line(runs)}
        case BulletList(items):
            return {"kind": "bullets", "items": [_parts(item.parts) for item in items]}
        case NumberedList(items, start):
            told = [_parts(item.parts) for item in items]
            return {"kind": "numbers", "items": told, "start": start}
        case Table():
            return _table(part)
        case Figure(svg, alt, caption, width):
            share = max(0.05, min(width, 1.0))
            return {"kind": "figure", "svg": svg, "alt": alt, "caption": caption, "width": share}
        case PageBreak():
            return {"kind": "break"}
        case TableOfContents(title):
            return {"kind": "contents", "title": title}
        case Signature(labels):
            return {"kind": "signature", "labels": list(labels)}


def _parts(parts: "tuple[Part, ...]") -> list[dict[str, object]]:
    return [_part(part) for part in parts]


def _table(table: Table) -> dict[str, object]:
    def told(cell: Cell) -> list[dict[str, object]]:
        return _parts(cell.parts)

    return {
        "kind": "table",
        "columns": table.columns,
        "widths": list(table.widths) or [1.0] * table.columns,
        "align": [table.aligned(column) for column in range(table.columns)],
        "header": [[told(cell) for cell in row] for row in table.rows[: table.header_rows]],
        "rows": [[told(cell) for cell in row] for row in table.rows[table.header_rows :]],
        "caption": table.caption,
    }


def _line(runs: tuple[Run, ...]) -> dict[str, object]:
    text = "".join(run.text for run in runs)
    told = [
        {"text": run.text, "bold": run.bold, "italic": run.italic, "link": run.link} for run in runs
    ]
    return {"runs": told, "dir": direction(text)}
