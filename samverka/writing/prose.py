"""Yjs documents as ProseMirror documents and as plain text, and back.

The mapping is y-prosemirror's: an `XmlElement` is a node, its name the node's type; an `XmlText`
holds runs of text, whose attributes are the marks.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from difflib import SequenceMatcher
from math import isfinite
from typing import Any

from pycrdt import Doc, XmlElement, XmlFragment, XmlText

FRAGMENT = "prosemirror"
DEEPEST = 40  # nodes inside each other; deeper ones are left out
Node = dict[str, Any]

BREAKS = {"hard_break", "hardBreak"}
UNKNOWN = "unknown"
LARGEST_WHOLE = 2**53  # of JavaScript's numbers


@contextmanager
def no_alarm() -> Iterator[None]:
    """The library's alarms, which are no `Exception`, come as `ValueError`."""
    try:
        yield
    except BaseException as alarm:
        if type(alarm).__name__ != "PanicException":
            raise
        raise ValueError(str(alarm)) from None


def fragment_of(doc: Doc) -> XmlFragment:
    fragment: XmlFragment = doc.get(FRAGMENT, type=XmlFragment)
    return fragment


def opened(*updates: bytes) -> Doc:
    """A document with all of this in it."""
    doc: Doc = Doc()
    fragment_of(doc)
    for update in updates:
        doc.apply_update(update)
    return doc


def changed(doc: Doc, change: Callable[[Doc], None]) -> list[bytes]:
    """Do it, and answer with the updates that it came to; none where it changed nothing."""
    made: list[bytes] = []
    watching = doc.observe(lambda event: made.append(bytes(event.update)))
    try:
        with doc.transaction():
            change(doc)
    finally:
        doc.unobserve(watching)
    return made


# ---- From Yjs ----


def document_of(doc: Doc) -> Node:
    """The ProseMirror document as JSON."""
    with doc.transaction():
        return {"type": "doc", "content": list(_nodes(fragment_of(doc), DEEPEST))}


def _nodes(parent: XmlFragment | XmlElement, depth: int) -> Iterator[Node]:
    for number in range(len(parent.children)):
        child = parent.children[number]
        if isinstance(child, XmlText):
            yield from _runs(child)
        elif isinstance(child, XmlElement) and depth:
            yield _node(child, depth)


def _node(element: XmlElement, depth: int) -> Node:
    tag = _kept(element.tag or "")
    node: Node = {"type": UNKNOWN if tag == "text" else tag}  # a text is no element
    attributes = {_kept(key): _fit(value) for key, value in element.attributes}  # type: ignore[attr-defined]
    if attributes:
        node["attrs"] = attributes
    content = list(_nodes(element, depth - 1))
    if content:
        node["content"] = content
    return node


def _runs(text: XmlText) -> Iterator[Node]:
    for words, marks in text.diff():
        if not isinstance(words, str) or not words:
            continue
        run: Node = {"type": "text", "text": _kept(words)}
        if marks:
            run["marks"] = [_mark(name, value) for name, value in sorted(marks.items())]
        yield run


def _mark(name: str, value: Any) -> Node:
    """Marks that may overlap carry a fingerprint behind their name."""
    mark: Node = {"type": _kept(name.partition("--")[0])}
    if isinstance(value, dict) and value:
        mark["attrs"] = {_kept(key): _fit(one) for key, one in value.items()}
    return mark


def _fit(value: Any) -> Any:
    """Fit for JSON in every database. Numbers come as JavaScript has them, all with a point."""
    if isinstance(value, str):
        return _kept(value)
    if isinstance(value, float):
        if value.is_integer() and abs(value) <= LARGEST_WHOLE:
            return int(value)
        return value if isfinite(value) else None
    return value if isinstance(value, bool | int) else None


def _kept(words: str) -> str:
    """Without what PostgreSQL cannot hold."""
    return words.replace("\0", "")


# ---- To plain text ----


def plain_of(document: Node) -> str:
    """One line for each paragraph, heading or cell."""
    return "\n".join(lines_of(document))


def lines_of(node: Node) -> Iterator[str]:
    content = node.get("content", ())
    if any(one["type"] == "text" or one["type"] in BREAKS for one in content):
        yield "".join(_inline(one) for one in content)
    else:
        for one in content:
            yield from lines_of(one)


def _inline(node: Node) -> str:
    if node["type"] in BREAKS:
        return "\n"
    return node["text"] if node["type"] == "text" else "".join(lines_of(node))


def characters_in(plain: str) -> int:
    """As funders count: spaces too, but not the ends of lines."""
    return len(plain) - plain.count("\n")


def words_in(plain: str) -> int:
    return len(plain.split())


# ---- Back to Yjs ----


def make_say(doc: Doc, wanted: Node) -> None:
    """Edit the document so that it says this; blocks that say it already are left alone."""
    fragment = fragment_of(doc)
    with doc.transaction():
        before = [_key(block) for block in document_of(doc)["content"]]
        blocks = list(wanted.get("content", ()))
        after = [_key(block) for block in blocks]
        changes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        for how, a, b, c, d in reversed(changes):
            if how == "equal":
                continue
            if a < b:
                del fragment.children[a:b]
            for offset, block in enumerate(blocks[c:d]):
                _insert(fragment, a + offset, block)


def _key(block: Node) -> str:
    return json.dumps(block, sort_keys=True)


def _insert(parent: XmlFragment | XmlElement, place: int, node: Node) -> None:
    element = XmlElement(node["type"])
    parent.children.insert(place, element)
    for key, value in node.get("attrs", {}).items():
        if value is not None:
            element.attributes[key] = value
    for part in _gathered(node.get("content", ())):
        if isinstance(part, list):
            _write(element, part)
        else:
            _insert(element, len(element.children), part)


def _gathered(content: Iterable[Node]) -> Iterator[Node | list[Node]]:
    """Runs of text that stand side by side go into one text."""
    runs: list[Node] = []
    for node in content:
        if node["type"] == "text":
            runs.append(node)
            continue
        if runs:
            yield runs
            runs = []
        yield node
    if runs:
        yield runs


def _write(element: XmlElement, runs: list[Node]) -> None:
    text = XmlText()
    element.children.append(text)
    for run in runs:
        marks = {mark["type"]: mark.get("attrs", {}) for mark in run.get("marks", ())}
        text.insert(len(text), run["text"], marks)
