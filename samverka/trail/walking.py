"""From one row to all that came before and after it, as far as a visitor may see."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Any

from django.db.models import Model, Q, QuerySet

from samverka.common.languages import title_of
from samverka.partnership.rules import Belonging, Visitor
from samverka.trail.stations import Station, Told, stations

STEPS = 12  # from the row, in each direction
MOST = 24  # rows of one kind shown together

Key = tuple[type[Model], int]
Found = dict[Key, Model]


@dataclass(frozen=True)
class Card:
    """A row of the trail; how the one of this page stands is told by the page itself.

    `out_of` says where it came from, where that is not plain.
    """

    title: str
    url: str
    told: Told
    example: bool
    is_here: bool = False
    out_of: Sequence[str] = ()


@dataclass(frozen=True)
class Stop:
    """All rows of one kind, before or after the one where we are; `more`: there are others."""

    name: str
    mark: str
    cards: Sequence[Card]
    more: bool

    @property
    def is_here(self) -> bool:
        return any(card.is_here for card in self.cards)


@dataclass
class Walk:
    """What one visitor may see, asked once of each kind."""

    visitor: Visitor
    seen: dict[Station[Any], QuerySet[Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.belonging = Belonging(self.visitor)

    def rows(self, station: Station[Any], wanted: Q) -> list[Model]:
        if station not in self.seen:
            self.seen[station] = station.seen(self.belonging)
        return list(self.seen[station].filter(wanted)[: MOST + 1])

    def reached(self, row: Model, *, forward: bool) -> Found:
        """All that came of the row, or all that it came out of: a query for each kind and step."""
        found: Found = {_key(row): row}
        newest: Iterable[Model] = [row]
        for _ in range(STEPS):
            there = {_key(one): one for one in self._next(newest, found, forward)}
            newest = [one for key, one in there.items() if key not in found]
            found = there | found
            if not newest:
                break
        return found

    def _next(self, rows: Iterable[Model], known: Found, forward: bool) -> Iterator[Model]:
        here, pointed = _keys(rows), _keys_pointed_at(rows, forward=forward)
        for station in stations().values():
            wanted = Q()
            if missing := pointed[station.model] - {
                pk for kind, pk in known if kind is station.model
            }:
                wanted |= Q(pk__in=missing)
            for key in station.came_from if forward else station.led_to:
                if there := here.get(station.target(key)):
                    wanted |= Q(**{f"{key}__in": there})
            if wanted:
                yield from self.rows(station, wanted)


def trail_of(row: Model, visitor: Visitor) -> list[Stop]:
    """In the order of the journey, this row among the others; nothing where it stands alone.

    A kind that comes again, such as the talk after the experience, has a stop of its own.
    """
    walk = Walk(visitor)
    before, after = walk.reached(row, forward=False), walk.reached(row, forward=True)
    if len(before) == len(after) == 1:
        return []
    order = list(stations().values())
    here = order.index(stations()[type(row)])
    earlier = [order[(here + 1 + n) % len(order)] for n in range(len(order))]
    later = [order[(here + n) % len(order)] for n in range(len(order))]
    groups = [
        *((one, _of(one, before, row)) for one in earlier),
        (order[here], [row]),
        *((one, _of(one, after, row)) for one in later),
    ]
    origins = _Origins({**before, **after})
    return [_stop(station, rows, origins, row) for station, rows in groups if rows]


class _Origins:
    """Where each row came from, read off the foreign keys of rows that the visitor sees."""

    def __init__(self, found: Found) -> None:
        self.found = found
        self.of: dict[Key, list[Key]] = defaultdict(list)
        self.kinds: dict[type[Model], int] = defaultdict(int)
        for key, row in found.items():
            self.kinds[key[0]] += 1
            self.of[key] += [one for one in _targets(row, forward=False) if one in found]
            for later in _targets(row, forward=True):
                self.of[later].append(key)

    def told(self, row: Model) -> list[str]:
        """By title, where several of that kind stand beside each other."""
        keys = dict.fromkeys(self.of[_key(row)])
        return [str(self.found[key]) for key in keys if self.kinds[key[0]] > 1]


def _stop(station: Station[Any], rows: list[Model], origins: _Origins, here: Model) -> Stop:
    cards = [
        Card(
            title=title_of(row),
            url=row.get_absolute_url(),  # type: ignore[attr-defined]
            told=Told() if row == here else station.told(row),
            example=getattr(row, "example", False),
            is_here=row == here,
            out_of=origins.told(row),
        )
        for row in rows[:MOST]
    ]
    return Stop(str(station.name), station.mark, cards, more=len(rows) > MOST)


def _of(station: Station[Any], found: Found, here: Model) -> list[Model]:
    return [row for (kind, _), row in found.items() if kind is station.model and row != here]


def _targets(row: Model, *, forward: bool) -> Iterator[Key]:
    """What the row's own foreign keys point at, in one direction."""
    station = stations()[type(row)]
    for name in station.led_to if forward else station.came_from:
        *way, last = name.split("__")
        pk = getattr(reduce(getattr, way, row), f"{last}_id")
        if pk is not None:
            yield station.target(name), pk


def _keys(rows: Iterable[Model]) -> dict[type[Model], set[int]]:
    found = defaultdict(set)
    for row in rows:
        found[type(row)].add(row.pk)
    return found


def _keys_pointed_at(rows: Iterable[Model], *, forward: bool) -> dict[type[Model], set[int]]:
    found = defaultdict(set)
    for kind, pk in (key for row in rows for key in _targets(row, forward=forward)):
        found[kind].add(pk)
    return found


def _key(row: Model) -> Key:
    return type(row), row.pk
