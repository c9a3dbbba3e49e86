"""TF-IDF of words and pairs of words, by scikit-learn; kept in memory."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.indexes import Hit, full_text, speaks_for
from bench.indexes.bm25 import STOP_WORDS
from samverka.matching import Document


class TfIdf:
    def __init__(self, folder: Path, language: str) -> None:
        self.vectoriser = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, stop_words=STOP_WORDS
        )

    def fill(self, documents: Iterable[Document]) -> None:
        held = list(documents)
        self.ids = [speaks_for(document) for document in held]
        self.vectors = self.vectoriser.fit_transform(map(full_text, held))

    def nearest(self, text: str, limit: int) -> list[Hit]:
        likeness = (self.vectors @ self.vectoriser.transform([text]).T).toarray().ravel()
        best = np.argsort(-likeness, kind="stable")[:limit]
        return [Hit(self.ids[place], likeness[place]) for place in best if likeness[place] > 0]
