"""SQLite FTS5 asked for any of the words, by its bm25; English words by Porter's stems."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.indexes import Hit, full_text, speaks_for, words
from bench.indexes.bm25 import STOP_WORDS
from samverka.matching import Document

_WORDS = "unicode61 remove_diacritics 0"


class FullText:
    def __init__(self, folder: Path, language: str | None) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.table = sqlite3.connect(folder / "fts5.sqlite")
        self.table.execute("PRAGMA journal_mode = WAL")
        reads = f"porter {_WORDS}" if language == "en" else _WORDS
        self.table.execute(
            "CREATE VIRTUAL TABLE IF NOT EXISTS thing"
            f" USING fts5(id UNINDEXED, text, tokenize='{reads}')"
        )

    def fill(self, documents: Iterable[Document]) -> None:
        with self.table:
            self.table.execute("DELETE FROM thing")
            self.table.executemany(
                "INSERT INTO thing VALUES (?, ?)",
                ((speaks_for(document), full_text(document)) for document in documents),
            )

    def add(self, document: Document) -> None:
        with self.table:
            self.table.execute(
                "INSERT INTO thing VALUES (?, ?)", (speaks_for(document), full_text(document))
            )

    def refresh(self) -> None:
        """Every question sees what is committed."""

    def nearest(self, text: str, limit: int) -> list[Hit]:
        any_word = " OR ".join(
            f'"{word}"' for word in dict.fromkeys(words(text)) if word not in STOP_WORDS
        )
        rows = self.table.execute(
            "SELECT id, -rank FROM thing WHERE thing MATCH ? ORDER BY rank LIMIT ?",
            (any_word or '""', limit),
        )
        return [Hit(id, score) for id, score in rows]
