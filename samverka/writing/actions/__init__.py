"""Everything that changes a shared text, or what stands beside it."""

from samverka.writing.actions.beside import (
    answer_thread,
    begin_thread,
    decline_suggestion,
    reopen_thread,
    resolve_thread,
    suggest,
    take_suggestion,
)
from samverka.writing.actions.storing import begin_text
from samverka.writing.actions.versions import keep_version, restore_version

__all__ = [
    "answer_thread",
    "begin_text",
    "begin_thread",
    "decline_suggestion",
    "keep_version",
    "reopen_thread",
    "resolve_thread",
    "restore_version",
    "suggest",
    "take_suggestion",
]
