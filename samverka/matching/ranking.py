"""Ask the index a question and rank what answers it."""

from collections.abc import Sequence
from datetime import date
from typing import Final, NamedTuple

import numpy as np
import tantivy

from samverka.matching.comparison import Comparison
from samverka.matching.question import Question, any_of
from samverka.matching.store import SCHEMA, Found, findable

# A document that shares three unmistakable words with the question scores one half. The sum is
# told in such words, so a score means the same in a small collection and in a large one, and
# for every kind: all kinds share one index and its statistics.
_HALF_WAY: Final = 3.0

# A match must carry as much as half of one unmistakable word, or half of what was asked. A word
# that stands in every fifth of many documents carries a third of one: alone in a long text that
# is chance, but where it is all that was asked it is the answer.
_FLOOR: Final = 0.2

# So many documents are found by their words alone before they are compared in full.
_CANDIDATES: Final = 150

Conditions = Sequence[tantivy.Query]


class Candidate(NamedTuple):
    """A document beside the question; `line` is its place in the comparison."""

    address: tantivy.DocAddress
    comparison: Comparison
    line: int

    @property
    def found(self) -> Found:
        return Found(self.comparison.question.searcher, self.address)

    @property
    def total(self) -> float:
        """In unmistakable words."""
        return float(self.comparison.total[self.line])

    @property
    def score(self) -> float:
        """0–1"""
        return self.total / (self.total + _HALF_WAY)


def best(question: Question, limit: int, *groups: Conditions) -> list[list[Candidate]]:
    """For each group of conditions the best `limit` documents that meet them, best first."""
    found = [found_by_words(question, max(limit, _CANDIDATES), group) for group in groups]
    comparison = compare(question, [address for group in found for address in group])
    ranked, start = [], 0
    for addresses in found:
        lines = start + np.argsort(-comparison.total[start:][: len(addresses)], kind="stable")
        enough = lines[comparison.carried[lines] >= _FLOOR * min(1.0, question.asked)][:limit]
        ranked.append(
            [Candidate(addresses[line - start], comparison, line) for line in enough.tolist()]
        )
        start += len(addresses)
    return ranked


def found_by_words(
    question: Question, most: int, conditions: Conditions = ()
) -> list[tantivy.DocAddress]:
    """The documents that meet the conditions and share the most telling words."""
    query = question.query()
    most = min(most, question.documents)
    if query is None or not most:
        return []
    must = [(tantivy.Occur.Must, part) for part in (query, *conditions)]
    hits = question.searcher.search(tantivy.Query.boolean_query(must), most, count=False).hits
    return [address for _, address in hits]


def compare(question: Question, addresses: list[tantivy.DocAddress]) -> Comparison:
    """Documents beside the question, in this order."""
    rows = question.searcher.fast_field_values("row", addresses)
    return Comparison(question, np.array(rows, np.int64))


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
    """Documents of which a flag is true: `has_partners`, `has_tags` or `has_call`."""
    return _condition(tantivy.Query.term_query(SCHEMA, flag, True, "basic"))


def any_term(field: str, values: Sequence[str]) -> tantivy.Query:
    """Documents that have one of these values in a field."""
    return any_of(
        tantivy.Query.term_query(SCHEMA, field, findable(value), "basic") for value in values
    )


def _condition(query: tantivy.Query) -> tantivy.Query:
    """A query that decides, but adds nothing to the score."""
    return tantivy.Query.const_score_query(query, 0.0)
