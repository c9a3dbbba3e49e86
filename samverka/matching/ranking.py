"""Ask the index a question and rank what answers it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Final

import numpy as np
import tantivy

from samverka.matching.comparison import Comparison
from samverka.matching.question import Question
from samverka.matching.state import SCHEMA, Found, any_of, findable

# A document that shares three unmistakable words with the question scores one half. The sum is
# told in such words, so a score means the same in a small collection and in a large one, and
# for every kind: all kinds share one index and its statistics.
HALF_WAY: Final = 3.0

# A match must carry a fifth of an unmistakable word, or of what was asked where that is less.
FLOOR: Final = 0.2

CANDIDATES: Final = 80  # documents are found by their words alone before they are compared
MEANT: Final = 50  # and beside them the nearest in meaning

Address = tantivy.DocAddress
Conditions = Sequence[tantivy.Query]


@dataclass(slots=True, eq=False)
class Candidate:
    """A document beside the question; `line` is its place in the comparison."""

    address: Address
    comparison: Comparison
    line: int
    alone: float  # what it has in common with the question, in unmistakable words
    told: float  # as much of it as can be told of as reasons
    voice: float = 0.0  # what projects speak for it, in unmistakable words
    speaker: "Candidate | None" = None  # the likest of them
    suits: dict[str, float] = field(default_factory=dict)
    _found: Found | None = None

    @property
    def found(self) -> Found:
        if self._found is None:
            self._found = Found(self.comparison.question.state.searcher, self.address)
        return self._found

    @property
    def carried(self) -> float:
        """What can be told of as reasons, in unmistakable words."""
        return self.told + self.voice

    @property
    def total(self) -> float:
        """In unmistakable words."""
        return max(0.0, self.alone + self.voice) * prod(self.suits.values())

    @property
    def score(self) -> float:
        """0–1"""
        return self.total / (self.total + HALF_WAY)


def nearest(question: Question, most: int, *conditions: tantivy.Query) -> list[Candidate]:
    """The best `most` documents that meet the conditions, of any kind and day, best first."""
    [candidates] = compared(question, found_by_all(question, max(most, CANDIDATES), conditions))
    return ranked(candidates, most)


def ranked(candidates: Iterable[Candidate], most: int) -> list[Candidate]:
    """The best of those that carry enough, best first; what is equal stays in order."""
    found = list(candidates)
    if not found:
        return []
    floor = FLOOR * min(1.0, found[0].comparison.question.asked)
    enough = [candidate for candidate in found if 0 < candidate.carried >= floor]
    return sorted(enough, key=lambda candidate: -candidate.total)[:most]


def compared(question: Question, *groups: Sequence[Address]) -> list[list[Candidate]]:
    """The documents of each group beside the question, all looked at together."""
    addresses = [address for group in groups for address in group]
    found = question.state.searcher.fast_field_values("row", addresses)
    rows, lines = np.unique(np.array(found, np.int64), return_inverse=True)  # some are in several
    comparison = Comparison(question, rows)
    alone, told = comparison.total[lines].tolist(), comparison.carried[lines].tolist()
    each = zip(addresses, lines.tolist(), alone, told, strict=True)
    candidates = [Candidate(address, comparison, *rest) for address, *rest in each]
    ends = np.cumsum([len(group) for group in groups]).tolist()
    starts = [0, *ends[:-1]]
    return [candidates[start:end] for start, end in zip(starts, ends, strict=True)]


def found_by_all(question: Question, most: int, conditions: Conditions = ()) -> list[Address]:
    """The documents that meet the conditions and share the most words or are near in meaning."""
    by_words = found_by_words(question, most, conditions)
    known = {(one.segment_ord, one.doc) for one in by_words}
    by_meaning = found_by_meaning(question, conditions)
    return [*by_words, *(one for one in by_meaning if (one.segment_ord, one.doc) not in known)]


def found_by_meaning(question: Question, conditions: Conditions = ()) -> list[Address]:
    """The documents that meet the conditions and are nearest in meaning."""
    searcher, rows = question.state.searcher, question.near_in_meaning
    if not rows:
        return []
    wanted = condition(tantivy.Query.term_set_query(SCHEMA, "row", rows))
    addresses = search(searcher, len(rows), wanted, *conditions)
    there = np.array(searcher.fast_field_values("row", addresses), np.int64)
    order = np.argsort(-question.state.shelf.meaning(there, question.meant), kind="stable")
    return [addresses[n] for n in order[:MEANT].tolist()]


def found_by_words(question: Question, most: int, conditions: Conditions = ()) -> list[Address]:
    """The documents that meet the conditions and share the most telling words."""
    words = question.looked_up
    return search(question.state.searcher, most, words, *conditions) if words else []


def search(
    searcher: tantivy.Searcher, most: int, query: tantivy.Query, *conditions: tantivy.Query
) -> list[Address]:
    """The first documents that answer a query and meet the conditions."""
    most = min(most, searcher.num_docs)
    if not most:
        return []
    must = [(tantivy.Occur.Must, part) for part in (query, *conditions)]
    hits = searcher.search(tantivy.Query.boolean_query(must), most, count=False).hits
    return [address for _, address in hits]


def that(flag: str) -> tantivy.Query:
    """Documents of which a flag is true: `has_partners`, `has_tags` or `has_call`."""
    return condition(tantivy.Query.term_query(SCHEMA, flag, True, "basic"))


def any_term(field: str, values: Iterable[str]) -> tantivy.Query:
    """Documents that have one of these values in a field."""
    terms = (tantivy.Query.term_query(SCHEMA, field, findable(v), "basic") for v in values)
    return any_of(terms) or tantivy.Query.empty_query()


def condition(query: tantivy.Query) -> tantivy.Query:
    """A query that decides, but adds nothing to the score."""
    return tantivy.Query.const_score_query(query, 0.0)
