"""A shared text for readers: ProseMirror's document as HTML. Only what we know is let through."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlsplit

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from samverka.writing.prose import BREAKS, Node

# Names as ProseMirror's and as Tiptap's schemas write them.
BLOCKS = {
    "paragraph": "p",
    "blockquote": "blockquote",
    "bullet_list": "ul",
    "bulletList": "ul",
    "ordered_list": "ol",
    "orderedList": "ol",
    "list_item": "li",
    "listItem": "li",
    "table_row": "tr",
    "tableRow": "tr",
}
CELLS = {"table_cell": "td", "tableCell": "td", "table_header": "th", "tableHeader": "th"}
MARKS = {"strong": "strong", "bold": "strong", "em": "em", "italic": "em"}
FIRST_HEADING, LAST_HEADING = 3, 6  # below the titles of the page
SCHEMES = {"http", "https", "mailto"}
MOST_CELLS = 50


def as_html(document: Node) -> SafeString:
    return _joined(document.get("content", ()))


def _joined(nodes: Iterable[Node]) -> SafeString:
    return mark_safe("".join(_html(node) for node in nodes))


def _html(node: Node) -> SafeString:
    kind, inner = node.get("type", ""), node.get("content", ())
    if kind == "text":
        return _marked(node)
    if kind in BREAKS:
        return SafeString("<br>")
    if kind in BLOCKS:
        return _in(BLOCKS[kind], _joined(inner))
    if kind == "heading":
        return _in(f"h{_heading(node)}", _joined(inner))
    if kind in CELLS:
        return _cell(CELLS[kind], node)
    if kind == "table":
        return format_html('<div class="table-box"><table>{}</table></div>', _joined(inner))
    if kind in ("horizontal_rule", "horizontalRule"):
        return SafeString("<hr>")
    return _joined(inner)


def _in(tag: str, inner: SafeString) -> SafeString:
    return format_html("<{0}>{1}</{0}>", SafeString(tag), inner)


def _heading(node: Node) -> int:
    level = node.get("attrs", {}).get("level")
    below = level - 1 if isinstance(level, int) else 0
    return max(FIRST_HEADING, min(FIRST_HEADING + below, LAST_HEADING))


def _cell(tag: str, node: Node) -> SafeString:
    attributes = node.get("attrs", {})
    spans = [_span(attributes, name) for name in ("colspan", "rowspan")]
    inner = _joined(node.get("content", ()))
    return format_html("<{0}{1}{2}>{3}</{0}>", SafeString(tag), *spans, inner)


def _span(attributes: dict[str, Any], name: str) -> SafeString:
    value = attributes.get(name)
    if isinstance(value, int) and 1 < value <= MOST_CELLS:
        return format_html(' {}="{}"', SafeString(name), value)
    return SafeString()


def _marked(node: Node) -> SafeString:
    found = escape(node.get("text", ""))
    for mark in node.get("marks", ()):
        if mark["type"] in MARKS:
            found = _in(MARKS[mark["type"]], found)
        elif mark["type"] == "link":
            found = _linked(mark.get("attrs", {}).get("href"), found)
    return found


def _linked(address: Any, words: SafeString) -> SafeString:
    if not isinstance(address, str) or not _is_harmless(address):
        return words
    return format_html('<a href="{}" rel="nofollow noopener">{}</a>', address, words)


def _is_harmless(address: str) -> bool:
    try:
        return urlsplit(address).scheme in SCHEMES
    except ValueError:
        return False
