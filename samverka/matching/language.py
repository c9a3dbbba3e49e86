"""Swedish or English? Told from small words and letters, passage by passage."""

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import Final, Literal, NamedTuple

Language = Literal["sv", "en"]

BOTH: Final[tuple[Language, ...]] = ("sv", "en")

_WORD = re.compile(r"[^\W\d_]+")
_BLANK_LINES = re.compile(r"\n\s*\n")
_SWEDISH_LETTERS = re.compile(r"[åäö]")
# Letters that neither language uses: German, Danish, French or Finnish names alone do not
# decide, but a text full of them is not Swedish, however many ä and ö it has.
_FOREIGN_LETTERS = re.compile(r"[ßüøæñçèêàœłšž]|[^\W\da-zåäöéáüøæñçèêàœłšžß_]")
_LETTERS_READ = 2_000  # enough to tell; a long text costs no more than a short one


@cache
def word_list(name: str) -> frozenset[str]:
    """The shipped list `data/<name>.txt`, one word per line."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def stop_words(languages: tuple[Language, ...]) -> frozenset[str]:
    """The words that say nothing in any of these languages."""
    return frozenset[str]().union(*(word_list(f"stop_words_{code}") for code in languages))


def language_of(text: str) -> Language | None:
    """Tell whether a text is Swedish or English; None where it does not show.

    Only the first 2,000 characters are read.
    """
    return _language_of(text[:_LETTERS_READ].strip())


@lru_cache(maxsize=64)  # a text, and its only passage
def _language_of(text: str) -> Language | None:
    words = [word.lower() for word in _WORD.findall(text) if word != "I"]  # "I staden", "I want"
    foreign = {w for w in words if _FOREIGN_LETTERS.search(w)} if _foreign(text) else set[str]()
    swedish, english = _small_words()
    other = sum(word in foreign for word in words)
    sv = sum(word in swedish for word in words)
    en = sum(word in english for word in words)
    sv += sum(word not in foreign for word in words if _SWEDISH_LETTERS.search(word))
    if max(sv, en) <= other or sv == en:
        return None
    return "sv" if sv > en else "en"


def _foreign(text: str) -> bool:
    return _FOREIGN_LETTERS.search(text.lower()) is not None


@cache
def _small_words() -> tuple[frozenset[str], frozenset[str]]:
    """The stop words of each language that the other does not have."""
    swedish, english = stop_words(("sv",)), stop_words(("en",))
    return swedish - english, english - swedish


def known_language(code: str | None) -> Language | None:
    """The code itself when it is a language the engine reads, else None."""
    return next((language for language in BOTH if language == code), None)


class Passage(NamedTuple):
    """A stretch of a text between blank lines, and the languages to read it in."""

    start: int
    end: int
    languages: tuple[Language, ...]


def passages(text: str, language: str | None) -> list[Passage]:
    """Cut a text at blank lines and tell the language of each passage.

    A passage that does not show its language takes `language`, then that of the whole text;
    where neither is known it is read in both.
    """
    fallback = known_language(language) or language_of(text)
    found = []
    start = 0
    for end, after in [*(gap.span() for gap in _BLANK_LINES.finditer(text)), (len(text),) * 2]:
        if passage := text[start:end].strip():
            spoken = language_of(passage) or fallback
            found.append(Passage(start, end, (spoken,) if spoken else BOTH))
        start = after
    return found
