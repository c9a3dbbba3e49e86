"""Figures as pictures: places and sizes of what the templates draw as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from samverka.effects.flow import Step

YEARS: Final = 8  # bars in one picture; the table has all
WIDTH, ROW, LABEL, LONGEST = 400, 34, 56, 200  # px: picture, from bar to bar, before it, its most
GAP: Final = 8  # px between a bar and its number

FLOW_WIDTH, FLOW_HEIGHT, TOP = 960, 250, 62
TALLEST, NARROW, COLUMN = 150, 4, 30  # px: the largest step, the least, and how wide each is


@dataclass(frozen=True)
class Bar:
    year: int
    text: str
    y: int
    length: float

    @property
    def text_x(self) -> float:
        return LABEL + self.length + GAP

    @property
    def base(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Bars:
    """One figure, a bar for each year, the newest first."""

    key: str
    title: str
    bars: list[Bar]
    width: int = WIDTH
    label: int = LABEL

    @property
    def height(self) -> int:
        return ROW * len(self.bars)

    @property
    def most(self) -> Bar:
        return max(self.bars, key=lambda bar: bar.length)


def bars_of(key: str, title: str, years: Sequence[tuple[int, Decimal, str]]) -> Bars:
    """Of a year, its amount and how that reads."""
    shown = years[:YEARS]
    most = max((amount for _year, amount, _text in shown), default=Decimal(0)) or Decimal(1)
    return Bars(
        key,
        title,
        [
            Bar(year, text, ROW * n + ROW // 2, round(float(amount / most) * LONGEST, 1))
            for n, (year, amount, text) in enumerate(shown)
        ],
    )


@dataclass(frozen=True)
class Column:
    """A step of the flow; `band` is the outline of what came out of the step before."""

    step: Step
    x: float
    height: float
    band: str
    came_x: float

    @property
    def middle(self) -> float:
        return self.x + COLUMN / 2

    @property
    def y(self) -> float:
        return FLOW_HEIGHT - self.height


@dataclass(frozen=True)
class Flow:
    columns: list[Column]
    width: int = FLOW_WIDTH
    height: int = FLOW_HEIGHT
    column: int = COLUMN


def drawn(steps: Sequence[Step]) -> Flow:
    """Columns as high as there are many, and between them what led on."""
    most = max(step.number for step in steps) or 1
    apart = (FLOW_WIDTH - 120 - COLUMN) / (len(steps) - 1)
    heights = [_height(step.number, most) for step in steps]
    columns = []
    for n, step in enumerate(steps):
        x = 60 + n * apart
        band = ""
        if n and step.came:
            led = min(_height(step.led, most), heights[n - 1])
            band = _band(x - apart + COLUMN, led, x, _height(step.came, most))
        columns.append(
            Column(step, round(x, 1), heights[n], band, round(x - apart / 2 + COLUMN / 2, 1))
        )
    return Flow(columns)


def _height(number: int, most: int) -> float:
    return round(max(NARROW, TALLEST * number / most), 1) if number else 0


def _band(left: float, led: float, right: float, came: float) -> str:
    """From the foot of one column to the foot of the next, as a ribbon."""
    half, foot = (left + right) / 2, FLOW_HEIGHT
    return (
        f"M{left:g} {foot - led:g}C{half:g} {foot - led:g} {half:g} {foot - came:g}"
        f" {right:g} {foot - came:g}V{foot:g}H{left:g}Z"
    )
