"""Content in two languages: two columns, and one name that reads the one the visitor wants."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import get_language, override

SWEDISH, ENGLISH = "sv", "en"
LANGUAGES = (SWEDISH, ENGLISH)


def reader_language() -> str:
    """`sv` or `en`: the language that this text is being made in."""
    return ENGLISH if (get_language() or SWEDISH).startswith(ENGLISH) else SWEDISH


def other_language(language: str) -> str:
    return SWEDISH if language == ENGLISH else ENGLISH


class InBoth:
    """Reads `<name>_sv` or `<name>_en` by the reader's language; the other where one is empty."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> str:
        language = reader_language()
        wanted = getattr(row, f"{self.name}_{language}")
        return str(wanted or getattr(row, f"{self.name}_{other_language(language)}"))


def passages(row: Any, *names: str) -> str:
    """The texts of a row, first all in Swedish, then all in English, divided by empty lines."""
    texts = (getattr(row, f"{name}_{language}") for language in LANGUAGES for name in names)
    return "\n\n".join(text for text in texts if text)


def told_in_both(tell: Callable[[], str]) -> dict[str, str]:
    """What `tell` says in each language, by the language."""
    told = {}
    for language in LANGUAGES:
        with override(language):
            told[language] = tell()
    return told
