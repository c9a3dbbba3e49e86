"""bm25s: BM25 over sparse arrays, with Snowball stems."""

import json
from collections.abc import Callable, Iterable
from pathlib import Path

import bm25s
import Stemmer
from bm25s.stopwords import STOPWORDS_EN, STOPWORDS_SWEDISH

from bench.indexes import LANGUAGES, Hit, full_text, speaks_for
from samverka.matching import Document

STOP_WORDS = [*STOPWORDS_SWEDISH, *STOPWORDS_EN]


def reader(language: str | None) -> Callable[[list[str]], list[list[str]]]:
    """What makes lists of stems of texts; in no one language, lists of words."""
    stemmer = Stemmer.Stemmer(LANGUAGES[language]) if language else None

    def read(texts: list[str]) -> list[list[str]]:
        read: list[list[str]] = bm25s.tokenize(
            texts, stopwords=STOP_WORDS, stemmer=stemmer, return_ids=False, show_progress=False
        )
        return read

    return read


def indexed(stems: list[list[str]]) -> bm25s.BM25:
    index = bm25s.BM25()
    index.index(stems, show_progress=False)
    return index


def best(index: bm25s.BM25, stems: list[str], limit: int) -> Iterable[tuple[int, float]]:
    """Places in the index with their scores, best first, in this thread."""
    most = min(limit, index.scores["num_docs"])
    places, scores = index.retrieve([stems], k=most, n_threads=0, show_progress=False)
    return zip(places[0].tolist(), scores[0].tolist(), strict=True)


class Bm25:
    """It cannot grow: a further document means that all is built again."""

    def __init__(self, folder: Path, language: str | None) -> None:
        self.folder = folder
        self.read = reader(language)
        if folder.exists():
            self.index = bm25s.BM25.load(folder, mmap=True, show_progress=False)
            self.ids: list[str] = json.loads((folder / "ids.json").read_text())

    def fill(self, documents: Iterable[Document]) -> None:
        texts: list[str] = []
        self.ids = []
        for document in documents:
            texts.append(full_text(document))
            self.ids.append(speaks_for(document))
        self.index = indexed(self.read(texts))
        self.index.save(self.folder, show_progress=False)
        (self.folder / "ids.json").write_text(json.dumps(self.ids))

    def nearest(self, text: str, limit: int) -> list[Hit]:
        [stems] = self.read([text])
        found = best(self.index, stems, limit)
        return [Hit(self.ids[place], score) for place, score in found if score > 0]
