"""Who joins a project, told from earlier ones: our engine and simple ways, on the same projects."""

import re
import time
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from bench.corpus import Corpus, Organisation, Project, not_measured, reported
from bench.indexes.bm25 import best, indexed, reader
from bench.indexes.ours import engine
from bench.table import Table
from bench.tasks import project_document
from samverka.matching import Document

LIMIT = 50
WORD = re.compile(r"[^\W\d_]{3,}")
FEW = 20  # organisations that bear a word in their names: the word may tell them apart
EARLIER = 100  # projects there must be before the first question
COLUMNS = ("by", "R@10", "R@50", "median ms", "goal: R@10, R@50")
HOW = (
    "EU projects of the half that nobody tunes with, in the order they began. For {asked} of them"
    " the partners are asked for, from the bare text and the coordinator; only projects that began"
    f" on an earlier day are known then, at least {EARLIER}. R@10 and R@50: the share of the"
    " project's partners among the first so many, of those that any earlier project had, as a"
    f" mean over projects. Milliseconds for the first {LIMIT}, one thread. Some texts name their"
    " partners, and ours also finds those by their names. The last row is for the {unnamed}"
    f" projects whose text has no word of a partner's name that at most {FEW} organisations bear."
)


class Suggester:
    """It learns day by day, and is asked about the projects of a day before it learns them."""

    def meet(self, projects: Sequence[Project]) -> None:
        """The coordinators of these come in; of the projects nothing is known yet."""

    def suggest(self, project: Project) -> list[str]:
        """Ids of organisations, best first, without its coordinator; its partners stay unread."""
        raise NotImplementedError

    def learn(self, projects: Sequence[Project]) -> None:
        raise NotImplementedError


class Popularity(Suggester):
    """Who has taken part most often, whatever the project is about."""

    def __init__(self) -> None:
        self.seen: Counter[str] = Counter()

    def suggest(self, project: Project) -> list[str]:
        return _without(project.coordinator, (id for id, _ in self.seen.most_common(LIMIT + 1)))

    def learn(self, projects: Sequence[Project]) -> None:
        self.seen.update(id for project in projects for id in project.organisations)


class Profiles(Suggester):
    """BM25 over organisations: the texts of all projects of one are its document."""

    def __init__(self) -> None:
        self.read = reader("en")
        self.stems: dict[str, list[str]] = {}

    def suggest(self, project: Project) -> list[str]:
        [stems] = self.read([project.text])
        found = best(self.index, stems, LIMIT + 1)
        return _without(project.coordinator, (self.ids[place] for place, _ in found))

    def learn(self, projects: Sequence[Project]) -> None:
        read = self.read([project.text for project in projects])
        for project, stems in zip(projects, read, strict=True):
            for id in project.organisations:
                self.stems.setdefault(id, []).extend(stems)
        self.ids = list(self.stems)
        self.index = indexed(list(self.stems.values()))


class Ours(Suggester):
    """The engine holds earlier projects, the organisations in them, and the coordinator."""

    def __init__(self, folder: Path, organisations: Mapping[str, Organisation]) -> None:
        self.matcher = engine(folder)
        self.unknown = dict(organisations)

    def meet(self, projects: Sequence[Project]) -> None:
        self._introduce(project.coordinator for project in projects if project.coordinator)

    def suggest(self, project: Project) -> list[str]:
        have = [project.coordinator] if project.coordinator else []
        found = self.matcher.collaborators(project.text, have=have, limit=LIMIT)
        return [match.id for match in found]

    def learn(self, projects: Sequence[Project]) -> None:
        self._introduce(id for project in projects for id in project.organisations)
        self.matcher.add([project_document(project) for project in projects])

    def _introduce(self, ids: Iterable[str]) -> None:
        new = [self.unknown.pop(id) for id in dict.fromkeys(ids) if id in self.unknown]
        self.matcher.add([_organisation_document(organisation) for organisation in new])


class Asked(NamedTuple):
    """The shares of a project's partners among the first ten and the first fifty."""

    project: Project
    ten: float
    fifty: float
    seconds: float


@dataclass
class Tally:
    """What one suggester was worth, for every project that it was asked about."""

    name: str
    suggester: Suggester
    goal: str = ""
    asked: list[Asked] = field(default_factory=list)

    def ask(self, project: Project, right: set[str]) -> None:
        start = time.perf_counter()
        found = self.suggester.suggest(project)
        seconds = time.perf_counter() - start
        ten, fifty = (len(right.intersection(some)) / len(right) for some in (found[:10], found))
        self.asked.append(Asked(project, ten, fifty, seconds))

    def among(self, chosen: Set[Project], name: str) -> "Tally":
        """The same for some of the projects only."""
        some = [one for one in self.asked if one.project in chosen]
        return Tally(name, self.suggester, asked=some)

    def cells(self) -> list[str]:
        ten, fifty = mean(one.ten for one in self.asked), mean(one.fifty for one in self.asked)
        took = median(one.seconds for one in self.asked) * 1000
        return [self.name, f"{ten:.3f}", f"{fifty:.3f}", f"{took:.1f}", self.goal]


def run() -> Table:
    corpus = Corpus.given()
    if corpus is None:
        return not_measured("partners")
    projects = [project for project in reported(corpus.projects()) if project.organisations]
    organisations = corpus.organisations()
    with TemporaryDirectory() as folder:
        ours = Tally("ours", Ours(Path(folder), organisations), goal=".15, .35")
        simple = [
            Tally("popularity", Popularity()),
            Tally("BM25 of organisations' texts, bm25s", Profiles()),
        ]
        _live_through(projects, [*simple, ours])
    unnamed = ours.among(_naming_nobody(projects, organisations), "ours, where none is named")
    how = HOW.format(asked=len(ours.asked), unnamed=len(unnamed.asked))
    return Table("partners", how, COLUMNS, [tally.cells() for tally in (*simple, ours, unnamed)])


def _naming_nobody(
    projects: Iterable[Project], organisations: Mapping[str, Organisation]
) -> set[Project]:
    """Those whose text has, written with a capital, no telling word of a partner's name."""
    words = {id: set(WORD.findall(one.name.lower())) for id, one in organisations.items()}
    bearers = Counter(word for own in words.values() for word in own)
    telling = {word for word, seen in bearers.items() if seen <= FEW}
    return {
        project
        for project in projects
        if telling.isdisjoint(
            word.lower()
            for word in WORD.findall(project.text)
            if word[0].isupper() and any(word.lower() in words[id] for id in project.partners)
        )
    }


def _live_through(projects: Sequence[Project], tallies: Sequence[Tally]) -> None:
    earlier, seen = 0, set[str]()
    in_order = sorted(projects, key=lambda project: (project.start, project.id))
    for _, starting in groupby(in_order, key=lambda project: project.start):
        day = list(starting)
        for tally in tallies:
            if earlier >= EARLIER:
                tally.suggester.meet(day)
                for project in day:
                    if right := seen.intersection(project.partners):
                        tally.ask(project, right)
            tally.suggester.learn(day)
        earlier += len(day)
        seen.update(id for project in day for id in project.organisations)


def _without(coordinator: str | None, ids: Iterable[str]) -> list[str]:
    return [id for id in ids if id != coordinator][:LIMIT]


def _organisation_document(organisation: Organisation) -> Document:
    return Document(
        id=organisation.id,
        kind="organisation",
        title=organisation.name,
        attributes={"country": organisation.country, "type": organisation.type},
    )
