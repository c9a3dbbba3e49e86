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
    language, `words` what they wrote that means it), "translation" or "spelling" (`text` stands
    in their text, `words` is what stands there), "near" (the same, `words` is a subject near
    theirs that the document is about), "project" (`text` is the id of a project like
    theirs that this call funded, `words` what it shares with their text), "meaning" (`text` is
    the beginning of theirs), "place" or "applicant" (`text` is where, or who may apply), and of
    organisations "together" (`text` is the id of one they have worked with), "named" (`text`
    names them in the person's text) or "country". `weight` is the share of the match it accounts
    for, 0–1; below 0 it is what the match loses by it.
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
