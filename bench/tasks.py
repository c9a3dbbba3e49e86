"""What has to be found, from which text, among which documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from bench.corpus import Corpus, Grant, Project, Topic, reported, to_tune_with
from samverka.matching import Document

LANGUAGE_NAMES = {"sv": "Swedish", "en": "English"}


class Query(NamedTuple):
    text: str
    right: str  # the one id that counts as found


@dataclass(frozen=True)
class Task:
    """`goal` is what the engine should reach: R@10, MRR."""

    name: str
    goal: str
    queries: Sequence[Query]


@dataclass(frozen=True)
class Collection:
    """Documents, of which those of one kind are asked for, and the tasks to do with them."""

    language: str
    kind: str
    documents: Sequence[Document]
    tasks: Sequence[Task]


def collections(corpus: Corpus) -> list[Collection]:
    topics, projects, grants = corpus.topics(), corpus.projects(), corpus.grants()
    return [
        *_topics(topics, projects),
        _abstracts(grants, "en", {("title", "sv"): ".90, .77", ("text", "sv"): "none"}),
        _abstracts(grants, "sv", {("title", "en"): ".85, .69", ("title", "sv"): ".92, .81"}),
    ]


def project_document(project: Project) -> Document:
    return Document(
        id=f"project:{project.id}",
        kind="project",
        title=project.title,
        text=project.text,
        attributes={
            "call": project.topic,
            "partners": list(project.organisations),
            "opens": project.start.isoformat(),
        },
    )


def _topics(topics: Sequence[Topic], projects: Sequence[Project]) -> list[Collection]:
    calls = [Document(id=topic.id, kind="call", title=topic.title) for topic in topics]
    earlier = [project_document(project) for project in to_tune_with(projects)]
    known = {topic.id for topic in topics}
    queries = [
        Query(project.text, project.topic)
        for project in reported(projects)
        if project.specific and project.topic in known
    ]
    alone = Task("project → EU topic", ".80, .58", queries)
    helped = Task("the same, with earlier projects", ".86, .64", queries)
    return [
        Collection("en", "call", calls, [alone]),
        Collection("en", "call", [*calls, *earlier], [helped]),
    ]


def _abstracts(
    grants: Sequence[Grant], language: str, goals: dict[tuple[str, str], str]
) -> Collection:
    """All abstracts in one language, and a task for each (part of a grant, its language)."""
    documents = [
        Document(id=grant.id, kind="project", title="", text=grant.text[language])
        for grant in grants
    ]
    tasks = []
    for (part, asked_in), goal in goals.items():
        queries = [
            Query(getattr(grant, part)[asked_in], grant.id)
            for grant in reported(grants)
            if part == "text" or grant.title_ok
        ]
        what = {"title": "title", "text": "abstract"}[part]
        name = f"{LANGUAGE_NAMES[asked_in]} {what} → {LANGUAGE_NAMES[language]} abstract"
        tasks.append(Task(name, goal, queries))
    return Collection(language, "project", documents, tasks)
