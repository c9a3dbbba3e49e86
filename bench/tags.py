"""Which tag a short text should carry: ours, nearest neighbours and a linear SVM."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from hashlib import sha1
from pathlib import Path
from statistics import mean, median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.pipeline import make_pipeline
from sklearn.svm import LinearSVC

from bench.corpus import Corpus, Topic, not_measured, reported
from bench.indexes import Index
from bench.indexes.bm25 import Bm25
from bench.indexes.ours import engine
from bench.indexes.tfidf import TfIdf
from bench.table import Table
from samverka.matching import Document

FOLDS = 5
AT_LEAST = 5  # topics that a destination must have
NEIGHBOURS = 30
ASKED = 3
COLUMNS = ("by", "right at 1", f"among {ASKED}", "median ms", f"goal: at 1, among {ASKED}")
HOW = (
    "A proxy, for there are no tagged descriptions of partners among the data: from the title of"
    f" an EU topic, the part of the programme it belongs to, one of {{tags}} with at least"
    f" {AT_LEAST} topics. {{asked}} titles of the half that nobody tunes with, in {FOLDS} folds:"
    " the topics of the other folds, of both halves, carry their tags. The nearest add up the"
    f" scores of {NEIGHBOURS}; the SVM learns from TF-IDF of words and pairs of words. A topic has"
    " one tag, a partner several: the table tells how well one subject is found."
    f" Milliseconds for the first {ASKED}, one thread."
)

Suggest = Callable[[str], list[str]]  # a title → tags, best first


class Answer(NamedTuple):
    place: int | None  # of the right tag, from 1; None: not among the first three
    seconds: float


def run() -> Table:
    corpus = Corpus.given()
    if corpus is None:
        return not_measured("tags")
    topics = [topic for topic in corpus.topics() if topic.dest]
    frequent = {tag for tag, seen in Counter(t.dest for t in topics).items() if seen >= AT_LEAST}
    answers: dict[str, list[Answer]] = defaultdict(list)
    for number in range(FOLDS):
        _ask(number, [topic for topic in topics if topic.dest in frequent], answers)
    rows = [_cells(by, given) for by, given in answers.items()]
    how = HOW.format(tags=len(frequent), asked=len(answers["ours"]))
    return Table("tags", how, COLUMNS, rows)


def fold(id: str) -> int:
    """Of the id's SHA-1 another part than decides its half."""
    return int.from_bytes(sha1(id.encode()).digest()[:8], "big") % FOLDS


def _ask(number: int, topics: Sequence[Topic], answers: dict[str, list[Answer]]) -> None:
    """Ask about one fold, when the others are known."""
    tagged = [
        Document(id=topic.id, kind="call", title=topic.title, tags=(topic.dest,))
        for topic in topics
        if fold(topic.id) != number
    ]
    questions = reported(topic for topic in topics if fold(topic.id) == number)
    with TemporaryDirectory() as folder:
        for by, suggest in _suggesters(Path(folder), tagged).items():
            for topic in questions:
                start = time.perf_counter()
                tags = suggest(topic.title)
                seconds = time.perf_counter() - start
                place = tags.index(topic.dest) + 1 if topic.dest in tags else None
                answers[by].append(Answer(place, seconds))


def _suggesters(folder: Path, tagged: Sequence[Document]) -> dict[str, Suggest]:
    by_words, by_stems = TfIdf(folder / "words", "en"), Bm25(folder / "stems", "en")
    ours = engine(folder / "ours")
    for index in (by_words, by_stems):
        index.fill(tagged)
    ours.add(tagged)
    return {
        "nearest by TF-IDF, scikit-learn": _of_nearest(by_words, tagged),
        "nearest by BM25, bm25s": _of_nearest(by_stems, tagged),
        "linear SVM on TF-IDF, scikit-learn": _of_svm(tagged),
        "ours": lambda title: [match.id for match in ours.tags(title, limit=ASKED)],
    }


def _of_nearest(index: Index, tagged: Sequence[Document]) -> Suggest:
    tag_of = {document.id: document.tags[0] for document in tagged}

    def suggest(title: str) -> list[str]:
        votes: defaultdict[str, float] = defaultdict(float)
        for hit in index.nearest(title, NEIGHBOURS):
            votes[tag_of[hit.id]] += hit.score
        return sorted(votes, key=lambda tag: -votes[tag])[:ASKED]

    return suggest


def _of_svm(tagged: Sequence[Document]) -> Suggest:
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    learned = make_pipeline(words, LinearSVC(random_state=0))
    learned.fit([document.title for document in tagged], [document.tags[0] for document in tagged])

    def suggest(title: str) -> list[str]:
        [sure] = learned.decision_function([title])
        ranked = sorted(zip(sure, learned.classes_, strict=True), reverse=True)
        return [str(tag) for _, tag in ranked[:ASKED]]

    return suggest


def _cells(by: str, answers: Sequence[Answer]) -> list[str]:
    shares = [mean(bool(a.place and a.place <= most) for a in answers) for most in (1, ASKED)]
    took = median(answer.seconds for answer in answers) * 1000
    goal = ".58, .80" if by == "ours" else ""
    return [by, *(f"{share:.3f}" for share in shares), f"{took:.1f}", goal]
