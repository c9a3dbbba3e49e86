"""As many documents and questions as one likes, of real sentences drawn with a fixed seed.

The vocabulary does not grow with the number of documents, so words are in more of them than in
real life, and every index has more to read.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random

from bench.corpus import Corpus
from samverka.matching import Document

SENTENCES = 6  # in a document: about 140 words
LANGUAGES = ("sv", "en")

_END = re.compile(r"(?<=[.!?])\s+(?=[A-ZÅÄÖ])")
_FEWEST, _MOST = 8, 80  # words; what is shorter or longer is hardly one sentence


class Drawn:
    """Half of the documents and of the questions are Swedish, half English, in turn."""

    def __init__(self, corpus: Corpus) -> None:
        grants = corpus.grants()
        self.sentences: dict[str, Sequence[str]] = {
            language: [
                sentence
                for grant in grants
                for sentence in _END.split(grant.text[language])
                if _FEWEST <= len(sentence.split()) <= _MOST
            ]
            for language in LANGUAGES
        }

    def documents(self, count: int, seed: int = 1) -> Iterator[Document]:
        draw = Random(seed)
        for number in range(count):
            sentences = draw.choices(self.sentences[LANGUAGES[number % 2]], k=SENTENCES)
            yield Document(
                id=f"{seed}:{number}", kind="project", title="", text=" ".join(sentences)
            )

    def additions(self, count: int, seed: int = 3) -> Iterator[Document]:
        """Documents with a title that is a word no other has."""
        draw = Random(seed)
        for document in self.documents(count, seed):
            word = "".join(draw.choice("bdfklmnprstv") + draw.choice("aeiou") for _ in range(6))
            yield replace(document, title=word)

    def questions(self, count: int, words: int, seed: int = 2) -> Iterator[str]:
        """Each of so many words, as they follow each other in sentences."""
        draw = Random(seed)
        for number in range(count):
            asked: list[str] = []
            while len(asked) < words:
                asked += draw.choice(self.sentences[LANGUAGES[number % 2]]).split()
            yield " ".join(asked[:words])
