"""What a document consists of. Everything is immutable; text is cleaned where it comes in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from samverka.documents.letters import can_be_seen, clean, clean_line, safe_link

Align = Literal["start", "center", "end"]
Trouble = Literal[
    "no_title",
    "bad_language",
    "too_long",
    "too_deep",
    "too_many_parts",
    "too_many_columns",
    "uneven_table",
    "no_alternative_text",
    "bad_figure",
    "bad_name",
]

LONGEST: Final = 5_000_000  # characters in all of a document
DEEPEST: Final = 8  # lists in lists; Word knows nine levels
MOST_PARTS: Final = 50_000  # paragraphs, cells and whatever else
MOST_COLUMNS: Final = 60  # Word stops at 63
LEVELS: Final = 6


class DocumentError(ValueError):
    """Something that no file can be made of; `code` says what, for whoever puts it in words."""

    def __init__(self, code: Trouble, detail: str = "") -> None:
        super().__init__(f"{code}: {detail}" if detail else code)
        self.code: Trouble = code


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look. `link` is http(s), mailto or tel; any other address is left out, and any
    that would have nothing to press."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean(self.text))
        link = safe_link(self.link) if can_be_seen(self.text) else ""
        object.__setattr__(self, "link", link)


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` is 1–6 below the title; one that jumps over levels is written where it should be."""

    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One point of a list: paragraphs, and lists below it."""

    parts: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class NumberedList:
    items: tuple[Item, ...]
    start: int = 1


Block = Paragraph | BulletList | NumberedList


@dataclass(frozen=True, slots=True)
class Cell:
    parts: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of equally many cells. The first `header_rows` are headings, repeated on every page.

    `align` holds one word for each column, or is empty; `widths` likewise, as shares of the whole.
    """

    rows: tuple[tuple[Cell, ...], ...]
    header_rows: int = 1
    align: tuple[Align, ...] = ()
    widths: tuple[float, ...] = ()
    caption: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "caption", clean_line(self.caption))
        if len({len(row) for row in self.rows}) > 1:
            raise DocumentError("uneven_table")
        if self.columns > MOST_COLUMNS:
            raise DocumentError("too_many_columns", str(self.columns))
        if any(told and len(told) != self.columns for told in (self.align, self.widths)):
            raise DocumentError("uneven_table", "one alignment and one width for each column")

    @property
    def columns(self) -> int:
        return len(self.rows[0]) if self.rows else 0

    def aligned(self, column: int) -> Align:
        return self.align[column] if self.align else "start"


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing that stands alone: its SVG needs no style sheet, `alt` says what it shows."""

    svg: str
    alt: str
    caption: str = ""
    width: float = 1.0  # share of the width of the text

    def __post_init__(self) -> None:
        object.__setattr__(self, "svg", clean(self.svg))
        object.__setattr__(self, "alt", clean_line(self.alt))
        object.__setattr__(self, "caption", clean_line(self.caption))
        if not self.alt:
            raise DocumentError("no_alternative_text")


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


@dataclass(frozen=True, slots=True)
class TableOfContents:
    title: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean_line(self.title))


@dataclass(frozen=True, slots=True)
class Signature:
    """Lines to write on, each with what belongs on it below."""

    labels: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "labels", tuple(clean_line(label) for label in self.labels))


Part = (
    Heading
    | Paragraph
    | BulletList
    | NumberedList
    | Table
    | Figure
    | PageBreak
    | (TableOfContents | Signature)
)


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document. `language` is two letters; `footer` stands beside the page number.

    `made` is the moment that the file will carry: given, not taken from the clock, so that the
    same document gives the same bytes. Raises `DocumentError` for what no file can hold.
    """

    title: str
    language: str
    parts: tuple[Part, ...]
    author: str = ""
    footer: str = ""
    made: datetime | None = field(default=None)

    def __post_init__(self) -> None:
        for name in ("title", "author", "footer"):
            object.__setattr__(self, name, clean_line(getattr(self, name)))
        if self.made:  # no file tells more than seconds
            object.__setattr__(self, "made", self.made.replace(microsecond=0))
        if not self.title:
            raise DocumentError("no_title")
        if not (len(self.language) == 2 and self.language.isascii() and self.language.islower()):
            raise DocumentError("bad_language", self.language)
        length = 0
        for count, (part, depth) in enumerate(walked(self.parts), 1):
            length += sum(len(run.text) for run in runs_of(part))
            if depth > DEEPEST:
                raise DocumentError("too_deep", str(DEEPEST))
            if count > MOST_PARTS:
                raise DocumentError("too_many_parts", str(MOST_PARTS))
            if length > LONGEST:
                raise DocumentError("too_long", str(LONGEST))

    @property
    def outlined(self) -> tuple[Part, ...]:
        """The parts as they are written: no empty heading, and no level jumped over."""
        found: list[Part] = []
        last = 0
        for part in self.parts:
            if isinstance(part, Heading):
                if not text_of(part).strip():
                    continue
                last = max(1, min(part.level, last + 1, LEVELS))
                part = replace(part, level=last)
            found.append(part)
        return tuple(found)


def plain(text: str) -> tuple[Run, ...]:
    """Text without emphasis or links."""
    return (Run(text),) if text else ()


def runs_of(part: Part | Cell) -> tuple[Run, ...]:
    return part.runs if isinstance(part, Heading | Paragraph) else ()


def text_of(part: Part) -> str:
    return "".join(run.text for run in runs_of(part))


def walked(parts: Sequence[Part]) -> Iterator[tuple[Part, int]]:
    """Every part, also inside lists and tables, with how many lists it stands in."""
    waiting: list[tuple[Part, int]] = [(part, 0) for part in reversed(parts)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        if isinstance(part, BulletList | NumberedList):
            inner = [
                (one, depth + 1) for item in part.items for one in item.parts or (Paragraph(()),)
            ]
            waiting += reversed(inner)
        elif isinstance(part, Table):
            cells = [cell for row in part.rows for cell in row]
            waiting += reversed(
                [(one, depth) for cell in cells for one in cell.parts or (Paragraph(()),)]
            )
