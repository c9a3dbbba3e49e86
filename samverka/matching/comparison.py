"""How much each of many documents shares with a question, reckoned all at once."""

from collections.abc import Iterator
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverka.matching.question import Clue, Question
from samverka.matching.shelf import GRAM_KINDS, gram_numbers
from samverka.matching.space import Floats

# BM25's: saying a word again adds less each time, and a long document says more by chance.
SATURATION: Final = 1.2
LENGTH: Final = 0.9

# Two words are taken for one, the more the more of their letter groups they share by weight.
LIKE: Final = 0.4
LIKE_POWER: Final = 2.0
FEWEST_GROUPS: Final = 3
FAINTEST: Final = 0.35  # what says less of a clue is not compared by its letters
MOST_SPELLED: Final = 12  # of the words asked for, those that weigh most are compared by letters

# What each letter group found adds, in shares of finding its word.
LETTERS: Final = 0.15
# What lying near in the space of subjects adds, and to which power of all that was asked.
NEAR: Final = 0.3
NEAR_POWER: Final = 0.75
# What lying nearer in meaning than usual adds likewise, where an encoder tells it; from so near on
# it is a reason of its own. Told for all-MiniLM-L6-v2: other encoders may lie nearer as a rule.
MEANING: Final = 2.5
MEANING_POWER: Final = 0.5
USUAL: Final = 0.3  # the cosine
NEAR_IN_MEANING: Final = 0.4

MOST_SHARED: Final = 8  # clues of one document that are told of

Numbers = NDArray[np.int64]


class Shared(NamedTuple):
    """A clue that a document answers."""

    clue: Clue
    amount: float  # what it adds to the score, in unmistakable words
    route: str  # of the term that answers it best: a kind of `Reason`
    surface: str  # that term as documents write it


