"""Rich text as editors keep it (ProseMirror's JSON) as parts of a document.

Nothing is refused: what is not known is left out, its text is kept, and its name is told.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from samverka.documents.letters import safe_link
from samverka.documents.model import (
    DEEPEST,
    LEVELS,
    MOST_COLUMNS,
    Block,
    BulletList,
    Cell,
    Heading,
    Item,
    NumberedList,
    Paragraph,
    Part,
    Run,
    Table,
)

Node = Mapping[str, object]

LISTS: Final = ("bullet_list", "ordered_list")
MARKS: Final = ("strong", "em", "link")
HIGHEST_START: Final = 32_000
# How far down an answer is followed; below it only the text is kept.
FAR: Final = 60
FALLBACK_NAME: Final = "unknown"
LONGEST_NAME: Final = 40


@dataclass(frozen=True)
class Rich:
    """`dropped`: names of what was left out, sorted, such as "deep" and "merged_cells"."""

    parts: tuple[Part, ...]
    dropped: tuple[str, ...]


def from_rich_text(content: object, *, under: int = 0) -> Rich:
    """Parts for one text; `under` is the level of the heading it will stand below."""
    reader = _Reader(under)
    parts = tuple(reader.parts(_children(content), 0))
    return Rich(parts, tuple(sorted(reader.dropped)))


@dataclass
class _Reader:
    under: int
    dropped: set[str] = field(default_factory=set)

    def parts(self, nodes: Sequence[Node], depth: int) -> Iterator[Part]:
        loose: list[Node] = []  # text without a paragraph around it
        for node in nodes:
            kind = _kind(node)
            if kind in ("text", "hard_break"):
                loose.append(node)
                continue
            if loose:
                yield Paragraph(self.runs(loose))
                loose = []
            if kind == "heading":
                level = self.under + _whole(node, "level", 1, 1, LEVELS)
                yield Heading(min(level, LEVELS), self.runs(_children(node)))
            elif kind == "table":
                yield from self.table(node, depth + 1)
            elif kind == "paragraph" or kind in LISTS:
                yield from self.block(node, depth + 1, 0)
            else:
                yield from self.unknown(node, depth + 1)
        if loose:
            yield Paragraph(self.runs(loose))

    def unknown(self, node: Node, depth: int) -> Iterator[Part]:
        self.drop(_kind(node))
        if depth >= FAR:
            yield from self.far(node)
        else:
            yield from self.parts(_children(node), depth)

    def block(self, node: Node, depth: int, lists: int) -> Iterator[Block]:
        """What may stand in a list or a cell; of anything else, its text."""
        kind = _kind(node)
        if kind == "paragraph":
            yield Paragraph(self.runs(_children(node)))
        elif kind in LISTS and lists < DEEPEST and depth < FAR:
            items = tuple(self.item(one, depth + 1, lists + 1) for one in _children(node))
            if items and kind == "bullet_list":
                yield BulletList(items)
            elif items:
                yield NumberedList(items, _whole(node, "order", 1, 1, HIGHEST_START))
        elif kind in ("text", "hard_break"):
            yield Paragraph(self.runs([node]))
        else:
            self.drop("deep" if kind in LISTS else kind)
            yield from self.far(node)

    def item(self, node: Node, depth: int, lists: int) -> Item:
        """One point; whatever else stands where a point should is taken for one."""
        inner = _children(node) if _kind(node) == "list_item" else [node]
        if inner and all(_kind(one) in ("text", "hard_break") for one in inner):
            return Item((Paragraph(self.runs(inner)),))
        return Item(tuple(part for one in inner for part in self.block(one, depth, lists)))

    def table(self, node: Node, depth: int) -> Iterator[Part]:
        rows = [self.row(one, depth) for one in _children(node) if _kind(one) == "table_row"]
        rows = [row for row in rows if row]
        columns = max((len(row) for row in rows), default=0)
        if not columns:
            return
        if columns > MOST_COLUMNS:
            self.drop("columns")
            columns = MOST_COLUMNS
        headings = 0
        while headings < len(rows) and all(heading for heading, _ in rows[headings]):
            headings += 1
        empty = [Cell()] * columns
        cells = tuple(tuple([*(cell for _, cell in row), *empty][:columns]) for row in rows)
        yield Table(cells, header_rows=headings)

    def row(self, node: Node, depth: int) -> list[tuple[bool, Cell]]:
        """The cells of a row, and whether each is a heading; a merged one is followed by empty."""
        found: list[tuple[bool, Cell]] = []
        for one in _children(node):
            heading = _kind(one) == "table_header"
            parts = tuple(part for inner in _children(one) for part in self.block(inner, depth, 0))
            across = _whole(one, "colspan", 1, 1, MOST_COLUMNS)
            if across > 1 or _whole(one, "rowspan", 1, 1, 1_000) > 1:
                self.drop("merged_cells")
            found += [(heading, Cell(parts)), *[(heading, Cell())] * (across - 1)]
        return found[: MOST_COLUMNS + 1]

    def runs(self, nodes: Sequence[Node]) -> tuple[Run, ...]:
        found: list[Run] = []
        for node in nodes:
            kind = _kind(node)
            if kind == "hard_break":
                found.append(Run("\n"))
            elif kind == "text":
                found.append(self.run(node))
            else:
                self.drop(kind)
                found += [self.run(one) for one in _texts(node)]
        return _joined(run for run in found if run.text)

    def run(self, node: Node) -> Run:
        text = node.get("text")
        marks = {_kind(mark): mark for mark in _nodes(node.get("marks"))}
        for name in marks.keys() - set(MARKS):
            self.drop(name)
        link = _attribute(marks["link"], "href") if "link" in marks else ""
        address = safe_link(link) if isinstance(link, str) else ""
        if "link" in marks and not address:
            self.drop("link")
        told = text if isinstance(text, str) else ""
        return Run(told, bold="strong" in marks, italic="em" in marks, link=address)

    def far(self, node: Node) -> Iterator[Paragraph]:
        """Only the text of a node, however deep it goes, a paragraph for each stretch of it."""
        stretch: list[Run] = []
        for one in _texts(node):
            if one is _END:
                if stretch:
                    yield Paragraph(_joined(stretch))
                stretch = []
            else:
                stretch.append(self.run(one) if _kind(one) == "text" else Run("\n"))
        if stretch:
            yield Paragraph(_joined(stretch))

    def drop(self, name: str) -> None:
        self.dropped.add(name[:LONGEST_NAME])


_END: Final[Node] = {}


def _texts(node: Node) -> Iterator[Node]:
    """Texts and line breaks below a node, in order, `_END` after each part; it needs no depth."""
    waiting: list[Node] = [node]
    while waiting:
        one = waiting.pop()
        if one is _END or _kind(one) in ("text", "hard_break"):
            yield one
        else:
            waiting += [_END, *reversed(_children(one))]


def _joined(runs: "Iterator[Run] | Sequence[Run]") -> tuple[Run, ...]:
    """Neighbours of the same look as one."""
    found: list[list[str]] = []
    looks: list[Run] = []
    for run in runs:
        last = looks[-1] if looks else None
        if last and (last.bold, last.italic, last.link) == (run.bold, run.italic, run.link):
            found[-1].append(run.text)
        else:
            looks.append(run)
            found.append([run.text])
    pairs = zip(looks, found, strict=True)
    return tuple(Run("".join(texts), look.bold, look.italic, look.link) for look, texts in pairs)


def _kind(node: Node) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) and kind else FALLBACK_NAME


def _nodes(found: object) -> list[Node]:
    return [one for one in found if isinstance(one, Mapping)] if isinstance(found, list) else []


def _children(node: object) -> list[Node]:
    return _nodes(node.get("content")) if isinstance(node, Mapping) else []


def _attribute(node: Node, name: str) -> object:
    attributes = node.get("attrs")
    return attributes.get(name) if isinstance(attributes, Mapping) else None


def _whole(node: Node, name: str, usual: int, least: int, most: int) -> int:
    found = _attribute(node, name)
    if not isinstance(found, int) or isinstance(found, bool):
        return usual
    return max(least, min(found, most))
