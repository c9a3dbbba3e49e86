"""The county as a schematic map: how many there are in each municipality, and where to write it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from samverka.common.lettering import Box, width_of
from samverka.partnership.models import Municipality

MANY = 5  # partners in one municipality
CLEAR = 8.0  # px on each side of a name
STEPS = (0, -18, 18, -27, 27, -36, 36)  # px by which a name is moved out of the way
ROW = 21.0  # px from the name to the number under it
Corner = tuple[float, float]


@dataclass(frozen=True)
class Place:
    """A municipality on the map. `how` many as a class: none, one, some, many."""

    code: str
    name: str
    shape: str
    partners: int
    projects: int
    x: float
    y: float
    in_one_row: bool
    chosen: bool

    def __str__(self) -> str:
        return self.name

    @property
    def how(self) -> str:
        if self.partners < 2:
            return "one" if self.partners else "none"
        return "some" if self.partners < MANY else "many"

    @property
    def rows(self) -> tuple[Box, ...]:
        """The room that the name takes, and the number under it."""
        half = width_of(self.name) / 2 + CLEAR + (9 if self.in_one_row else 0)
        name = Box(self.x - half, self.y - 13, self.x + half, self.y + 5)
        number = Box(self.x - 10, self.below - 13, self.x + 10, self.below + 5)
        return (name,) if self.in_one_row else (name, number)

    def runs_into(self, other: "Place") -> bool:
        return any(one.overlaps(two) for one in self.rows for two in other.rows)

    @property
    def below(self) -> float:
        return self.y + ROW


@dataclass(frozen=True)
class County:
    """All places, in the alphabet, and the part of the plane that they fill."""

    places: list[Place]
    view: str

    @property
    def chosen(self) -> Place | None:
        return next((place for place in self.places if place.chosen), None)

    @property
    def drawn(self) -> list[Place]:
        return [place for place in self.places if place.shape]

    @property
    def has_projects(self) -> bool:
        return any(place.projects for place in self.places)

    @property
    def missing(self) -> list[Place]:
        return [place for place in self.places if not place.partners]

    @property
    def strongest(self) -> list[Place]:
        """Those with partners, the most first."""
        there = [place for place in self.places if place.partners]
        return sorted(there, key=lambda place: (-place.partners, place.name))


def county_of(
    municipalities: Collection[Municipality], projects: Mapping[str, int], chosen: str = ""
) -> County:
    """`municipalities` with their partner count; `projects` and `chosen` by their codes."""
    places = _told_apart(
        [_place(one, projects.get(one.code, 0), one.code == chosen) for one in municipalities]
    )
    corners = [corner for place in places for corner in corners_of(place.shape)]
    if not corners:
        return County(places, "0 0 1 1")
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    left, top = min(xs) - 6, min(ys) - 6
    return County(places, f"{left:g} {top:g} {max(xs) + 6 - left:g} {max(ys) + 6 - top:g}")


def _place(one: Municipality, projects: int, chosen: bool) -> Place:
    x, y, in_one_row = _lettered(one.shape, one.name)
    return Place(
        code=one.code,
        name=one.name,
        shape=one.shape,
        partners=one.partner_count,
        projects=projects,
        x=x,
        y=y,
        in_one_row=in_one_row,
        chosen=chosen,
    )


@lru_cache(maxsize=1000)
def _lettered(shape: str, name: str) -> tuple[float, float, bool]:
    """Reckoned once in each process: places do not move."""
    return lettered(corners_of(shape), name)


def _told_apart(places: list[Place]) -> list[Place]:
    """Names that would run together are moved up or down."""
    found: list[Place] = []
    for place in places:
        moved = (replace(place, y=round(place.y + step, 1)) for step in STEPS)
        taken = [other for other in found if other.shape]
        free = (one for one in moved if not any(one.runs_into(other) for other in taken))
        found.append(next(free, place))
    return found


def corners_of(shape: str) -> list[Corner]:
    """The corners of a municipality; a shape that cannot be read has none."""
    try:
        pairs = [pair.split(",") for pair in shape.split()]
        return [(float(x), float(y)) for x, y in pairs]
    except ValueError:
        return []


def lettered(corners: list[Corner], name: str) -> tuple[float, float, bool]:
    """Where the name has most room: its middle, its foot, and if the number stands beside it."""
    if not corners:
        return 0.0, 0.0, True
    top, bottom = min(y for _, y in corners), max(y for _, y in corners)
    best: tuple[float, float, float, bool] | None = None
    for in_one_row, above, below in ((False, 15.0, ROW + 5), (True, 15.0, 6.0)):
        y = top + above
        while y + below < bottom:
            room = _room(corners, y - above, y + below)
            lack = max(0.0, width_of(name) + 10 - (room.right - room.left))
            centred = abs((y + (below - above) / 2) - (top + bottom) / 2)
            worth = -3 * lack - centred - (25 if in_one_row else 0)
            if best is None or worth > best[0]:
                best = (worth, (room.left + room.right) / 2, y, in_one_row)
            y += 2
    if best is None:
        return sum(x for x, _ in corners) / len(corners), (top + bottom) / 2 + 5, True
    return round(best[1], 1), round(best[2], 1), best[3]


def _room(corners: list[Corner], top: float, bottom: float) -> Box:
    """The widest upright rectangle between two heights that lies within all of the shape."""
    left, right = -1e9, 1e9
    heights = [top, (top + bottom) / 2, bottom, *(y for _, y in corners if top < y < bottom)]
    for height in heights:
        crossed = sorted(_crossings(corners, height))
        if len(crossed) < 2:
            return Box(0, top, 0, bottom)
        left, right = max(left, crossed[0]), min(right, crossed[-1])
    return Box(left, top, right, bottom)


def _crossings(corners: list[Corner], height: float) -> list[float]:
    """Where the sides of the shape pass a height."""
    found = []
    for (x1, y1), (x2, y2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if y1 != y2 and min(y1, y2) <= height <= max(y1, y2):
            found.append(x1 + (x2 - x1) * (height - y1) / (y2 - y1))
    return found
