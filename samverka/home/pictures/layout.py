"""Where the dots and names of a network stand: the same network always looks the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin

import networkx as nx
import numpy as np

from samverka.common.lettering import LINE, Box, in_lines, width_of

SEED = 2015
APART = 46.0  # px between the middles of two dots: room for a finger, and for a name
DENSE = 0.7  # share of all possible ties from which a group stands best in a ring
ROUNDS = 60  # of moving dots apart
BETWEEN = 50.0  # px between groups that stand side by side
CLEAR = 6.0  # px from a name to the dot of another
GAP = 5.0  # px from a dot to its name
_WAYS = ((0, -1), (0, 1), (1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1))

Point = tuple[float, float]


@dataclass(frozen=True)
class Label:
    """The lines of a name, the middle of the first one's foot, and how they stand to it."""

    x: float
    y: float
    anchor: str  # as SVG says it: start, middle, end
    lines: tuple[str, ...]
    box: Box


def places(ties: Mapping[tuple[int, int], int], dots: int, room: Box) -> list[Point]:
    """The middle of each dot, by its number; `ties` are weights by pairs of numbers below `dots`.

    Groups without ties between them get a part of the room each, in proportion to their size.
    """
    graph = nx.Graph()
    graph.add_nodes_from(range(dots))
    graph.add_weighted_edges_from((one, other, weight) for (one, other), weight in ties.items())
    groups = sorted((sorted(g) for g in nx.connected_components(graph)), key=lambda g: (-len(g), g))
    found: dict[int, Point] = {}
    for group, part in _share_out(groups, room):
        found |= _within(graph.subgraph(group), group, part)
    return _apart([found[n] for n in range(dots)], room)


def _share_out(groups: list[list[int]], room: Box) -> list[tuple[list[int], Box]]:
    """Halve the groups and the room along its longer side, until each group has its own part."""
    if len(groups) < 2:
        return [(group, room) for group in groups]
    sizes = [len(group) + 1 for group in groups]
    half, taken = 1, sizes[0]
    while half < len(groups) - 1 and taken + sizes[half] <= sum(sizes) / 2:
        taken += sizes[half]
        half += 1
    share = taken / sum(sizes)
    if room.right - room.left >= room.bottom - room.top:
        cut = room.left + share * (room.right - room.left)
        first = Box(room.left, room.top, cut - BETWEEN / 2, room.bottom)
        second = Box(cut + BETWEEN / 2, room.top, room.right, room.bottom)
    else:
        cut = room.top + share * (room.bottom - room.top)
        first = Box(room.left, room.top, room.right, cut)
        second = Box(room.left, cut, room.right, room.bottom)
    return [*_share_out(groups[:half], first), *_share_out(groups[half:], second)]


def _within(graph: nx.Graph, group: list[int], part: Box) -> dict[int, Point]:
    """The dots of one group, filling its part of the room."""
    middle = ((part.left + part.right) / 2, (part.top + part.bottom) / 2)
    if len(group) == 1:
        return {group[0]: middle}
    half = (0.42 * (part.right - part.left), 0.42 * (part.bottom - part.top))
    if len(group) < 4 or nx.density(graph) >= DENSE:
        raw = np.array(_ring(len(group), 1, 1, turn=0 if len(group) < 3 else -pi / 2))
    else:
        spread = 1.6 / len(group) ** 0.5
        start = nx.circular_layout(group)
        found = nx.spring_layout(
            graph, pos=start, seed=SEED, iterations=120, k=spread, method="force"
        )
        raw = np.array([found[n] for n in group])
    low, high = raw.min(axis=0), raw.max(axis=0)
    size = np.where(high - low > 1e-6, high - low, 2.0)
    unit = (raw - (low + high) / 2) / (size / 2)
    return {
        n: (middle[0] + float(x) * half[0], middle[1] + float(y) * half[1])
        for n, (x, y) in zip(group, unit, strict=True)
    }


def ring(dots: int, room: Box) -> list[Point]:
    """So many dots along the rim of the room."""
    x, y = (room.left + room.right) / 2, (room.top + room.bottom) / 2
    points = _ring(dots, (room.right - room.left) / 2, (room.bottom - room.top) / 2, turn=-pi / 2)
    return [(round(x + dx, 1), round(y + dy, 1)) for dx, dy in points]


