"""Everything that changes texts, what is said about pages, and when they were looked through."""

from samverka.pages.actions.feedback import (
    forget_visitors,
    handle_feedback,
    say_why,
    take_feedback,
)
from samverka.pages.actions.reviews import ask_for_reviews, confirm_page
from samverka.pages.actions.texts import found_texts, restore_version, write_text

__all__ = [
    "ask_for_reviews",
    "confirm_page",
    "forget_visitors",
    "found_texts",
    "handle_feedback",
    "restore_version",
    "say_why",
    "take_feedback",
    "write_text",
]
