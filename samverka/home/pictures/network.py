"""Who has worked with whom: the rows of it, what is chosen among them, and the picture."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from django.core.cache import caches

from samverka.common.lettering import Box
from samverka.home.pictures.layout import Label, Point, labels, places, ring
from samverka.home.pictures.ties import Tie

MOST = 60  # dots in one picture
WIDTH = 960.0
DAYS_KEPT = 24 * 60 * 60  # a layout depends on nothing but what it was made of


@dataclass(frozen=True)
class Dot:
    """An organisation as the picture needs it. `municipality` is a code, `themes` are slugs."""

    pk: int
    slug: str
    name: str
    kind: str
    municipality: str
    themes: tuple[str, ...]
    example: bool


@dataclass(frozen=True)
class Wish:
    """What the visitor wants to see; nothing chosen under a heading means everything."""

    kinds: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()

    def fits(self, dot: Dot) -> bool:
        return (
            (not self.kinds or dot.kind in self.kinds)
            and (not self.municipalities or dot.municipality in self.municipalities)
            and (not self.themes or not set(self.themes).isdisjoint(dot.themes))
        )


@dataclass(frozen=True)
class Link:
    """Two who have worked together, the first in the alphabet first, and all they share."""

    one: Dot
    other: Dot
    ties: tuple[Tie, ...]

    @property
    def weight(self) -> int:
        return len(self.ties)

    def has(self, dot: Dot | None) -> bool:
        return dot is not None and dot.pk in (self.one.pk, self.other.pk)


@dataclass(frozen=True)
class Network:
    """What fits a wish: the links, the strongest first, and dots that fit but have none."""

    links: list[Link]
    tied: list[Dot]  # the most connected first
    alone: list[Dot]

    @property
    def number(self) -> int:
        return len(self.tied) + len(self.alone)


def links_of(dots: Mapping[int, Dot], ties: Iterable[Tie]) -> list[Link]:
    """All that two share, the strongest first. Ties with somebody unknown are left out."""
    order = {dot.pk: n for n, dot in enumerate(sorted(dots.values(), key=_by_name))}
    shared: dict[tuple[int, int], list[Tie]] = defaultdict(list)
    for tie in ties:
        if tie.one in order and tie.other in order:
            pair = (tie.one, tie.other)
            shared[pair if order[tie.one] < order[tie.other] else pair[::-1]].append(tie)
    ranked = sorted(
        shared.items(), key=lambda one: (-len(one[1]), order[one[0][0]], order[one[0][1]])
    )
    return [Link(dots[one], dots[other], tuple(between)) for (one, other), between in ranked]


def network_of(dots: Mapping[int, Dot], links: Sequence[Link], wish: Wish) -> Network:
    """Of links with the strongest first, those in which at least one of the two fits."""
    fitting = {pk for pk, dot in dots.items() if wish.fits(dot)}
    found = [link for link in links if link.one.pk in fitting or link.other.pk in fitting]
    if wish.ties:
        found = sorted(_only(found, wish.ties), key=lambda link: -link.weight)
    weight: dict[int, int] = defaultdict(int)
    for link in found:
        weight[link.one.pk] += link.weight
        weight[link.other.pk] += link.weight
    return Network(
        links=found,
        tied=sorted((dots[pk] for pk in weight), key=lambda dot: (-weight[dot.pk], _by_name(dot))),
        alone=sorted((dots[pk] for pk in fitting if pk not in weight), key=_by_name),
    )


def _only(links: Iterable[Link], kinds: Collection[str]) -> Iterable[Link]:
    for link in links:
        if kept := tuple(tie for tie in link.ties if tie.kind in kinds):
            yield Link(link.one, link.other, kept)


def _by_name(dot: Dot) -> tuple[str, int]:
    return dot.name.casefold(), dot.pk


@dataclass(frozen=True)
class Node:
    """A dot with its place. `state` is chosen, near (tied to the chosen), tied or alone."""

    dot: Dot
    x: float
    y: float
    size: float
    label: Label | None
    state: str

    @property
    def rim(self) -> float:
        """Of the dashed ring around an example."""
        return self.size + 4


@dataclass(frozen=True)
class Line:
    """A curve between two dots: one for each way of working together."""

    path: str
    width: float
    kind: str
    near: bool


@dataclass(frozen=True)
class Picture:
    """Everything to draw, in px of a view `width` wide and `height` high."""

    width: float
    height: float
    nodes: list[Node] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    shown: int = 0  # of those with ties

    @property
    def alone(self) -> int:
        return len(self.nodes) - self.shown

    @property
    def has_examples(self) -> bool:
        return any(node.dot.example for node in self.nodes)


def picture_of(network: Network, chosen: Dot | None = None, most: int = MOST) -> Picture:
    """The most connected, always with the chosen and those it shares most with."""
    shown = _shown(network, chosen, most)
    number = {dot.pk: n for n, dot in enumerate(shown)}
    links = [link for link in network.links if link.one.pk in number and link.other.pk in number]
    around = network.alone[: max(0, min(most, MOST) - len(shown))]
    height = _height(len(shown))
    ties = {(number[link.one.pk], number[link.other.pk]): link.weight for link in links}
    points, found = _placed([dot.name for dot in shown], ties, len(around), height)
    near = {dot.pk for link in links if link.has(chosen) for dot in (link.one, link.other)}
    sizes = _sizes(len(shown), ties)
    nodes = [
        Node(dot, *points[n], sizes[n], found[n], _state(dot, chosen, near))
        for n, dot in enumerate(shown)
    ]
    nodes += [
        Node(dot, *points[len(shown) + n], FAR, None, "chosen" if dot == chosen else "alone")
        for n, dot in enumerate(around)
    ]
    lines = [
        line
        for link in links
        for line in _lines(link, points[number[link.one.pk]], points[number[link.other.pk]], chosen)
    ]
    return Picture(WIDTH, height, nodes, lines, len(shown))


FAR = 6.0


def _shown(network: Network, chosen: Dot | None, most: int) -> list[Dot]:
    if chosen is None:
        return network.tied[:most]
    company = [
        link.other if link.one == chosen else link.one for link in network.links if link.has(chosen)
    ]
    if not company:
        return network.tied[:most]
    kept = {dot.pk for dot in [chosen, *company, *network.tied][:most]}
    for dot in network.tied:  # the rest by how connected they are
        if len(kept) >= most:
            break
        kept.add(dot.pk)
    return [dot for dot in network.tied if dot.pk in kept]


def _height(tied: int) -> float:
    """Room for the names: the more, the higher."""
    return 460.0 if tied <= 14 else 600.0 if tied <= 30 else 760.0


def _state(dot: Dot, chosen: Dot | None, near: set[int]) -> str:
    if dot == chosen:
        return "chosen"
    return "near" if dot.pk in near else "tied"


def _sizes(tied: int, ties: Mapping[tuple[int, int], int]) -> list[float]:
    """Half the width of each dot: the more ties, the larger."""
    weight = [0] * tied
    for (one, other), shared in ties.items():
        weight[one] += shared
        weight[other] += shared
    return [round(min(8 + 1.6 * w**0.5, 16), 1) for w in weight]


def _placed(
    names: list[str], ties: Mapping[tuple[int, int], int], around: int, height: float
) -> tuple[list[Point], list[Label | None]]:
    """Kept between requests, under a key made of all it depends on."""
    asked = repr((names, sorted(ties.items()), around, height))
    key = f"network:{sha256(asked.encode()).hexdigest()}"
    kept: tuple[list[Point], list[Label | None]] | None = caches["process"].get(key)
    if kept is None:
        kept = _place(names, ties, around, height)
        caches["process"].set(key, kept, DAYS_KEPT)
    return kept


def _place(
    names: list[str], ties: Mapping[tuple[int, int], int], around: int, height: float
) -> tuple[list[Point], list[Label | None]]:
    view = Box(0, 0, WIDTH, height)
    room = Box(70, 50, WIDTH - 70, height - 50)
    if around:  # those without ties stand along the rim, so the others keep to the middle
        room = Box(150, 80, WIDTH - 150, height - 80)
    points = places(ties, len(names), room)
    points += ring(around, Box(14, 14, WIDTH - 14, height - 14))
    sizes = _sizes(len(names), ties) + [FAR] * around
    return points, labels(names, points, sizes, view, list(ties))


def _lines(link: Link, start: Point, end: Point, chosen: Dot | None) -> list[Line]:
    """Bent a little, each kind its own way, so that none hides another."""
    kinds: dict[str, int] = defaultdict(int)
    for tie in link.ties:
        kinds[tie.kind] += 1
    (x1, y1), (x2, y2) = start, end
    found = []
    for n, (kind, shared) in enumerate(sorted(kinds.items())):
        bend = (0.09 + 0.07 * (n // 2)) * (-1 if n % 2 else 1)
        x, y = (x1 + x2) / 2 - bend * (y2 - y1), (y1 + y2) / 2 + bend * (x2 - x1)
        path = f"M{x1:g} {y1:g}Q{x:.1f} {y:.1f} {x2:g} {y2:g}"
        width = min(1.0 + 1.3 * shared, 9.0)
        found.append(Line(path, round(width, 1), kind, link.has(chosen)))
    return found
