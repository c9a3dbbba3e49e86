"""Texts that several write at the same time, and what stands beside them."""

from samverka.writing.models.beside import (
    NAME_LENGTH,
    QUOTE_LENGTH,
    WORDS_LENGTH,
    Comment,
    SavedVersion,
    Suggestion,
    Thread,
)
from samverka.writing.models.text import (
    TITLE_LENGTH,
    Contribution,
    Pulse,
    SharedText,
    Snapshot,
    Update,
)

__all__ = [
    "NAME_LENGTH",
    "QUOTE_LENGTH",
    "TITLE_LENGTH",
    "WORDS_LENGTH",
    "Comment",
    "Contribution",
    "Pulse",
    "SavedVersion",
    "SharedText",
    "Snapshot",
    "Suggestion",
    "Thread",
    "Update",
]
