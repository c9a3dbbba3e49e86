"""Ask the index a question and rank what answers it."""

from datetime import date
from typing import Final, NamedTuple

import tantivy

from samverka.matching.evidence import Evidence
from samverka.matching.question import Question, any_of
from samverka.matching.store import SCHEMA, Found, findable, search

# A document that shares three unmistakable words with the question scores one half. The sum is
# told in such words, so a score means the same in a small collection and in a large one, and
# for every kind: all kinds share one index and its statistics.
_HALF_WAY: Final = 3.0

# Candidates that share too little are dropped; so many more are fetched to take their place.
_SPARE: Final = 5


class Candidate(NamedTuple):
    found: Found
    evidence: Evidence
    score: float  # 0–1


def best(
    question: Question, query: tantivy.Query, limit: int, *conditions: tantivy.Query
) -> list[Candidate]:
    """The best `limit` documents that meet the conditions and share enough, best first."""
    must = [(tantivy.Occur.Must, part) for part in (query, *conditions)]
    hits = search(question.searcher, tantivy.Query.boolean_query(must), limit + _SPARE)
    candidates: list[Candidate] = []
    for found in hits:
        if len(candidates) == limit:
            break
        evidence = Evidence(question, found)
        if evidence.is_enough:
            told = found.raw / question.unmistakable
            candidates.append(Candidate(found, evidence, told / (told + _HALF_WAY)))
    return candidates


def of_kinds(kinds: list[str]) -> tantivy.Query:
    terms = [tantivy.Query.term_query(SCHEMA, "kind", findable(k), "basic") for k in kinds]
    return _condition(any_of(terms) if terms else tantivy.Query.empty_query())


def open_on(today: date) -> tantivy.Query:
    """Documents that have no last day, or whose last day has not passed."""
    return _condition(
        tantivy.Query.range_query(
            SCHEMA, "closes", tantivy.FieldType.Integer, lower_bound=today.toordinal()
        )
    )


def that(flag: str) -> tantivy.Query:
    """Documents of which a flag is true: `has_partners` or `has_tags`."""
    return _condition(tantivy.Query.term_query(SCHEMA, flag, True, "basic"))


def _condition(query: tantivy.Query) -> tantivy.Query:
    """A query that decides, but adds nothing to the score."""
    return tantivy.Query.const_score_query(query, 0.0)
