"""Where in a text something is: Yjs relative positions, which stay where they were put."""

import base64
from dataclasses import dataclass

from pycrdt import Doc, StickyIndex, XmlElement, XmlFragment, XmlText

from samverka.writing.prose import fragment_of, no_alarm, opened


@dataclass(frozen=True)
class Place:
    """In which run of text, and so many bytes of UTF-8 from its beginning."""

    run: int
    offset: int


def runs_of(doc: Doc) -> list[XmlText]:
    """All runs of text in the order in which they are read."""
    found: list[XmlText] = []

    def gather(parent: XmlFragment | XmlElement) -> None:
        for number in range(len(parent.children)):
            child = parent.children[number]
            if isinstance(child, XmlText):
                found.append(child)
            elif isinstance(child, XmlElement):
                gather(child)

    gather(fragment_of(doc))
    return found


def place_of(doc: Doc, position: str) -> Place | None:
    """Where a relative position in base64 is now; None where it is nowhere.

    The library says how far from the beginning, not of what: so on a copy each run gets a letter
    at its beginning, until the position moves.
    """
    copy = opened(doc.get_update())
    try:
        with no_alarm():
            sticky = StickyIndex.decode(base64.b64decode(position, validate=True))
            offset = _index(copy, sticky)
            for number, run in enumerate(runs_of(copy)):
                run.insert(0, "x")
                if _index(copy, sticky) != offset:
                    return Place(number, offset)
    except (ValueError, RuntimeError):
        return None
    return None


def _index(doc: Doc, sticky: StickyIndex) -> int:
    with doc.transaction() as transaction:
        return sticky.get_index(transaction)


def words_at(doc: Doc, place: Place, length: int) -> str:
    """So many bytes from there on; raises `UnicodeDecodeError` in the middle of a letter."""
    return _plain(runs_of(doc)[place.run])[place.offset :][:length].decode()


def replace(doc: Doc, place: Place, old: str, new: str) -> None:
    """Other words there, with the marks of those that go, or of what stands before."""
    run = runs_of(doc)[place.run]
    marks = _marks_at(run, place.offset if old else place.offset - 1)
    with doc.transaction():
        if old:
            del run[place.offset : place.offset + len(old.encode())]
        if new:
            run.insert(place.offset, new, marks)


def _plain(run: XmlText) -> bytes:
    return "".join(words for words, _ in run.diff() if isinstance(words, str)).encode()


def _marks_at(run: XmlText, offset: int) -> dict[str, object]:
    end = 0
    for words, marks in run.diff():
        end += len(words.encode()) if isinstance(words, str) else 1
        if offset < end:
            return dict(marks or {})
    return {}
