"""What goes into the engine and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Document:
    """Something that can be found: a call, a partner, a service, a project, an idea, a talk.

    `text` may hold passages in different languages, separated by blank lines; `language`
    ("sv", "en" or None) is only asked where a passage does not show its own.
    `attributes` may hold `partners` (ids of organisations), `closes` and `since` (ISO dates or
    `datetime.date`); `call`, `country`, `place`, `type`, `opens` and `applicants` are kept
    with the document.
    """

    id: str
    kind: str
    title: str
    text: str = ""
    language: str | None = None
    tags: tuple[str, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause of a match, fit to be shown to the person who wrote the text.

    `type` is "words" (`text` stands so in their text), "concept" (`text` is its label in their
    language, `words` what they wrote that means it), "meaning" (an encoder finds the whole near
    to the document; `text` is how theirs begins) or "together" (`text` is the id of an
    organisation). `weight` is the share of the match it accounts for, 0–1.
    """

    type: str
    text: str
    weight: float
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A document, an organisation or a tag that answers a text.

    `score` is 0–1 and means the same for every kind; `reasons` come heaviest first.
    """

    id: str
    kind: str
    score: float
    reasons: tuple[Reason, ...] = ()
