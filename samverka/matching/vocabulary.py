"""The curated vocabulary: what people mean, whichever words and language they say it in."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Final, NamedTuple, Self

from samverka.matching.language import BOTH, Language, stop_words
from samverka.matching.words import Word, forms, plain_words, term

SHIPPED: Final = Path(__file__).parent / "data" / "vocabulary.toml"
GROUPS: Final = ("need", "target-group", "activity", "theme")
GOALS: Final = range(1, 18)  # the UN's 17 goals for sustainable development

_MOST_GOALS: Final = 3  # that one concept speaks for

# The classes of ICNP/TSO, the International Classification of Non-profit and Third Sector
# Organizations: sections, their groups ("D10") and sub-groups ("D11"). From the UN's
# Satellite Account on Non-profit and Related Institutions and Volunteer Work (2018).
_ICNP: Final = """
    A A10 A11 A12 A19 A20 A21 A22 A29 A30 A90 B B10 B11 B12 B13 B19 B20 B21 B29 B30 B31 B32 B90
    C C10 C11 C12 C13 C14 C19 C20 C21 C22 C29 C30 C31 C32 C39 D D10 D11 D12 D13 D14 D19 D20
    D30 D31 D32 D33 D34 D39 D40 D41 D42 D49 D90 E E10 E11 E12 E13 E14 E19 E20 E21 E22 E29 E90
    F F10 F11 F12 F19 F20 F30 F40 F50 F90 G G10 G11 G12 G13 G14 G15 G16 G19 G20 G21 G22 G29
    G30 G90 H H10 H90 I I10 I90 J J10 J20 J30 J90 K K10 K20 K21 K22 K23 K29 K30 K90
    L L10 L20 L30 L40 L50 L60 L70 L80 L81 L82 L90
"""
ICNP_CLASSES: Final = frozenset(_ICNP.split())


class VocabularyError(ValueError):
    """The vocabulary cannot be used; the message names the concept and what is wrong."""


@dataclass(frozen=True, slots=True)
class Concept:
    id: str
    group: str
    labels: Mapping[Language, str]
    forms: Mapping[Language, tuple[str, ...]]  # other wordings, lower case
    broader: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # where help with it is often found, though it is another subject
    sdg: tuple[int, ...] = ()  # the UN's goals it speaks for, the foremost first; at most three
    icnp: tuple[str, ...] = ()  # ICNP/TSO: a section "B", a group "B30" or a sub-group "B32"


class Mention(NamedTuple):
    """A concept found in a passage: `first` to `last` are positions among its words."""

    concept: str
    first: int
    last: int


_Rest = tuple[tuple[str, ...], str]  # what must follow, and the concept that it then is


class _Phrases(NamedTuple):
    """The wordings of one language, as terms."""

    whole: dict[str, tuple[str, ...]]  # the concepts that a term names alone
    begun: frozenset[str]  # the first terms of longer wordings
    longer: dict[tuple[str, str], tuple[_Rest, ...]]  # these, by their first two terms


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

    def of_group(self, group: str) -> tuple[Concept, ...]:
        """The concepts of one of the `GROUPS`, in the order of the file."""
        return tuple(one for one in self._concepts.values() if one.group == group)

    def label(self, concept: str, language: Language) -> str:
        return self._concepts[concept].labels[language]

    def wordings(self, concept: str, language: Language) -> tuple[str, ...]:
        """All the ways to say it in a language, its label first."""
        known = self._concepts[concept]
        return (known.labels[language], *known.forms[language])

    def broader(self, concept: str) -> tuple[str, ...]:
        return self._concepts[concept].broader

    def near(self, concept: str) -> tuple[str, ...]:
        return self._concepts[concept].near

    def sdg(self, concept: str) -> tuple[int, ...]:
        """The numbers of the UN's goals that a concept speaks for."""
        return self._concepts[concept].sdg

    def icnp(self, concept: str) -> tuple[str, ...]:
        """The ICNP/TSO classes that organisations working with a concept belong to."""
        return self._concepts[concept].icnp

    def mentions(self, words: Sequence[Word], languages: Sequence[Language]) -> list[Mention]:
        """Find the concepts that the words of one passage name, in the order they stand.

        Where wordings overlap the longer one says more: "ensam mamma" is not also "ensam".
        """
        found: set[Mention] = set()
        for language in languages:
            whole, begun, _ = phrases = self._phrases[language]
            each = [_readings(word.plain, language) for word in words]
            # A compound that is a wording itself is that alone: a "sportlov" is not a "lov".
            readings = [one[:1] if one[0] in whole else one for one in each]
            for first, reading in enumerate(readings):
                for one in reading:
                    if one in whole:
                        found.update([Mention(concept, first, first) for concept in whole[one]])
                    if one in begun:
                        for rest, concept in _going_on(phrases, one, words, readings, first):
                            last = _end_of(rest, words, readings, first)
                            if last is not None:
                                found.add(Mention(concept, first, last))
        return _longest(found)

    def _phrases_in(self, language: Language) -> _Phrases:
        whole: dict[str, dict[str, None]] = {}
        longer: dict[tuple[str, str], dict[_Rest, None]] = {}
        for concept in self._concepts.values():
            for form in (concept.labels[language], *concept.forms[language]):
                terms = [_own_term(word, language) for word in plain_words(form, language)]
                if len(terms) == 1:
                    whole.setdefault(terms[0], {})[concept.id] = None
                elif terms:
                    rest = tuple(terms[1:]), concept.id
                    longer.setdefault((terms[0], terms[1]), {})[rest] = None
        return _Phrases(
            {first: tuple(concepts) for first, concepts in whole.items()},
            frozenset(first for first, _ in longer),
            {begun: tuple(rests) for begun, rests in longer.items()},
        )


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