def _ring(dots: int, across: float, down: float, turn: float) -> list[Point]:
    angles = (turn + 2 * pi * n / dots for n in range(dots))
    return [(across * cos(angle), down * sin(angle)) for angle in angles]


def _apart(points: list[Point], room: Box) -> list[Point]:
    """Moved until no two are closer than `APART`, as far as the room allows."""
    if not points:
        return []
    xy = np.array(points)
    for _ in range(ROUNDS):
        step = xy[:, None] - xy[None, :]
        far = np.hypot(step[..., 0], step[..., 1])
        np.fill_diagonal(far, APART)
        close = far < APART
        if not close.any():
            break
        push = np.where(close, (APART - far) / np.maximum(far, 1.0) / 2, 0.0)
        xy = xy + (step * push[..., None]).sum(axis=1) * 0.8
        xy = np.clip(xy, (room.left, room.top), (room.right, room.bottom))
    return [(round(float(x), 1), round(float(y), 1)) for x, y in xy]


def labels(
    names: Sequence[str],
    points: Sequence[Point],
    sizes: Sequence[float],
    room: Box,
    ties: Sequence[tuple[int, int]] = (),
) -> list[Label | None]:
    """A name beside each dot, the first ones first, where no other name or dot is in the way.

    Of the free places, the one that fewest ties pass. A dot without room for its name gets None.
    `sizes` are the half-widths of all dots, and there may be more dots than names.
    """
    reach = [size + CLEAR for size in sizes]
    dots = [Box(x - r, y - r, x + r, y + r) for (x, y), r in zip(points, reach, strict=True)]
    passed = _beads(points, ties)
    taken: list[Box] = []
    found: list[Label | None] = []
    middle = ((room.left + room.right) / 2, (room.top + room.bottom) / 2)
    for n, name in enumerate(names):
        hindrances = [*taken, *dots[:n], *dots[n + 1 :]]
        lines = in_lines(name)
        tried = (_label(lines, points[n], sizes[n], way) for way in _ways(points[n], middle))
        free = [
            label
            for label in tried
            if label.box.within(room) and not any(label.box.overlaps(box) for box in hindrances)
        ]
        label = min(free, key=lambda one: _beads_in(one.box, passed), default=None)
        found.append(label)
        if label:
            taken.append(label.box)
    return found


def _beads(points: Sequence[Point], ties: Sequence[tuple[int, int]]) -> np.ndarray:
    """Points close together along every tie."""
    if not ties:
        return np.empty((0, 2))
    ends = np.array(points)[np.array(ties)]
    steps = np.linspace(0, 1, 30)[None, :, None]
    beads: np.ndarray = ends[:, :1] * (1 - steps) + ends[:, 1:] * steps
    return beads.reshape(-1, 2)


def _beads_in(box: Box, beads: np.ndarray) -> int:
    inside = (beads > (box.left, box.top)) & (beads < (box.right, box.bottom))
    return int(inside.all(axis=1).sum())


def _ways(point: Point, middle: Point) -> list[tuple[int, int]]:
    """Away from the middle first; straight up or down before to the sides."""
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    far = hypot(dx, dy) or 1.0
    return sorted(
        _WAYS, key=lambda way: -(way[0] * dx * 0.4 + way[1] * dy) / far + 0.3 * abs(way[0])
    )


def _label(lines: tuple[str, ...], point: Point, size: float, way: tuple[int, int]) -> Label:
    width, height = max(map(width_of, lines)), LINE * len(lines)
    side, height_way = way
    near = size * 0.75 if side and height_way else size
    x = point[0] + side * (near + GAP)
    left = x - width / 2 if not side else x if side > 0 else x - width
    middle = point[1] + height_way * ((near if side else size) + 2 + height / 2)
    box = Box(left, middle - height / 2, left + width, middle + height / 2)
    anchor = ("end", "middle", "start")[side + 1]
    return Label(round(x, 1), round(box.top + 14.5, 1), anchor, lines, box)
