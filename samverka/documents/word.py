"""A document as DOCX with real headings, lists, header rows, language and alternative texts."""

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Final

from docx import Document as empty_document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.shared import Cm, Length, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph

from samverka.documents import word_marks as marks
from samverka.documents.archive import zipped
from samverka.documents.letters import direction
from samverka.documents.model import (
    Align,
    Block,
    BulletList,
    Cell,
    Document,
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
from samverka.documents.pdf import as_png

EPOCH: Final = datetime(1980, 1, 1, tzinfo=UTC)
TEXT_WIDTH: Final = Cm(16)
INK: Final = RGBColor(0x1D, 0x1D, 0x1B)
QUIET: Final = RGBColor(0x56, 0x56, 0x50)
ALIGN: Final = {
    "start": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "end": WD_ALIGN_PARAGRAPH.RIGHT,
}
IN_TABLES: Final = "No Spacing"  # a style of the template, without room between paragraphs
SIZES: Final = {1: 16, 2: 13, 3: 11.5, 4: 11, 5: 11, 6: 11}
LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
DEEPEST_IN_CONTENTS: Final = 3
SIGNATURE_WIDTH: Final = Cm(9)


def as_docx(document: Document) -> bytes:
    """The document as DOCX. Raises `DocumentError` for a figure that is no SVG."""
    writer = _Writer(document)
    for part in document.outlined:
        writer.part(part)
    held = io.BytesIO()
    writer.word.save(held)
    with zipfile.ZipFile(held) as made:
        files = {name: made.read(name) for name in made.namelist()}
    return zipped(files, zipfile.ZIP_DEFLATED)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.word = empty_document()
        self.numbering = marks.Numbering(self.word)
        self.styles = {style.name: style for style in self.word.styles if style.name}
        self.end: Any = self.word.element.body.sectPr
        self.bookmarks = 0
        self.drawings = 0
        self.contents = [part for part in document.outlined if isinstance(part, Heading)]
        self._look()
        self._properties()
        self._footer()
        self.text(self.add("Title"), (Run(document.title),))

    # what holds for all of it

    def _look(self) -> None:
        section = self.word.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = section.bottom_margin = Cm(2.5)
        section.top_margin = Cm(2.3)
        language = LANGUAGES.get(self.document.language, self.document.language)
        marks.set_language(self.word.styles.element, language)
        self.styles["Normal"].font.size = Pt(11)
        for name in ["Title", "Caption", *(f"Heading {level}" for level in SIZES)]:
            style = self.styles[name]
            style.font.color.rgb = INK
            style.font.italic = False
        self.styles[IN_TABLES].font.size = Pt(10)
        self.styles["Title"].font.size = Pt(22)
        marks.without_rules(self.styles["Title"])
        self.styles["Caption"].font.size = Pt(10)
        self.styles["Caption"].paragraph_format.keep_with_next = True
        for level, size in SIZES.items():
            self.styles[f"Heading {level}"].font.size = Pt(size)

    def _properties(self) -> None:
        made = self.document.made or EPOCH
        told = self.word.core_properties
        told.title, told.author = self.document.title[:255], self.document.author[:255]
        told.language, told.comments, told.last_modified_by = self.document.language, "", ""
        told.created = told.modified = made.astimezone(UTC).replace(tzinfo=None, microsecond=0)

    def _footer(self) -> None:
        line = self.word.sections[0].footer.paragraphs[0]
        marks.tab_at_end(line, TEXT_WIDTH)
        line.add_run(f"{self.document.footer}\t")
        for field, after in (("PAGE", " / "), ("NUMPAGES", "")):
            marks.add_field(line, field)
            line.add_run(after)
        for run in line.runs:
            run.font.size, run.font.color.rgb = Pt(9), QUIET

    # one part after the other

    def add(self, style: str, into: _Cell | None = None) -> WordParagraph:
        holder = self.word._body if into is None else into
        added = WordParagraph(marks.element("p"), holder)
        marks.set_style(added, self.styles[style].style_id)
        if into is None:
            self.end.addprevious(added._p)
        else:
            into._tc.append(added._p)
        return added

    def part(self, part: Part) -> None:
        match part:
            case Heading(level, runs):
                self.heading(level, runs)
            case Paragraph() | BulletList() | NumberedList():
                self.block(part, None)
            case Table():
                self.table(part)
            case Figure():
                self.figure(part)
            case PageBreak():
                self.add("Normal").add_run().add_break(WD_BREAK.PAGE)
            case TableOfContents(title):
                self.table_of_contents(title)
            case Signature(labels):
                self.signature(labels)

    def heading(self, level: int, runs: tuple[Run, ...]) -> None:
        added = self.add(f"Heading {level}")
        self.bookmarks += 1
        with marks.bookmark(added, self.bookmarks):
            self.text(added, runs)

    def block(self, block: Block, into: _Cell | None, depth: int = 0) -> None:
        match block:
            case Paragraph(runs):
                self.text(self.add("Normal" if into is None else IN_TABLES, into), runs)
            case BulletList(items) | NumberedList(items):
                start = block.start if isinstance(block, NumberedList) else None
                number = self.numbering.begun(start, depth)
                for item in items:
                    self.item(item.parts, into, depth, number)

    def item(self, parts: Sequence[Block], into: _Cell | None, depth: int, number: int) -> None:
        """The first paragraph carries the mark; further ones stand below it."""
        rest = list(parts)
        first = rest.pop(0) if rest and isinstance(rest[0], Paragraph) else Paragraph(())
        added = self.add("List Paragraph", into)
        marks.set_number(added, number, depth)
        self.text(added, first.runs if isinstance(first, Paragraph) else ())
        for part in rest:
            if isinstance(part, Paragraph):
                below = self.add("List Paragraph", into)
                below.paragraph_format.left_indent = marks.indent(depth)
                self.text(below, part.runs)
            else:
                self.block(part, into, depth + 1)

    def text(self, paragraph: WordParagraph, runs: Sequence[Run]) -> None:
        if direction("".join(run.text for run in runs)) == "rtl":
            marks.set_right_to_left(paragraph)
        for run in runs:
            if run.link:
                marks.add_link(paragraph, run.link, run.text, bold=run.bold, italic=run.italic)
            else:
                marks.add_text(paragraph, run.text, bold=run.bold, italic=run.italic)

    def table(self, table: Table) -> None:
        if not table.rows:
            return
        if table.caption:
            self.text(self.add("Caption"), (Run(table.caption),))
        made = self.word.add_table(len(table.rows), table.columns, self.styles["Table Grid"])
        marks.describe_table(made, table.caption, header=bool(table.header_rows))
        shares = table.widths or (1.0,) * table.columns
        for column, share in zip(made.columns, shares, strict=True):
            column.width = Length(int(TEXT_WIDTH * share / sum(shares)))
        for number, (told, row) in enumerate(zip(made._tbl.tr_lst, table.rows, strict=True)):
            header = number < table.header_rows
            marks.keep_row(told, header=header)
            for column, (held, cell) in enumerate(zip(told.tc_lst, row, strict=True)):
                self.cell(_Cell(held, made), cell, table.aligned(column), header=header)
        self.add("Normal")

    def cell(self, into: _Cell, cell: Cell, align: Align, *, header: bool) -> None:
        first = into.paragraphs[0]._p
        for part in cell.parts:
            self.block(part, into)
        if cell.parts:
            into._tc.remove(first)
        for paragraph in into.paragraphs:
            if align != "start":
                paragraph.alignment = ALIGN[align]
            for run in paragraph.runs if header else ():
                run.bold = True

    def figure(self, figure: Figure) -> None:
        self.drawings += 1
        added = self.add("Normal")
        share = max(0.05, min(figure.width, 1.0))
        added.paragraph_format.keep_with_next = bool(figure.caption)
        picture = io.BytesIO(as_png(figure.svg))
        shape = added.add_run().add_picture(picture, width=Length(int(TEXT_WIDTH * share)))
        told = shape._inline.docPr
        told.set("descr", figure.alt)
        told.set("name", f"Picture {self.drawings}")
        if figure.caption:
            self.text(self.add("Caption"), (Run(figure.caption),))

    def table_of_contents(self, title: str) -> None:
        self.text(self.add("TOC Heading"), (Run(title),))
        shown = [
            (number, heading)
            for number, heading in enumerate(self.contents, 1)
            if heading.level <= DEEPEST_IN_CONTENTS
        ]
        lines = [self.add("Normal") for _ in shown] or [self.add("Normal")]
        marks.begin_contents(lines[0], DEEPEST_IN_CONTENTS)
        for line, (number, heading) in zip(lines, shown, strict=False):
            line.paragraph_format.left_indent = Cm(0.7 * (heading.level - 1))
            line.paragraph_format.space_after = Pt(2)
            text = " ".join("".join(run.text for run in heading.runs).split())
            marks.add_link_within(line, number, text)
        marks.end_contents(lines[-1])

    def signature(self, labels: Sequence[str]) -> None:
        for label in labels:
            line = self.add("Normal")
            line.paragraph_format.space_before = Pt(20)
            line.paragraph_format.space_after = Pt(0)
            line.paragraph_format.right_indent = Length(TEXT_WIDTH - SIGNATURE_WIDTH)
            line.paragraph_format.keep_with_next = True
            marks.rule_below(line)
            run = self.add("Normal").add_run(label)
            run.font.size, run.font.color.rgb = Pt(9), QUIET
