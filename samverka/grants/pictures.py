"""The points of an application, drawn: a line for each criterion, a mark for each assessor."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from samverka.applications.pictures.drawing import Drawing, Shape, Words, as_svg
from samverka.grants.scoring import Scored
from samverka.grants.telling.scores import Scores
from samverka.grants.templatetags.judging import points

WIDTH, ROW, TOP = 360.0, 96.0, 8.0  # as wide as a phone, so that nobody has to scroll sideways
LEFT, RIGHT = 14.0, 320.0  # where the scale begins and ends
MARK, LONGEST = 9.0, 40  # half of a mark; letters of a title


def score_picture(scores: Scores, *, paper: bool = False) -> str:
    """ "" where nobody has scored."""
    rows = [one.scored for one in scores.rows if one.scored.points]
    if not rows:
        return ""
    parts = [part for n, row in enumerate(rows) for part in _line(row, TOP + n * ROW)]
    return as_svg(
        Drawing(
            name="scores",
            title=_("Points by criterion"),
            says=_says(rows),
            width=WIDTH,
            height=TOP + len(rows) * ROW,
            ground=tuple(parts),
            items=(),
        ),
        paper=paper,
    )


def _says(rows: list[Scored]) -> str:
    widest = max(rows, key=lambda one: one.spread)
    if not widest.spread:
        return _("All who scored agree on every criterion.")
    return _("They differ the most on “%(criterion)s”: from %(lowest)s to %(highest)s.") % {
        "criterion": widest.criterion.title,
        "lowest": widest.lowest,
        "highest": widest.highest,
    }


def _line(row: Scored, top: float) -> Iterator[Shape | Words]:
    middle = top + ROW * 0.55
    title = row.criterion.title
    short = title if len(title) <= LONGEST else f"{title[: LONGEST - 1]}…"
    yield Words(0, top + 18, short, "package")
    yield Shape(f"M{LEFT:g} {middle:g}H{RIGHT:g}", "grid")
    for value in range(1, row.criterion.most + 1):
        at = _across(row, value)
        yield Shape(f"M{at:g} {middle - 6:g}V{middle + 6:g}", "grid")
        yield Words(at - 4, middle + 28, str(value))
    yield from (_mark(row, value, middle) for value in sorted(set(row.points.values())))
    if row.mean is not None:
        at = _across(row, float(row.mean))
        yield Shape(f"M{at:g} {middle - 16:g}V{middle + 16:g}", "today")
        yield Words(at + 6, middle - 10, points(row.mean), "today-text")


def _mark(row: Scored, value: int, middle: float) -> Shape:
    """Larger where several gave the same."""
    number = sum(one == value for one in row.points.values())
    size = MARK * (1 + 0.25 * (number - 1))
    at = _across(row, value)
    return Shape(
        f"M{at - size:g} {middle:g}L{at:g} {middle - size:g}L{at + size:g} {middle:g}"
        f"L{at:g} {middle + size:g}Z",
        "mark deliverable",
    )


def _across(row: Scored, value: float) -> float:
    return LEFT + (RIGHT - LEFT) * (value - 1) / (row.criterion.most - 1)
