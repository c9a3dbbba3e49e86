"""The curated vocabulary: what people mean, whichever words and language they say it in."""

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from samverka.matching.language import BOTH, Language, Passage
from samverka.matching.words import Word, term, words_of

SHIPPED: Final = Path(__file__).parent / "data" / "vocabulary.toml"
GROUPS: Final = ("need", "target-group", "activity", "theme")


class VocabularyError(ValueError):
    """The vocabulary cannot be used; the message names the concept and what is wrong."""


@dataclass(frozen=True, slots=True)
class Concept:
    id: str
    group: str
    labels: Mapping[Language, str]
    forms: Mapping[Language, tuple[str, ...]]  # other wordings, lower case
    broader: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A concept found in a passage: `first` to `last` are positions among its words."""

    concept: str
    first: int
    last: int


class Vocabulary:
    """The concepts, and a finder of their wordings in a text."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._concepts = _checked(concepts)
        self._phrases = {language: self._phrases_in(language) for language in BOTH}

    @classmethod
    def read(cls, path: Path) -> Self:
        """Read a vocabulary file (TOML); raises `VocabularyError` naming the concept at fault."""
        try:
            rows = tomllib.loads(path.read_text(encoding="utf-8")).get("concept", [])
        except tomllib.TOMLDecodeError as error:
            raise VocabularyError(f"{path}: {error}") from error
        return cls([_concept(row) for row in rows])

    def label(self, concept: str, language: Language) -> str:
        return self._concepts[concept].labels[language]

    def broader(self, concept: str) -> tuple[str, ...]:
        return self._concepts[concept].broader

    def mentions(self, words: Sequence[Word], languages: Sequence[Language]) -> list[Mention]:
        """Find the concepts that the words of one passage name, in the order they stand.

        Where wordings overlap the longer one says more: "ensam mamma" is not also "ensam".
        """
        found: set[Mention] = set()
        for language in languages:
            phrases = self._phrases[language]
            readings = [_readings(word, language) for word in words]
            for first, reading in enumerate(readings):
                for one in reading:
                    for rest, concept in phrases.get(one, ()):
                        last = _end_of(rest, words, readings, first)
                        if last is not None:
                            found.add(Mention(concept, first, last))
        return _longest(found)

    def _phrases_in(self, language: Language) -> dict[str, list[tuple[tuple[str, ...], str]]]:
        """First term → what must follow it, and the concept that it then is."""
        phrases: dict[str, dict[tuple[tuple[str, ...], str], None]] = {}
        for concept in self._concepts.values():
            for form in (concept.labels[language], *concept.forms[language]):
                whole = Passage(0, len(form), (language,))
                terms = [term(word.plain, language) for word in words_of(form, whole)]
                if terms:
                    phrases.setdefault(terms[0], {})[tuple(terms[1:]), concept.id] = None
        return {first: list(rest) for first, rest in phrases.items()}


@lru_cache(maxsize=8)
def vocabulary_at(path: Path) -> Vocabulary:
    """The vocabulary in a file, read once in each process."""
    return Vocabulary.read(path)


def _longest(mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out what lies within a longer wording; two concepts may share one wording."""
    kept: list[Mention] = []
    widest = (-1, -1)
    for mention in sorted(mentions, key=lambda m: (m.first, -m.last, m.concept)):
        span = (mention.first, mention.last)
        if mention.last > widest[1]:
            widest = span
        if span == widest:
            kept.append(mention)
    return kept


def _readings(word: Word, language: Language) -> tuple[str, ...]:
    """The term, and for a compound its last part: a "stadsodling" is an "odling"."""
    own = term(word.plain, language)
    parts = word.forms.parts if language == "sv" else ()
    return (own, parts[-1]) if parts else (own,)


def _end_of(
    rest: tuple[str, ...], words: Sequence[Word], readings: Sequence[tuple[str, ...]], first: int
) -> int | None:
    """Where a phrase that begins at `first` ends; one stop word may stand between two of its."""
    at = first
    for one in rest:
        at += 1
        if at < len(words) and one not in readings[at] and words[at].stop:
            at += 1
        if at >= len(words) or one not in readings[at]:
            return None
    return at


def _concept(row: Mapping[str, Any]) -> Concept:
    name = row.get("id")
    if not isinstance(name, str) or not name or any(c.isspace() or c == "~" for c in name):
        raise VocabularyError(f"concept {name!r}: the id must be a word without spaces or ~")
    group = row.get("group")
    if group not in GROUPS:
        raise VocabularyError(f"concept {name!r}: group {group!r} is not one of {GROUPS}")
    labels: dict[Language, str] = {}
    for language in BOTH:
        label = row.get(language)
        if not isinstance(label, str) or not label.strip():
            raise VocabularyError(f"concept {name!r}: there is no label in {language!r}")
        labels[language] = label
    forms = {language: _strings(row, f"{language}_forms", name) for language in BOTH}
    return Concept(name, group, labels, forms, _strings(row, "broader", name))


def _strings(row: Mapping[str, Any], key: str, name: str) -> tuple[str, ...]:
    values = row.get(key, [])
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise VocabularyError(f"concept {name!r}: {key} must be a list of texts")
    return tuple(values)


def _checked(concepts: Sequence[Concept]) -> dict[str, Concept]:
    by_id: dict[str, Concept] = {}
    for concept in concepts:
        if concept.id in by_id:
            raise VocabularyError(f"concept {concept.id!r} stands twice")
        by_id[concept.id] = concept
    for concept in concepts:
        for broader in concept.broader:
            if broader not in by_id:
                raise VocabularyError(f"concept {concept.id!r}: broader {broader!r} does not exist")
            if broader == concept.id:
                raise VocabularyError(f"concept {concept.id!r} cannot be broader than itself")
    return by_id
