"""How much each of many documents shares with a question, reckoned all at once."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverka.matching.question import Clue, Question, Term
from samverka.matching.shelf import GRAM_KINDS, gram_numbers

# BM25's: saying a word again adds less each time, and a long document says more by chance.
_SATURATION: Final = 1.2
_LENGTH: Final = 0.75

Floats = NDArray[np.float32]


class Shared(NamedTuple):
    """A clue that a document answers."""

    clue: Clue
    amount: float  # what it adds to the score, in unmistakable words
    route: str  # of the term that answers it best: a kind of `Reason`
    surface: str  # that term as documents write it


class Comparison:
    """Documents, by their rows on the shelf, beside a question.

    `amounts` has a line for each document and a column for each clue: what finding that clue
    there adds to the score, told in unmistakable words. A document in two languages that says
    the same in both is not counted twice: for each clue the language that says more counts.
    `letters` is what likeness of letters adds beside the clues. `total` is all of it.
    """

    def __init__(self, question: Question, rows: NDArray[np.int64]) -> None:
        self.question = question
        self._rows = question.shelf.read(rows)
        self.amounts, self._in_english = self._compare_words()
        self.letters = self._compare_letters()
        self.carried: Floats = self.amounts.sum(1)  # letters alone carry nothing
        self.total: Floats = self.carried + self.letters

    def shared(self, line: int) -> Iterator[Shared]:
        """The clues that a document answers."""
        there = set(self._rows.word[self._rows.document == line].tolist())
        for column in np.flatnonzero(self.amounts[line] > 0).tolist():
            clue = self.question.clues[column]
            english = bool(self._in_english[line, column])
            met = [t for t in clue.terms if t.number in there and _is_english(t) == english]
            most = max(met, key=lambda term: term.worth)
            surface = self.question.shelf.surface(most.number)
            yield Shared(clue, float(self.amounts[line, column]), most.route, surface)

    def _compare_words(self) -> tuple[Floats, NDArray[np.bool_]]:
        question, rows = self.question, self._rows
        numbers = sorted({term.number for clue in question.clues for term in clue.terms})
        column = {number: n for n, number in enumerate(numbers)}
        worths = np.zeros((2, len(numbers), len(question.clues)), np.float32)
        for n, clue in enumerate(question.clues):
            for term in clue.terms:
                worths[int(_is_english(term)), column[term.number], n] += clue.weight * term.worth
        columns = np.full(len(question.shelf.grams), -1, np.int32)
        columns[numbers] = np.arange(len(numbers))
        found = np.flatnonzero(columns[rows.word] >= 0)
        said = np.zeros((len(rows.length), len(numbers)), np.float32)
        documents = rows.document[found]
        said[documents, columns[rows.word[found]]] = _saturated(
            rows.times[found], rows.length[documents]
        )
        swedish, english = said @ worths[0], said @ worths[1]
        return np.maximum(swedish, english), english > swedish

    def _compare_letters(self) -> Floats:
        weights = self._gram_weights
        shelf, rows = self.question.shelf, self._rows
        if not len(weights[0]):
            return np.zeros(len(rows.length), np.float32)
        columns = np.zeros(GRAM_KINDS, np.int32)
        columns[weights[0]] = np.arange(1, len(weights[0]) + 1)
        kinds = columns[shelf.grams[rows.word]]
        word, place = np.nonzero(kinds)
        width = len(weights[0]) + 1
        keys = rows.document[word] * width + kinds[word, place]
        counted = np.bincount(keys, rows.times[word], len(rows.length) * width)
        found = np.flatnonzero(counted)
        document, column = np.divmod(found, width)
        amounts = weights[1][column - 1] * _saturated(counted[found], rows.length[document])
        return np.bincount(document, amounts, len(rows.length)).astype(np.float32)

    @cached_property
    def _gram_weights(self) -> tuple[NDArray[np.int64], Floats]:
        """Letter groups of the words asked for and of their translations, and what each adds."""
        weights: defaultdict[int, float] = defaultdict(float)
        for clue in self.question.clues:
            for term, share in clue.spellings:
                for group in gram_numbers(term):
                    weights[group] += clue.weight * share
        groups = np.array(list(weights), np.int64)
        rarity = self.question.shelf.gram_rarity[groups] / self.question.unmistakable
        return groups, (np.array(list(weights.values()), np.float32) * rarity)


def _is_english(term: Term) -> bool:
    return term.text.startswith("en:")


def _saturated(times: NDArray, lengths: NDArray) -> NDArray:
    return times * (1 + _SATURATION) / (times + _SATURATION * (1 - _LENGTH + _LENGTH * lengths))
