"""The best answers to a question, of what is wanted, and the calls that projects speak for.

A project that is like the question and was funded under a call says that the call is for such
projects, and so are the calls that came after it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, NamedTuple

import tantivy

from samverka.matching.question import Question
from samverka.matching.ranking import (
    CANDIDATES,
    Address,
    Candidate,
    Conditions,
    any_term,
    compared,
    condition,
    found_by_all,
    ranked,
    search,
    that,
)
from samverka.matching.state import SCHEMA, Found, any_of

# What suits who asks comes a little further up; what does not, further down, and is told of.
SUITS: Final = 1.1
ELSEWHERE: Final = 0.8
NOT_FOR_THEM: Final = 0.5

CALL: Final = "call"

# The likest project adds this share of its own likeness to its call, and others the less the
# less they are like it.
SPEAKS: Final = 0.45
SPEAKS_POWER: Final = 4
SPEAKERS: Final = 40
_MOST_CALLED: Final = 200

_Key = tuple[int, int]


class Wanted(NamedTuple):
    """What is looked for, beside what the text says."""

    kinds: tuple[str, ...] | None  # None: all
    today: date
    applicant: str = ""  # the kind of organisation that asks
    place: str = ""  # where it is

    @property
    def conditions(self) -> Conditions:
        kinds = () if self.kinds is None else (condition(any_term("kind", self.kinds)),)
        return (_open_on(self.today), *kinds)

    @property
    def calls(self) -> bool:
        return self.kinds is None or CALL in self.kinds

    def suits(self, found: Found) -> dict[str, float]:
        """Factors for the score, by what they are told as: "place" and "applicant"."""
        factors: dict[str, float] = {}
        if self.place and (place := found.attribute("place")):
            factors["place"] = SUITS if self.place in place else ELSEWHERE
        if self.applicant and (applicants := found.attribute("applicants")):
            factors["applicant"] = SUITS if self.applicant in applicants else NOT_FOR_THEM
        return factors


@dataclass(slots=True)
class _Voice:
    """What projects say for one call."""

    speaker: Candidate  # the likest of them
    amount: float = 0.0  # in unmistakable words


def best(question: Question, limit: int, *wanted: Wanted) -> list[list[Candidate]]:
    """The best `limit` documents of what is wanted, one list for each, best first."""
    most = max(limit, CANDIDATES)
    speakers = _speakers(question) if any(one.calls for one in wanted) else []
    found = [found_by_all(question, most, one.conditions) for one in wanted]
    projects, *groups = compared(question, speakers, *found)
    voices = _voices(ranked(projects, SPEAKERS))
    called = [_called(question, voices, one) if one.calls else {} for one in wanted]
    missing = [_missing(*pair) for pair in zip(called, found, strict=True)]
    if any(missing):
        more = compared(question, *missing)
        groups = [[*group, *others] for group, others in zip(groups, more, strict=True)]
    for one, spoken_for, group in zip(wanted, called, groups, strict=True):
        for candidate in group:
            if voice := spoken_for.get(_key(candidate.address)):
                candidate.voice, candidate.speaker = voice.amount, voice.speaker
            if one.place or one.applicant:
                candidate.suits = one.suits(candidate.found)
    return [ranked(group, limit) for group in groups]


def _missing(called: Iterable[_Key], found: Iterable[Address]) -> list[Address]:
    """The calls that are spoken for and were not found by themselves."""
    known = {_key(address) for address in found}
    return [tantivy.DocAddress(*key) for key in called if key not in known]


def _speakers(question: Question) -> list[Address]:
    """The projects that may have something to say."""
    if not question.state.searcher.doc_freq("has_call", True):
        return []
    return found_by_all(question, CANDIDATES, (_funded(),))


def _voices(projects: Sequence[Candidate]) -> dict[str, _Voice]:
    """What projects like the question say, by the id of the call."""
    voices: dict[str, _Voice] = {}
    # One that is only a little like the question has nothing to say.
    heard = projects[0].total * projects[0].score ** 2 if projects else 0.0
    for project in projects:
        [call] = project.found.attribute("call")
        voice = voices.setdefault(call, _Voice(project))
        likeness = project.total / projects[0].total
        voice.amount += SPEAKS * heard * likeness**SPEAKS_POWER
    return voices


def _funded() -> tantivy.Query:
    """What was funded under a call, which a call that came after another was not."""
    calls = tantivy.Query.term_query(SCHEMA, "kind", CALL, "basic")
    parts = [(tantivy.Occur.Must, that("has_call")), (tantivy.Occur.MustNot, calls)]
    return condition(tantivy.Query.boolean_query(parts))


def _called(question: Question, voices: Mapping[str, _Voice], wanted: Wanted) -> dict[_Key, _Voice]:
    """The calls that are spoken for, and those that came after them, by their addresses."""
    if not voices:
        return {}
    ids = list(voices)
    either = any_of((any_term("id", ids), any_term("call", ids)))
    assert either is not None
    searcher = question.state.searcher
    calls = condition(any_term("kind", [CALL]))
    addresses = search(searcher, _MOST_CALLED, either, calls, *wanted.conditions)
    found = ((address, Found(searcher, address)) for address in addresses)
    return {
        _key(address): voices[name]
        for address, call in found
        for name in (call.id, *call.attribute("call"))
        if name in voices
    }


def _key(address: Address) -> _Key:
    return address.segment_ord, address.doc


def _open_on(today: date) -> tantivy.Query:
    """Documents that have no last day, or whose last day has not passed."""
    return condition(
        tantivy.Query.range_query(
            SCHEMA, "closes", tantivy.FieldType.Integer, lower_bound=today.toordinal()
        )
    )
