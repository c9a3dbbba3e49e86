"""The engine that is measured, opened in one place."""

from collections.abc import Iterable
from pathlib import Path

from bench.indexes import Hit
from samverka.matching import Document, Matcher
from samverka.matching.learned import SHIPPED
from samverka.matching.semantic import Encoder


def engine(folder: Path, lexicon: Path | None = None, encoder: Encoder | None = None) -> Matcher:
    """`lexicon` is one that has not seen what it is measured with; None: the shipped one."""
    return Matcher.open(folder, learned=lexicon or SHIPPED, encoder=encoder)


class Ours:
    """It reads the language of every text by itself; `kinds` are those that it is asked for."""

    def __init__(
        self,
        folder: Path,
        language: str | None = None,
        *,
        kinds: Iterable[str] | None = None,
        lexicon: Path | None = None,
        encoder: Encoder | None = None,
    ) -> None:
        self.matcher = engine(folder, lexicon, encoder)
        self.kinds = kinds

    def fill(self, documents: Iterable[Document]) -> None:
        self.matcher.replace(documents)

    def add(self, document: Document) -> None:
        self.matcher.add([document])

    def refresh(self) -> None:
        """It does so by itself."""

    def nearest(self, text: str, limit: int) -> list[Hit]:
        found = self.matcher.match(text, kinds=self.kinds, limit=limit)
        return [Hit(match.id, match.score) for match in found]
