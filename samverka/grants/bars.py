"""Bars drawn on the server: how many grants under each answer, and where a round's money is."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from samverka.common.lettering import width_of
from samverka.grants.outcome import RoundMoney
from samverka.grants.shown import Figure

WIDTH = 360.0  # px: as a phone shows it, so that letters keep their size there
ROW, THICK = 52.0, 16.0  # px
LETTERS = 20.0  # px: the name stands over its bar
NUMBER = 40.0  # px for what is written at the end of the longest bar


@dataclass(frozen=True)
class Bar:
    """One bar from `x` to `x + width`; `end` is where its number is written."""

    label: str
    says: str
    x: float
    y: float
    width: float
    look: str = ""

    @property
    def above(self) -> float:
        """Where the letters of its name stand."""
        return self.y - 6

    @property
    def end(self) -> float:
        return self.x + self.width + 6

    @property
    def base(self) -> float:
        """Where the letters of its number stand."""
        return self.y + THICK - 3


@dataclass(frozen=True)
class Bars:
    width: float
    height: float
    thick: float
    bars: list[Bar]


def bars_of(figures: Sequence[Figure]) -> Bars:
    """A bar for each figure, as long as its number of grants says."""
    most = max((one.number for one in figures), default=1)
    room = WIDTH - NUMBER
    drawn = [
        Bar(_short(one.label), str(one.number), 0, ROW * row + LETTERS, room * one.number / most)
        for row, one in enumerate(figures)
    ]
    return Bars(WIDTH, ROW * len(figures), THICK, drawn)


def _short(label: str) -> str:
    """As much of it as there is room for; the table beside says all of it."""
    if width_of(label) <= WIDTH:
        return label
    while label and width_of(f"{label}…") > WIDTH:
        label = label[:-1]
    return f"{label.rstrip()}…"


def parts_of(money: RoundMoney) -> Bars:
    """One bar of parts: paid, what of that goes back, to be paid, not used, left."""
    whole = money.granted if money.budget is None else money.budget
    parts = [("paid", money.held), ("back", money.repaid + money.claimed)]
    parts += [("waits", money.to_be_paid), ("unused", money.unused)]
    if money.left is not None:
        parts.append(("left", money.left))
    drawn, x = [], 0.0
    for look, amount in parts:
        width = float(amount / whole) * WIDTH if whole else 0.0
        if amount > Decimal(0):
            drawn.append(Bar("", "", x, 0, width, look))
        x += width
    return Bars(WIDTH, THICK, THICK, drawn)
