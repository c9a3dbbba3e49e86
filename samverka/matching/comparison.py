"""How much each of many documents shares with a question, reckoned all at once."""

from collections.abc import Iterator
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from samverka.matching.question import Clue, Question
from samverka.matching.shelf import GRAM_KINDS, MOST_GRAMS
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
# A few words hardly show where they lie: their best answers, by the square of how like they are,
# show it better, as far as the question is short and its words tell what it is about: the space
# was learned from research, where everyday words lie in the middle (J. J. Rocchio, "Relevance
# Feedback in Information Retrieval", 1971). Measured: decision 0009.
FED_BACK: Final = 0.7
BEST: Final = 5  # answers
FEW_WORDS: Final = 10
PLAIN_POWER: Final = 2
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
    number: int  # of that term on the shelf
    share: float  # of the clue, that finding that term is worth


class Spelled(NamedTuple):
    """A form of a clue that is compared by its letters."""

    column: int  # of the clue
    term: str
    translated: bool
    alike: float  # what finding a word spelled the same is worth, in shares of the clue
    telling: float  # of the clue


class AskedGroups(NamedTuple):
    """Letter groups that are asked for, and which of the documents' words have them."""

    kinds: Numbers  # each once, in order
    asked: Numbers  # of every form that is compared by its letters: the places of its groups
    form: Numbers  # for each of those, which form it is
    grams: NDArray[np.uint16]  # all letter groups of every word
    word: Numbers  # a word that has one, in order
    kind: Numbers  # the place of that one among `kinds`
    sizes: Numbers  # how many of them every word has


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
        self._words, self._where = _distinct(self._rows.word)
        heaviest = sorted(enumerate(question.words), key=lambda each: -each[1].weight)
        self._spelled = [
            Spelled(column, term, route == "translation", alike, clue.telling)
            for column, clue in heaviest[:MOST_SPELLED]
            for term, route, _, alike in clue.ways
            if alike >= FAINTEST
        ]
        self._groups = self._groups_there()
        self._met, self._shares = self._all_shares()
        self._columns = _places(self._met, len(self._words))[self._where]
        first = len(question.clues) - len(question.concepts)
        self._concepts = list(enumerate(question.concepts, start=first))
        self._named: dict[int, NDArray[np.bool_]] = {}  # by column: the documents that do so
        self.amounts = self._amounts()
        self.carried: Floats = self.amounts.sum(1)  # the rest alone carries nothing
        places = shelf.places(rows, question.place)
        self.subject: Floats = NEAR * question.asked**NEAR_POWER * (places @ question.place)
        self.letters = self._letters()
        close = shelf.meaning(rows, question.meant)
        meaning: Floats = MEANING * question.asked**MEANING_POWER * np.maximum(0, close - USUAL)
        self.total: Floats = self.carried + self.letters + self.subject + meaning
        self.meaning: Floats = np.where(close >= NEAR_IN_MEANING, meaning, np.float32(0))
        self.carried += self.meaning
        self.total += self._fed_back(places)

    def shared(self, line: int) -> Iterator[Shared]:
        """The words asked for that weigh most of those a document has."""
        words = len(self.question.clues) - len(self._concepts)
        amounts = self.amounts[line, :words]
        heaviest = np.argsort(-amounts, kind="stable")[:MOST_SHARED]
        heaviest = heaviest[amounts[heaviest] > 0]
        if not len(heaviest):
            return
        start, end = self._bounds[line : line + 2].tolist()
        there = self._columns[start:end]
        there = there[there >= 0]
        best = there[np.argmax(self._shares[there[:, None], heaviest], axis=0)]
        numbers = self._words[self._met[best]].tolist()
        for column, number, amount in zip(
            heaviest.tolist(), numbers, amounts[heaviest].tolist(), strict=True
        ):
            clue = self.question.clues[column]
            route, share, known = "spelling", 1.0, clue.known
            if number in known.numbers:
                at = known.numbers.index(number)
                route, share = known.routes[at], known.shares[at]
            yield Shared(clue, amount, route, number, share)

    def surface(self, one: Shared) -> str:
        """The word that answers a clue as documents write it."""
        return self.question.state.shelf.surface(one.number)

    def named(self, line: int) -> Iterator[tuple[Clue, float]]:
        """The concepts that a document names, and what each adds to what its words say."""
        for column, concept in self._concepts:
            if self._named[column][line]:
                yield concept, float(self.amounts[line, column])

    def _fed_back(self, places: Floats) -> Floats:
        """What lying near the best answers adds: those that were compared first."""
        question = self.question
        if question.best_answers is None:
            best = np.argsort(-self.total, kind="stable")[:BEST]
            place = np.maximum(self.total[best], 0) ** 2 @ places[best]
            # What answers little of what was asked has little to say.
            heard = min(1.0, self.total[best].max(initial=0.0) / max(question.asked, 1e-9))
            length = max(float(np.linalg.norm(place)), 1e-9)
            question.best_answers = place * np.float32(heard / length)
        short = min(1.0, FEW_WORDS / max(1, len(question.words)))
        share = FED_BACK * short * (1 - question.plain) ** PLAIN_POWER
        added: Floats = share * question.asked**NEAR_POWER * (places @ question.best_answers)
        return added

    @cached_property
    def _bounds(self) -> Numbers:
        """Where the words of each document begin, and where those of the last end."""
        return np.searchsorted(self._rows.document, np.arange(len(self._rows.length) + 1))

    def _groups_there(self) -> AskedGroups:
        shelf = self.question.state.shelf
        own = shelf.groups_of([one.term for one in self._spelled])
        form, at = np.nonzero(own)
        kinds, places = np.unique(own[form, at].astype(np.int64), return_inverse=True)
        column = np.zeros(GRAM_KINDS, np.uint16)
        column[kinds] = np.arange(1, len(kinds) + 1)
        grams = shelf.grams.take(self._words, 0)
        hits = column.take(grams.ravel())
        found = np.flatnonzero(hits != 0)
        word = found // MOST_GRAMS
        kind = hits[found].astype(np.int64) - 1
        sizes = np.bincount(word, minlength=len(grams))
        return AskedGroups(kinds, places, form, grams, word, kind, sizes)

    def _all_shares(self) -> tuple[Numbers, Floats]:
        """The words of the documents that say something of what is asked, and for each of them
        and each clue: what finding the one says of the other."""
        clues = self.question.clues
        words, column, worth = self._exact_shares()
        some, forms, like = self._alike()
        met = np.unique(np.concatenate([words, some]))
        shares = np.zeros((len(met), len(clues)), np.float32)
        if len(met):
            shares[np.searchsorted(met, words), column] = worth
            np.maximum.at(shares, (np.searchsorted(met, some), forms), like)
        return met, shares

    def _exact_shares(self) -> tuple[Numbers, Numbers, Floats]:
        """Words that are looked for as they stand, for which clue, and their share of it."""
        known = [clue.known for clue in self.question.clues]
        numbers = np.array([*chain.from_iterable(one.numbers for one in known)], np.int64)
        worth = np.array([*chain.from_iterable(one.shares for one in known)], np.float32)
        columns = np.repeat(np.arange(len(known)), [len(one.numbers) for one in known])
        if not len(self._words):
            return numbers[:0], columns[:0], worth[:0]
        places = np.minimum(np.searchsorted(self._words, numbers), len(self._words) - 1)
        there = self._words[places] == numbers
        return places[there], columns[there], worth[there]

    def _alike(self) -> tuple[Numbers, Numbers, Floats]:
        """The same for words that are only spelled like what is asked for, as word, clue, share."""
        there, forms = self._groups, self._spelled
        some = np.flatnonzero(there.sizes >= FEWEST_GROUPS)
        if not forms or not len(some):
            return some[:0], some[:0], np.zeros(0, np.float32)
        rarity = self.question.state.shelf.gram_rarity[there.kinds].astype(np.float64)
        by_kind = there.form[np.argsort(there.asked, kind="stable")]
        of_kind = np.bincount(there.asked, minlength=len(rarity))
        enough = there.sizes[there.word] >= FEWEST_GROUPS
        line = _places(some, len(self._words))[there.word[enough]]
        kind = there.kind[enough]
        each = of_kind[kind]
        found = by_kind[_runs(np.cumsum(of_kind)[kind] - each, each)]
        keys = np.repeat(line * len(forms), each) + found
        common = np.bincount(keys, np.repeat(rarity[kind], each))
        shared = np.flatnonzero(common)
        word, form = np.divmod(shared, len(forms))
        own = self.question.state.shelf.gram_rarity[there.grams[some]].sum(1)
        others = np.bincount(there.form, rarity[there.asked], len(forms))
        like = common[shared] / np.sqrt(np.maximum(own[word] * others[form], 1e-9))
        close = np.flatnonzero(like > LIKE)
        word, form, like = word[close], form[close], like[close]
        like = ((like - LIKE) / (1 - LIKE)) ** LIKE_POWER
        like *= np.array([one.alike for one in forms])[form]
        columns = np.array([one.column for one in forms], np.int64)
        return some[word], columns[form], like.astype(np.float32)

    def _amounts(self) -> Floats:
        rows, clues = self._rows, self.question.clues
        found = np.flatnonzero(self._columns >= 0)
        said = np.zeros((len(rows.length), len(self._met)), np.float32)
        said[rows.document[found], self._columns[found]] = rows.times[found]
        weights = np.array([clue.weight for clue in clues], np.float32)
        amounts: Floats = weights * _saturated(said @ self._shares, rows.length[:, None])
        for n, concept in self._concepts:
            # A concept adds what its words have not said: both are one and the same subject.
            said_already = amounts[:, self.question.wordings(concept)].sum(1)
            self._named[n] = amounts[:, n] > 0
            amounts[:, n] = np.maximum(0, amounts[:, n] - said_already)
        return amounts

    def _letters(self) -> Floats:
        """BM25 over letter groups, as if each were a small word."""
        there, rows = self._groups, self._rows
        if not len(there.kinds):
            return np.zeros(len(rows.length), np.float32)
        worth = self._group_weights()
        starts = np.cumsum(there.sizes) - there.sizes
        some = np.flatnonzero(there.sizes[self._where])
        word = self._where[some]
        each = there.sizes[word]
        keys = np.repeat(rows.document[some] * len(worth), each)
        keys += there.kind[_runs(starts[word], each)]
        size = len(rows.length) * len(worth)
        said = np.bincount(keys, np.repeat(rows.times[some], each), size).astype(np.float32)
        told = _saturated(said.reshape(-1, len(worth)), rows.length[:, None])
        letters: Floats = told @ worth
        return letters

    def _group_weights(self) -> Floats:
        """What each letter group of what is asked for and of its translations adds."""
        there = self._groups
        worth = np.array([one.telling * one.alike for one in self._spelled], np.float32)
        translated = np.array([one.translated for one in self._spelled])
        weights = np.zeros((2, len(there.kinds)), np.float32)
        into = translated[there.form].astype(np.int64)
        np.maximum.at(weights, (into, there.asked), worth[there.form])
        rarity = self.question.state.shelf.gram_rarity[there.kinds] / self.question.unmistakable
        added: Floats = (LETTERS * weights.sum(0) * rarity).astype(np.float32)
        return added