class Comparison:
    """Documents, by their rows on the shelf, beside a question.

    `amounts` has a line for each document and a column for each clue: what finding that clue
    there adds to the score, told in unmistakable words. Finding a translation or a word that is
    only spelled alike counts as finding a share of the word itself, and the shares are summed
    before they saturate (K. Darwish and D. W. Oard, "Probabilistic Structured Query Methods",
    2003). `letters` and `subject` are what likeness of letters and of subject add beside,
    `meaning` what nearness in meaning adds where it is a reason.
    """

    def __init__(self, question: Question, rows: Numbers) -> None:
        self.question = question
        shelf = question.state.shelf
        self._rows = shelf.read(rows)
        self._words, self._where = np.unique(self._rows.word, return_inverse=True)
        self._grams = shelf.grams[self._words]
        heaviest = sorted(enumerate(question.words), key=lambda each: -each[1].weight)
        self._spelled = heaviest[:MOST_SPELLED]
        self._shares = self._exact_shares()
        self._add_alike()
        first = len(question.clues) - len(question.concepts)
        self._concepts = list(enumerate(question.concepts, start=first))
        self._named: dict[int, NDArray[np.bool_]] = {}  # by column: the documents that do so
        self.amounts = self._amounts()
        self.carried: Floats = self.amounts.sum(1)  # the rest alone carries nothing
        near = shelf.nearness(rows, question.place)
        self.subject: Floats = NEAR * question.asked**NEAR_POWER * near
        self.letters = self._letters()
        close = shelf.meaning(rows, question.meant)
        meaning: Floats = MEANING * question.asked**MEANING_POWER * np.maximum(0, close - USUAL)
        self.total: Floats = self.carried + self.letters + self.subject + meaning
        self.meaning: Floats = np.where(close >= NEAR_IN_MEANING, meaning, np.float32(0))
        self.carried += self.meaning

    def shared(self, line: int) -> Iterator[Shared]:
        """The words asked for that weigh most of those a document has."""
        words = len(self.question.clues) - len(self._concepts)
        amounts = self.amounts[line, :words]
        there = self._where[self._rows.document == line]
        for column in np.argsort(-amounts, kind="stable")[:MOST_SHARED].tolist():
            if amounts[column] <= 0:
                return
            clue = self.question.clues[column]
            number = int(self._words[there[np.argmax(self._shares[there, column])]])
            route = next((term.route for term in clue.terms if term.number == number), "spelling")
            surface = self.question.state.shelf.surface(number)
            yield Shared(clue, float(amounts[column]), route, surface)

    def named(self, line: int) -> Iterator[tuple[Clue, float]]:
        """The concepts that a document names, and what each adds to what its words say."""
        for column, concept in self._concepts:
            if self._named[column][line]:
                yield concept, float(self.amounts[line, column])

    def _exact_shares(self) -> Floats:
        """For each word of the documents and each clue: what finding the one says of the other."""
        clues = self.question.clues
        shares = np.zeros((len(self._words), len(clues)), np.float32)
        known = [(t.number, n, t.share) for n, clue in enumerate(clues) for t in clue.terms]
        if not known or not len(self._words):
            return shares
        numbers, columns, worth = (np.array(each) for each in zip(*known, strict=True))
        places = np.minimum(np.searchsorted(self._words, numbers), len(self._words) - 1)
        there = self._words[places] == numbers
        shares[places[there], columns[there]] = worth[there]
        return shares

    def _add_alike(self) -> None:
        """Words that are spelled like what is asked for say a share of it too."""
        forms = [
            (column, way)
            for column, clue in self._spelled
            for way in clue.ways
            if way.alike >= FAINTEST
        ]
        if not forms or not len(self._words):
            return
        groups = [_groups(way.term) for _, way in forms]
        kinds, hits = self._hits(np.concatenate(groups))
        some = np.flatnonzero(np.count_nonzero(hits, axis=1) >= FEWEST_GROUPS)
        rarity = self.question.state.shelf.gram_rarity
        asked = np.zeros((len(kinds) + 1, len(forms)), np.float32)
        for n, own in enumerate(groups):
            asked[np.searchsorted(kinds, own) + 1, n] = rarity[own]
        said = np.zeros((len(some), len(kinds) + 1), np.float32)
        said[np.arange(len(some))[:, None], hits[some]] = 1
        lengths = np.outer(rarity[self._grams[some]].sum(1), asked.sum(0))
        like = (said @ asked) / np.sqrt(np.maximum(lengths, 1e-9))
        like = np.maximum(0, (like - LIKE) / (1 - LIKE)) ** LIKE_POWER
        like *= np.array([way.alike for _, way in forms], np.float32)
        for n, (column, _) in enumerate(forms):
            self._shares[some, column] = np.maximum(self._shares[some, column], like[:, n])

    def _amounts(self) -> Floats:
        rows, clues = self._rows, self.question.clues
        met = np.flatnonzero(self._shares.any(1))
        column = np.full(len(self._words), -1, np.int32)
        column[met] = np.arange(len(met))
        columns = column[self._where]
        found = np.flatnonzero(columns >= 0)
        said = np.zeros((len(rows.length), len(met)), np.float32)
        said[rows.document[found], columns[found]] = rows.times[found]
        weights = np.array([clue.weight for clue in clues], np.float32)
        amounts: Floats = weights * _saturated(said @ self._shares[met], rows.length[:, None])
        for n, concept in self._concepts:
            # A concept adds what its words have not said: both are one and the same subject.
            said_already = amounts[:, self.question.wordings(concept)].sum(1)
            self._named[n] = amounts[:, n] > 0
            amounts[:, n] = np.maximum(0, amounts[:, n] - said_already)
        return amounts

    def _letters(self) -> Floats:
        """BM25 over letter groups, as if each were a small word."""
        weights = self._group_weights
        rows = self._rows
        if not weights:
            return np.zeros(len(rows.length), np.float32)
        kinds, hits = self._hits(np.array(list(weights), np.int64))
        worth = np.array([weights[kind] for kind in kinds.tolist()], np.float32)
        worth *= self.question.state.shelf.gram_rarity[kinds] / self.question.unmistakable
        sizes = np.count_nonzero(hits, axis=1)
        starts = np.cumsum(sizes) - sizes
        each = sizes[self._where]
        ends = np.cumsum(each)
        steps = np.arange(ends[-1] if len(ends) else 0) - np.repeat(ends - each, each)
        kind = hits[hits > 0][np.repeat(starts[self._where], each) + steps] - 1
        keys = np.repeat(rows.document, each) * len(kinds) + kind
        size = len(rows.length) * len(kinds)
        said = np.bincount(keys, np.repeat(rows.times, each), size).astype(np.float32)
        told = _saturated(said.reshape(-1, len(kinds)), rows.length[:, None])
        letters: Floats = told @ worth
        return letters

    @cached_property
    def _group_weights(self) -> dict[int, float]:
        """Letter groups of what is asked for and of its translations, and what each adds."""
        weights: tuple[dict[int, float], dict[int, float]] = ({}, {})
        for _, clue in self._spelled:
            for way in clue.ways:
                if way.alike < FAINTEST:
                    continue
                into, worth = weights[way.route == "translation"], clue.telling * way.alike
                for group in gram_numbers(way.term):
                    into[group] = max(worth, into.get(group, 0.0))
        own, translated = weights
        return {
            group: LETTERS * (own.get(group, 0.0) + translated.get(group, 0.0))
            for group in sorted(own.keys() | translated.keys())
        }

    def _hits(self, groups: Numbers) -> tuple[Numbers, NDArray[np.int32]]:
        """These letter groups, each once, and which of them every word has, counted from 1."""
        kinds = np.unique(groups)
        column = np.zeros(GRAM_KINDS, np.int32)
        column[kinds] = np.arange(1, len(kinds) + 1)
        return kinds, column[self._grams]


@lru_cache(maxsize=100_000)
def _groups(term: str) -> Numbers:
    return np.array(gram_numbers(term), np.int64)


def _saturated(times: Floats, lengths: Floats) -> Floats:
    room = np.float32(SATURATION) * (1 - LENGTH + LENGTH * lengths)
    often: Floats = (times * np.float32(1 + SATURATION) / (times + room)).astype(np.float32)
    return often
