"""Good company for a project: organisations that have done similar things, and newcomers."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from math import exp, log
from typing import Any, Final

from samverka.matching.evidence import heaviest, reasons
from samverka.matching.model import Match, Reason
from samverka.matching.naming import Named, NamesInText, countries_in
from samverka.matching.question import Question
from samverka.matching.ranking import Candidate, any_term, nearest, search, that
from samverka.matching.state import Found, State, day, findable, values_of
from samverka.matching.words import term

PROJECTS_READ: Final = 200  # the most similar ones
SHARED_PROJECTS_READ: Final = 1_000
NAMED_READ: Final = 300  # organisations that bear a word of the text in their name
WEIGHED: Final = 250  # organisations that are looked at closely

# What an organisation has done counts by the square of its likeness to the question, the mean of
# the similar projects being 1; taking part in every project there is would count as much as this.
POPULAR: Final = 40.0
FEW_TO_BE_POPULAR: Final = 200  # projects: among fewer nobody is
LEAST: Final = 0.001
# The rest is added to the logarithm of that. Prior company grows slowly: networks that rank by
# it become closed clubs.
NAMED: Final = 6.0
COUNTRY: Final = 0.75
TOGETHER: Final = 0.25
CLEARLY: Final = 0.25  # below that nobody is named
HALF_WAY: Final = 10.0  # what scores one half

NEWCOMERS_SHARE: Final = 5  # one place in five
FEW_PROJECTS: Final = 2
NEW_FOR_YEARS: Final = 3

ORGANISATIONS: Final = ("organisation", "partner")  # kinds of their own documents
NOBODY: Final = Named(0.0, ())


@dataclass(slots=True)
class _Organisation:
    id: str
    done: float = 0.0  # the sum of the squared likeness of its projects
    strongest: Candidate | None = None  # the most similar of them
    popular: float = 0.0
    together: int = 0  # projects with the one of `have` that it met most often
    companion: str = ""  # that one
    named: Named = NOBODY
    countries: list[str] = field(default_factory=list)  # its own, as often as it counts
    is_new: bool = False

    @property
    def known(self) -> float:
        """What taking part in so many projects adds, whatever they were about."""
        return log(self.popular + LEAST)

    @property
    def similar(self) -> float:
        """What its projects add to what being known adds, as a logarithm."""
        return log(self.done + self.popular + LEAST) - self.known

    @property
    def familiar(self) -> float:
        return TOGETHER * log(1 + self.together)

    @property
    def told(self) -> float:
        """What can be told of as reasons."""
        return self.strength - self.known

    @property
    def strength(self) -> float:
        near = COUNTRY * len(self.countries)
        named = NAMED * self.named.clearly
        return log(self.done + self.popular + LEAST) + self.familiar + named + near


def collaborators(question: Question, have: Sequence[str], limit: int, today: date) -> list[Match]:
    """Organisations for a project like the question, without those one has; best first."""
    state = question.state
    projects = nearest(question, PROJECTS_READ, that("has_partners"))
    organisations = _with_partners(projects)
    _add_prior_company(organisations, state, have)
    _add_named(organisations, state, question.text)
    for own in have:
        organisations.pop(own, None)
    all_projects = max(FEW_TO_BE_POPULAR, state.searcher.doc_freq("has_partners", True))
    for organisation in organisations.values():
        taken_part = state.searcher.doc_freq("partners", findable(organisation.id))
        organisation.popular = POPULAR * taken_part / all_projects
        organisation.is_new = taken_part <= FEW_PROJECTS
    some = _strongest(organisations.values())[: max(limit, WEIGHED)]
    _look_closely(some, state, question.text, have, today)
    known = [organisation for organisation in some if organisation.told > 0]
    chosen = _with_newcomers(_strongest(known), limit)
    likest = {id(one.strongest): one.strongest for one in chosen if one.strongest}
    why = {key: reasons(project) for key, project in likest.items()}
    return [_match(one, why.get(id(one.strongest), ())) for one in chosen]


def _strongest(organisations: Iterable[_Organisation]) -> list[_Organisation]:
    return sorted(organisations, key=lambda one: (-one.strength, one.id))


def _with_partners(projects: Sequence[Candidate]) -> dict[str, _Organisation]:
    """The organisations of these projects, which come best first."""
    organisations: dict[str, _Organisation] = {}
    mean = sum(project.total for project in projects) / max(1, len(projects))
    for project in projects:
        likeness = (project.total / mean) ** 2
        for name in dict.fromkeys(project.found.attribute("partners")):
            organisation = organisations.get(name)
            if organisation is None:
                organisation = organisations[name] = _Organisation(name, strongest=project)
            organisation.done += likeness
    return organisations


def _add_prior_company(
    organisations: dict[str, _Organisation], state: State, have: Sequence[str]
) -> None:
    """Note who has worked with those one has, and with whom of them most often."""
    met: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for project in _with_any(state, "partners", have, SHARED_PROJECTS_READ):
        partners = dict.fromkeys(project.attribute("partners"))
        for name in partners:
            met[name].update(own for own in have if own in partners)
    for name, companions in met.items():
        organisation = organisations.setdefault(name, _Organisation(name))
        organisation.companion, organisation.together = companions.most_common(1)[0]


def _add_named(organisations: dict[str, _Organisation], state: State, text: str) -> None:
    """Note whom the text names, also where nothing else speaks for them."""
    names = NamesInText(text)
    terms = (term(word.lower(), code) for word in names.words.values() for code in ("sv", "en"))
    words = any_term("terms", terms)
    kinds = any_term("kind", ORGANISATIONS)
    for address in search(state.searcher, NAMED_READ, words, kinds):
        found = Found(state.searcher, address)
        named = names.naming(found.title, state)
        if named.clearly >= CLEARLY:
            organisations.setdefault(found.id, _Organisation(found.id)).named = named


def _look_closely(
    organisations: Sequence[_Organisation],
    state: State,
    text: str,
    have: Sequence[str],
    today: date,
) -> None:
    """Note where organisations are, and who says that they began lately, in their own documents."""
    ids = [*have, *(organisation.id for organisation in organisations)]
    documents = _with_any(state, "id", ids, len(ids))
    own = {document.id: document.record["attributes"] for document in documents}
    near = {place for id in have if id in own for place in _places(own[id])}
    named = countries_in(text)
    for organisation in organisations:
        if attributes := own.get(organisation.id):
            places = _places(attributes)
            organisation.countries = [place for place in places if place in near]
            organisation.countries += [named[place] for place in places if place in named]
            if since := attributes.get("since"):
                lately = (today - day(since)).days < 365 * NEW_FOR_YEARS
                organisation.is_new = organisation.is_new or lately


def _places(attributes: Mapping[str, Any]) -> tuple[str, ...]:
    return (*values_of(attributes.get("country")), *values_of(attributes.get("place")))


def _with_any(state: State, name: str, values: Sequence[str], most: int) -> Iterator[Found]:
    """Documents that have one of these values in a field."""
    if values:
        for address in search(state.searcher, most, any_term(name, values)):
            yield Found(state.searcher, address)


def _with_newcomers(ranked: Sequence[_Organisation], limit: int) -> list[_Organisation]:
    """The strongest, but at least one place in five for newcomers, as far as there are any."""
    places = limit // NEWCOMERS_SHARE
    newcomers = [organisation for organisation in ranked if organisation.is_new][:places]
    reserved = {organisation.id for organisation in newcomers}
    others = [organisation for organisation in ranked if organisation.id not in reserved]
    return _strongest(newcomers + others[: limit - len(newcomers)])


def _match(organisation: _Organisation, done: Sequence[Reason]) -> Match:
    """`done` is why the likest of its projects is like the question."""
    unit = 1 / organisation.told
    similar = unit * organisation.similar
    why = [replace(one, weight=round(similar * one.weight, 3)) for one in done]
    if organisation.together:
        why.append(
            Reason("together", organisation.companion, round(unit * organisation.familiar, 3))
        )
    if organisation.named.words:
        weight = unit * NAMED * organisation.named.clearly
        why.append(Reason("named", " ".join(organisation.named.words), round(weight, 3)))
    for place, times in Counter(organisation.countries).items():
        why.append(Reason("country", place, round(unit * COUNTRY * times, 3)))
    strength = exp(organisation.strength)
    return Match(organisation.id, "organisation", strength / (strength + HALF_WAY), heaviest(why))
