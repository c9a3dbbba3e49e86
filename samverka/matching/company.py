"""Good company for a project: organisations that have done similar things, and newcomers."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

import tantivy

from samverka.matching.evidence import heaviest
from samverka.matching.model import Match, Reason
from samverka.matching.question import Question, any_of
from samverka.matching.ranking import Candidate, best, that
from samverka.matching.store import SCHEMA, Found, day, findable, search
from samverka.matching.vocabulary import Vocabulary

_PROJECTS_READ: Final = 100  # the most similar ones
_SHARED_PROJECTS_READ: Final = 1_000

# Among organisations that fit equally well, prior company and experience decide. Both are
# capped: networks that rank by them alone become closed clubs.
_TOGETHER: Final = 0.25
_EXPERIENCE: Final = 0.05
_MOST_EXPERIENCE: Final = log(1 + 20)

_NEWCOMERS_SHARE: Final = 5  # one place in five
_FEW_PROJECTS: Final = 2
_NEW_FOR_YEARS: Final = 3


@dataclass(slots=True)
class _Organisation:
    id: str
    similar: float = 0.0  # the sum of its projects' scores
    strongest: Candidate | None = None
    together: int = 0  # projects with those one has
    companion: str = ""  # the one of them it met most often
    projects: int = 0
    is_new: bool = False

    @property
    def familiar(self) -> float:
        return _TOGETHER * log(1 + self.together)

    @property
    def strength(self) -> float:
        return self.similar + self.familiar + self.experience

    @property
    def experience(self) -> float:
        return _EXPERIENCE * min(log(1 + self.projects), _MOST_EXPERIENCE)


def collaborators(
    question: Question, vocabulary: Vocabulary, have: Sequence[str], limit: int, today: date
) -> list[Match]:
    """Organisations for a project like the question, without those one has; best first."""
    organisations = _from_similar_projects(question)
    _add_prior_company(organisations, question.searcher, have)
    for own in have:
        organisations.pop(own, None)
    for organisation in organisations.values():
        organisation.projects = question.searcher.doc_freq("partners", organisation.id)
    ranked = sorted(organisations.values(), key=lambda o: (-o.strength, o.id))
    _mark_newcomers(ranked, question.searcher, today)
    return [_match(chosen, vocabulary) for chosen in _with_newcomers(ranked, limit)]


def _from_similar_projects(question: Question) -> dict[str, _Organisation]:
    organisations: dict[str, _Organisation] = {}
    query = question.query()
    if query is None:
        return organisations
    for project in best(question, query, _PROJECTS_READ, that("has_partners")):
        for name in dict.fromkeys(project.found.record["attributes"]["partners"]):
            organisation = organisations.setdefault(name, _Organisation(name))
            organisation.similar += project.score
            organisation.strongest = organisation.strongest or project  # they come best first
    return organisations


def _add_prior_company(
    organisations: dict[str, _Organisation], searcher: tantivy.Searcher, have: Sequence[str]
) -> None:
    if not have:
        return
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for project in search(searcher, _any_term("partners", have), _SHARED_PROJECTS_READ):
        partners = dict.fromkeys(project.record["attributes"]["partners"])
        for name in partners:
            met[name].update(own for own in have if own in partners)
    for name, companions in met.items():
        organisation = organisations.setdefault(name, _Organisation(name))
        organisation.companion, organisation.together = companions.most_common(1)[0]


def _mark_newcomers(
    ranked: Sequence[_Organisation], searcher: tantivy.Searcher, today: date
) -> None:
    """New is who has few projects, or says in their own document that they began lately."""
    own = _own_documents(searcher, [organisation.id for organisation in ranked])
    for organisation in ranked:
        since = (
            own[organisation.id].record["attributes"]["since"] if organisation.id in own else None
        )
        lately = bool(since) and (today - day(since)).days < 365 * _NEW_FOR_YEARS
        organisation.is_new = lately or organisation.projects <= _FEW_PROJECTS


def _own_documents(searcher: tantivy.Searcher, ids: Sequence[str]) -> dict[str, Found]:
    found = search(searcher, _any_term("id", ids), len(ids)) if ids else []
    return {document.id: document for document in found}


def _with_newcomers(ranked: Sequence[_Organisation], limit: int) -> list[_Organisation]:
    """The strongest, but at least one place in five for newcomers, as far as there are any."""
    places = limit // _NEWCOMERS_SHARE
    newcomers = [organisation for organisation in ranked if organisation.is_new][:places]
    reserved = {organisation.id for organisation in newcomers}
    others = [organisation for organisation in ranked if organisation.id not in reserved]
    chosen = newcomers + others[: limit - len(newcomers)]
    return sorted(chosen, key=lambda o: (-o.strength, o.id))


def _match(organisation: _Organisation, vocabulary: Vocabulary) -> Match:
    strength = organisation.strength
    reasons: list[Reason] = []
    if organisation.strongest:
        share = organisation.similar / strength
        reasons += organisation.strongest.evidence.reasons(vocabulary, share)
    if organisation.together:
        weight = round(organisation.familiar / strength, 3)
        reasons.append(Reason("together", organisation.companion, weight))
    score = strength / (strength + 1)
    return Match(organisation.id, "organisation", score, heaviest(reasons))


def _any_term(field: str, values: Sequence[str]) -> tantivy.Query:
    return any_of(
        [tantivy.Query.term_query(SCHEMA, field, findable(value), "basic") for value in values]
    )
