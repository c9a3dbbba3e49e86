"""The public calls of a partnership in memory: which fit an answer, and how many there would be.

Every answer of every question is one whole number with a bit for each call, in the order of the
nearest last day: what fits several is `&`, how many there are is the number of ones. Each process
keeps its own, and asks the database by one query whether anything has changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import reduce
from itertools import compress
from operator import or_
from threading import Lock
from typing import Final, NamedTuple

from django.db.models import Count, Max, Q, Subquery
from django.utils import timezone

from samverka.calls.facts import Answer, Fact, facts_of, on_day, texts_of
from samverka.calls.fulltext import Fulltext, Said
from samverka.calls.models import Call
from samverka.calls.wanted import Status, Wanted
from samverka.common.tenancy import current_partnership_id
from samverka.record.models import History

# Two who change something at once may be done in another order than their clocks and numbers say.
AT_ONCE: Final = timedelta(minutes=2)
HISTORY_AT_ONCE: Final = 100  # rows
MANY: Final = 5_000  # calls that have changed: then all are read again


class Stamp(NamedTuple):
    """Different whenever a call may have changed."""

    calls: int
    changed: datetime | None
    history: int


@dataclass(frozen=True)
class Shelf:
    """All calls as they stand on one day; `order` is that of the bits, the lowest first."""

    stamp: Stamp
    day: date
    order: list[int]
    masks: Mapping[Answer, int]
    place: Mapping[int, int]
    fulltext: "Reading"
    _found: dict[str, tuple[int, int]] = field(default_factory=dict)

    def find(self, wanted: Wanted) -> int:
        """The calls that fit, as bits."""
        return self._fitting(wanted, wanted.answers)

    def numbers(self, wanted: Wanted, question: str) -> dict[str, int]:
        """How many would be shown for each answer, the other questions answered as they are."""
        others = {name: chosen for name, chosen in wanted.answers.items() if name != question}
        rest = self._fitting(wanted, others, but=question)
        return {
            answer: number
            for (name, answer), mask in self.masks.items()
            if name == question and (number := (rest & mask).bit_count())
        }

    def picked(self, wanted: Wanted) -> list[int]:
        """The keys of the calls that fit, in their order; those with the very words first."""
        fitting = self.find(wanted)
        exactly = fitting & self._words(wanted)[0]
        return [*self._keys(exactly), *self._keys(fitting & ~exactly)]

    def exactly(self, wanted: Wanted) -> int:
        """How many of them say the very words."""
        return (self.find(wanted) & self._words(wanted)[0]).bit_count()

    def _keys(self, mask: int) -> Iterator[int]:
        return compress(self.order, map(int, reversed(f"{mask:b}")))

    def _fitting(self, wanted: Wanted, answers: Mapping[str, Iterable[str]], but: str = "") -> int:
        mask = self._words(wanted)[1]
        if "status" not in answers and but != "status":
            mask &= ~self.masks.get(("status", Status.CLOSED), 0)
        for name, chosen in answers.items():
            mask &= reduce(or_, (self.masks.get((name, answer), 0) for answer in chosen))
        return mask

    def _words(self, wanted: Wanted) -> tuple[int, int]:
        """Exactly and somehow."""
        if not wanted.words:
            everything = (1 << len(self.order)) - 1
            return everything, everything
        if wanted.words not in self._found:
            said = self.fulltext.find(wanted.words)
            self._found[wanted.words] = self._mask(said.exactly), self._mask(said.somehow)
        return self._found[wanted.words]

    def _mask(self, calls: Iterable[int]) -> int:
        return bits((self.place[call] for call in calls if call in self.place), len(self.order))


class Reading:
    """The texts of the calls; read when somebody first looks for words, and then what changed."""

    def __init__(self) -> None:
        self._fulltext = Fulltext()
        self._unread: set[int] = set()
        self._lock = Lock()

    def warm(self) -> None:
        """Read what is not read yet, before anybody looks for words."""
        with self._lock:
            self._read()

    def changed(self, calls: Iterable[int]) -> None:
        with self._lock:
            self._unread.update(calls)

    def find(self, words: str) -> Said:
        with self._lock:
            self._read()
            return self._fulltext.find(words)

    def _read(self) -> None:
        if not self._unread:
            return
        for call in self._unread:
            self._fulltext.forget(call)
        for call, texts in texts_of(self._unread if len(self._unread) < MANY else None):
            self._fulltext.read(call, texts)
        self._unread = set()


class Memory:
    """What one process knows of the calls of one partnership."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._facts: dict[int, Fact] = {}
        self._reading = Reading()
        self._shelf: Shelf | None = None

    def shelf(self) -> Shelf:
        stamp, today = _stamp(), timezone.localdate()
        found = self._shelf
        if found and found.stamp == stamp and found.day == today:
            return found
        with self._lock:
            found = self._shelf  # somebody else may have made it meanwhile
            if found and found.stamp == stamp and found.day == today:
                return found
            if not found or found.day != today:
                self._put(facts_of(None))
            else:
                before = self._facts
                self._follow(found.stamp, stamp)
                if self._facts == before:
                    self._shelf = replace(found, stamp=stamp, _found={})
                    return self._shelf
            self._shelf = _made(stamp, today, self._facts, self._reading)
            return self._shelf

    def _follow(self, before: Stamp, now: Stamp) -> None:
        """Read what has changed since."""
        changed = _changed_since(before)
        facts = facts_of(changed)
        unchanged = {call: fact for call, fact in self._facts.items() if call not in changed}
        if len(unchanged) + len(facts) != now.calls or len(changed) > MANY:
            self._put(facts_of(None))
            return
        self._facts = unchanged | facts
        self._reading.changed(changed)

    def _put(self, facts: dict[int, Fact]) -> None:
        self._reading.changed({*facts, *self._facts})
        self._facts = facts