@lru_cache(maxsize=200_000)
def _readings(word: str, language: Language) -> tuple[str, ...]:
    """The term, and for a compound its last part: a "stadsodling" is an "odling"."""
    own = _own_term(word, language)
    parts = forms(word, (language,)).parts
    return (own, parts[-1]) if parts else (own,)


def _own_term(word: str, language: Language) -> str:
    """The stem, but a stop word is only itself: "dem" is not "demens"."""
    return word if word in stop_words((language,)) else term(word, language)


def _going_on(
    phrases: _Phrases,
    one: str,
    words: Sequence[Word],
    readings: Sequence[tuple[str, ...]],
    first: int,
) -> Iterator[_Rest]:
    """The wordings that `one` begins and whose second term follows, if after a stop word."""
    for at in range(first + 1, min(first + 3, len(words))):
        for other in readings[at]:
            yield from phrases.longer.get((one, other), ())
        if not words[at].stop:
            return


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
    broader, near = _strings(row, "broader", name), _strings(row, "near", name)
    icnp = _strings(row, "icnp", name)
    if unknown := [code for code in icnp if code not in ICNP_CLASSES]:
        raise VocabularyError(f"concept {name!r}: icnp {unknown[0]!r} is not a class of ICNP/TSO")
    return Concept(name, group, labels, forms, broader, near, _goals(row, name), icnp)


def _goals(row: Mapping[str, Any], name: str) -> tuple[int, ...]:
    goals = row.get("sdg", [])
    if not isinstance(goals, list) or not all(type(n) is int and n in GOALS for n in goals):
        raise VocabularyError(f"concept {name!r}: sdg must be a list of numbers from 1 to 17")
    if len(set(goals)) != len(goals) or len(goals) > _MOST_GOALS:
        raise VocabularyError(f"concept {name!r}: sdg names at most {_MOST_GOALS} goals, each once")
    return tuple(goals)


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
        for near in concept.near:
            if near not in by_id or near == concept.id:
                raise VocabularyError(f"concept {concept.id!r}: near {near!r} is no other concept")
        for broader in concept.broader:
            if broader not in by_id:
                raise VocabularyError(f"concept {concept.id!r}: broader {broader!r} does not exist")
            if broader == concept.id:
                raise VocabularyError(f"concept {concept.id!r} cannot be broader than itself")
    for concept in concepts:
        if concept.id in _wider(concept.id, by_id):
            raise VocabularyError(f"concept {concept.id!r}: its broader concepts lead back to it")
    return by_id


def _wider(concept: str, concepts: Mapping[str, Concept]) -> set[str]:
    """The broader concepts, their broader ones, and so on."""
    wider: set[str] = set()
    ahead = list(concepts[concept].broader)
    while ahead:
        one = ahead.pop()
        if one not in wider:
            wider.add(one)
            ahead += concepts[one].broader
    return wider
