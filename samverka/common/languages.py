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


class Worded(str):
    """A text that knows the `language` it is in."""

    language: str


def worded(text: str, language: str) -> Worded:
    known = Worded(text)
    known.language = language
    return known


def title_of(row: Any) -> str:
    """What a row is called, with its language where the row or its title knows that."""
    title = str(row)
    if isinstance(title, Worded) or not (language := getattr(row, "language", "")):
        return title
    return worded(title, language)


class InBoth:
    """Reads `<name>_sv` or `<name>_en` by the reader's language; the other where one is empty."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __get__(self, row: Any, owner: type | None = None) -> Worded:
        here = reader_language()
        there = other_language(here)
        if wanted := getattr(row, f"{self.name}_{here}"):
            return worded(wanted, here)
        found = getattr(row, f"{self.name}_{there}")
        return worded(found, there if found else here)


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