_memories: defaultdict[int, Memory] = defaultdict(Memory)


def shelf() -> Shelf:
    """The calls of the partnership in scope, as they are now."""
    return _memories[current_partnership_id()].shelf()


def warm() -> None:
    """Read the calls of the partnership in scope and their words before anybody asks.

    Twenty thousand calls take seconds, and whoever came first would have to wait.
    """
    shelf().fulltext.warm()


def forget() -> None:
    """For tests, which take back what they wrote as if it had never been."""
    _memories.clear()


def _stamp() -> Stamp:
    """One query, answered from indexes alone."""
    latest = History.objects.order_by("-pk").values("pk")[:1]
    told = Call.objects.public().aggregate(
        calls=Count("pk"), changed=Max("updated_at"), history=Max(Subquery(latest))
    )
    return Stamp(told["calls"], told["changed"], told["history"] or 0)


def _changed_since(before: Stamp) -> set[int]:
    told = History.objects.filter(kind="call", pk__gt=before.history - HISTORY_AT_ONCE)
    changed = Q(pk__in=told.values("object_id"))
    if before.changed:
        changed |= Q(updated_at__gte=before.changed - AT_ONCE)
    return set(Call.objects.filter(changed).values_list("pk", flat=True))


def _made(stamp: Stamp, day: date, facts: Mapping[int, Fact], reading: Reading) -> Shelf:
    today = {call: on_day(call, fact, day) for call, fact in facts.items()}
    order = sorted(today, key=lambda call: today[call].key)
    having: defaultdict[Answer, list[int]] = defaultdict(list)
    for n, call in enumerate(order):
        for answer in (*facts[call].answers, *today[call].answers):
            having[answer].append(n)
    masks = {answer: bits(places, len(order)) for answer, places in having.items()}
    return Shelf(stamp, day, order, masks, {call: n for n, call in enumerate(order)}, reading)


def bits(places: Iterable[int], length: int) -> int:
    """A number with ones at these places."""
    row = bytearray(length // 8 + 1)
    for n in places:
        row[n >> 3] |= 1 << (n & 7)
    return int.from_bytes(row, "little")
