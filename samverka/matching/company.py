"""Good company for a project: organisations that have done similar things, and newcomers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from math import log
from typing import Final

import tantivy

from samverka.matching.evidence import heaviest, reasons
from samverka.matching.model import Match, Reason
from samverka.matching.question import Question
from samverka.matching.ranking import Candidate, any_term, nearest, that
from samverka.matching.store import Found, day, findable

_PROJECTS_READ: Final = 100  # the most similar ones
_SHARED_PROJECTS_READ: Final = 1_000

# Among organisations that fit equally well, prior company and experience decide, told as shares
# of what the most similar project brings. Both grow slowly and experience stops: networks that
# rank by them become closed clubs.
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
    strongest: Candidate | None = None  # the most similar of them
    together: int = 0  # projects with the one of `have` that it met most often
    companion: str = ""  # that one
    familiar: float = 0.0  # what this adds to its strength
    projects: int = 0
    strength: float = 0.0
    is_new: bool = False

    def weigh(self, unit: float) -> None:
        """Add everything up; `unit` is the score of the most similar project of all."""
        experience = min(log(1 + self.projects), _MOST_EXPERIENCE)
        self.familiar = unit * _TOGETHER * log(1 + self.together)
        self.strength = self.similar + self.familiar + unit * _EXPERIENCE * experience


def collaborators(question: Question, have: Sequence[str], limit: int, today: date) -> list[Match]:
    """Organisations for a project like the question, without those one has; best first."""
    searcher = question.state.searcher
    projects = _similar_projects(question)
    organisations = _with_partners(projects)
    _add_prior_company(organisations, searcher, have)
    for own in have:
        organisations.pop(own, None)
    for organisation in organisations.values():
        organisation.projects = searcher.doc_freq("partners", findable(organisation.id))
        organisation.weigh(projects[0].score if projects else 1.0)
    ranked = sorted(organisations.values(), key=lambda o: (-o.strength, o.id))
    _mark_newcomers(ranked, searcher, today)
    return [_match(chosen) for chosen in _with_newcomers(ranked, limit)]


def _similar_projects(question: Question) -> list[Candidate]:
    return nearest(question, _PROJECTS_READ, that("has_partners"))


def _with_partners(projects: Sequence[Candidate]) -> dict[str, _Organisation]:
    """The organisations of these projects, which come best first."""
    organisations: dict[str, _Organisation] = {}
    for project in projects:
        for name in dict.fromkeys(project.found.record["attributes"]["partners"]):
            organisation = organisations.setdefault(name, _Organisation(name))
            organisation.similar += project.score
            organisation.strongest = organisation.strongest or project
    return organisations


def _add_prior_company(
    organisations: dict[str, _Organisation], searcher: tantivy.Searcher, have: Sequence[str]
) -> None:
    """Note who has worked with those one has, and with whom of them most often."""
    if not have:
        return
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for project in _with_any(searcher, "partners", have, _SHARED_PROJECTS_READ):
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
        document = own.get(organisation.id)
        since = document and document.record["attributes"]["since"]
        lately = bool(since) and (today - day(str(since))).days < 365 * _NEW_FOR_YEARS
        organisation.is_new = lately or organisation.projects <= _FEW_PROJECTS


def _own_documents(searcher: tantivy.Searcher, ids: Sequence[str]) -> dict[str, Found]:
    return {document.id: document for document in _with_any(searcher, "id", ids, len(ids))}


def _with_any(
    searcher: tantivy.Searcher, field: str, values: Sequence[str], most: int
) -> Iterator[Found]:
    """Documents that have one of these values in a field."""
    most = min(most, searcher.num_docs)
    if values and most:
        hits = searcher.search(any_term(field, values), most, count=False).hits
        yield from (Found(searcher, address) for _, address in hits)


def _with_newcomers(ranked: Sequence[_Organisation], limit: int) -> list[_Organisation]:
    """The strongest, but at least one place in five for newcomers, as far as there are any."""
    places = limit // _NEWCOMERS_SHARE
    newcomers = [organisation for organisation in ranked if organisation.is_new][:places]
    reserved = {organisation.id for organisation in newcomers}
    others = [organisation for organisation in ranked if organisation.id not in reserved]
    chosen = newcomers + others[: limit - len(newcomers)]
    return sorted(chosen, key=lambda o: (-o.strength, o.id))


def _match(organisation: _Organisation) -> Match:
    strength = organisation.strength
    why: list[Reason] = []
    if organisation.strongest:
        why += reasons(organisation.strongest, organisation.similar / strength)
    if organisation.together:
        weight = round(organisation.familiar / strength, 3)
        why.append(Reason("together", organisation.companion, weight))
    score = strength / (strength + 1)
    return Match(organisation.id, "organisation", score, heaviest(why))
