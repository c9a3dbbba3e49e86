"""Shapes and words that become SVG: for a page with classes, for paper with colours in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.html import escape

FONT: Final = "Atkinson Hyperlegible Next, sans-serif"
PAPER: Final[Mapping[str, str]] = {
    "grid": 'fill="none" stroke="#ded6c6"',
    "bar package": 'fill="#1d5140"',
    "bar activity": 'fill="#8fbba3" stroke="#1d5140"',
    "mark milestone": 'fill="#c9861a" stroke="#1c2925"',
    "mark deliverable": 'fill="#fffefb" stroke="#1c2925" stroke-width="2"',
    "today": 'fill="none" stroke="#c9861a" stroke-width="2"',
    "box": 'fill="#fffefb" stroke="#1d5140" stroke-width="1.5"',
    "tie": 'fill="none" stroke="#1d5140" stroke-width="2"',
    "head": 'fill="#1d5140"',
}
TEXTS: Final[Mapping[str, str]] = {
    "package": 'font-weight="700" fill="#1c2925"',
    "today-text": 'fill="#74480a"',
}


@dataclass(frozen=True)
class Words:
    x: float
    y: float
    text: str
    look: str = ""


@dataclass(frozen=True)
class Shape:
    """`path` is an outline in the language of SVG, `look` one of the names above."""

    path: str
    look: str


@dataclass(frozen=True)
class Linked:
    """What one can press: shapes and words that lead to an address. `says` is read aloud."""

    url: str
    says: str
    shapes: tuple[Shape, ...]
    words: tuple[Words, ...]


@dataclass(frozen=True)
class Drawing:
    """A picture; `says` is its finding in a sentence."""

    name: str
    title: str
    says: str
    width: float
    height: float
    ground: tuple[Shape | Words, ...]
    items: tuple[Linked, ...]


def as_svg(drawing: Drawing, *, paper: bool) -> str:
    """For a page, the links stay and classes give the look; for paper it stands alone."""
    key = drawing.name
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" class="plan-picture {key}"'
        f' viewBox="0 0 {drawing.width:g} {drawing.height:g}"'
        f' role="{"img" if paper else "group"}" aria-labelledby="{key}-title {key}-says">'
        f'<title id="{key}-title">{escape(drawing.title)}</title>'
        f'<desc id="{key}-says">{escape(drawing.says)}</desc>',
        '<g aria-hidden="true">',
        *(_one(part, paper) for part in drawing.ground),
        "</g>",
    ]
    for item in drawing.items:
        inside: tuple[Shape | Words, ...] = (*item.shapes, *item.words)
        inner = "".join(_one(part, paper) for part in inside)
        if paper:
            parts.append(inner)
        else:
            parts.append(
                f'<a href="{escape(item.url)}" aria-label="{escape(item.says)}">'
                f'<g aria-hidden="true">{inner}</g></a>'
            )
    return "".join([*parts, "</svg>"])


def _one(part: Shape | Words, paper: bool) -> str:
    if isinstance(part, Shape):
        look = PAPER[part.look] if paper else f'class="{part.look}"'
        return f'<path {look} d="{part.path}"/>'
    look = f'class="{part.look}"' if part.look else ""
    if paper:
        fill = TEXTS.get(part.look, 'fill="#1c2925"')
        look = f'font-family="{FONT}" font-size="15" {fill}'
    return f'<text {look} x="{part.x:g}" y="{part.y:g}">{escape(part.text)}</text>'