def _distinct(words: NDArray[np.uint32]) -> tuple[Numbers, Numbers]:
    """The different words in order, and which of them each is; sorting whole numbers is quick."""
    keys = words.astype(np.int64) << 32 | np.arange(len(words))
    keys.sort()
    ordered = keys >> 32
    new = np.ones(len(words), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=new[1:])
    where = np.empty(len(words), np.int64)
    where[keys & 0xFFFFFFFF] = np.cumsum(new) - 1
    return ordered[new], where


def _runs(starts: Numbers, sizes: Numbers) -> Numbers:
    """The whole numbers of so many runs, one after the other."""
    before = np.cumsum(sizes) - sizes
    total = int(sizes.sum())
    runs: Numbers = np.arange(total) + np.repeat(starts - before, sizes)
    return runs


def _places(some: Numbers, among: int) -> NDArray[np.int32]:
    """For each of so many things: its place among some of them, −1 where it is none."""
    places = np.full(among, -1, np.int32)
    places[some] = np.arange(len(some))
    return places


def _saturated(times: Floats, lengths: Floats) -> Floats:
    room = np.float32(SATURATION) * (1 - LENGTH + LENGTH * lengths)
    often: Floats = (times * np.float32(1 + SATURATION) / (times + room)).astype(np.float32)
    return often
