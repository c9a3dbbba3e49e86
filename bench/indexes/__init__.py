"""What is measured: our engine and well-known ones, all asked in the same way.

Each module holds one, so that a process that reads with one loads none of the others.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from samverka.matching import Document

LANGUAGES: Final = {"sv": "swedish", "en": "english"}

_WORD = re.compile(r"\w{2,}")


class Hit(NamedTuple):
    """An id with the index's own score: more is better, and nothing else is said."""

    id: str
    score: float


class Index(Protocol):
    """Documents in a folder of their own, which finds those nearest to a text.

    `language` ("sv" or "en") is that of the documents and decides how words are stemmed; None
    when they are of both: then words are not stemmed. Stop words of both are always dropped.
    """

    def __init__(self, folder: Path, language: str | None) -> None: ...

    def fill(self, documents: Iterable[Document]) -> None:
        """Let these be all it holds."""

    def nearest(self, text: str, limit: int) -> list[Hit]:
        """Best first, without those that have nothing in common with the text."""


class Growing(Index, Protocol):
    """An index that takes a document without being built again."""

    def add(self, document: Document) -> None: ...

    def refresh(self) -> None:
        """See what others have added to the folder."""


def words(text: str) -> list[str]:
    return _WORD.findall(text.lower())


def speaks_for(document: Document) -> str:
    """A project speaks for the call it was funded under, everything else for itself."""
    return str(document.attributes.get("call", document.id))


def full_text(document: Document) -> str:
    return f"{document.title}\n{document.text}"
