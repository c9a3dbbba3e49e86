"""When what is done: a bar for each work package and activity, a mark for each milestone."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.models import Application
from samverka.applications.pictures.drawing import Drawing, Linked, Shape, Words, as_svg
from samverka.applications.pictures.scale import Scale
from samverka.applications.planning.gathering import Plan, plan_of
from samverka.applications.planning.period import in_full
from samverka.common.lettering import width_of

WIDTH: Final = 960.0
LABELS: Final = 330.0  # px for the names at the left
RIGHT: Final = 14.0  # px beside the last day, so that a diamond there stays inside
TOP: Final = 52.0  # px for the scale
ROW: Final = 32.0
BELOW: Final = 26.0  # px for the word at the line of today
INDENT: Final = 18.0


@dataclass(frozen=True)
class Row:
    """One line: its kind, number, name and days."""

    kind: str
    pk: int
    number: str
    title: str
    first: date | None
    last: date | None

    @property
    def name(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def when(self) -> str:
        if self.first is None or self.last is None:
            return _("no day yet")
        if self.first == self.last:
            return in_full(self.first)
        return f"{in_full(self.first)} – {in_full(self.last)}"


def gantt(application: Application) -> str:
    """The picture as an SVG that stands alone, in the application's language; "" without days."""
    with translation.override(application.language):
        drawing = gantt_of(plan_of(application), None)
        return as_svg(drawing, paper=True) if drawing else ""


def rows_of(plan: Plan) -> list[Row]:
    """In the order of the plan: each package, then what belongs to it."""
    found = []
    for work in plan.works:
        one = work.package
        if one:
            days = one.period or (None, None)
            found.append(Row("package", one.pk, work.number, one.title, *days))
        found += _inside(work.activities, "activity")
        found += _inside(work.milestones, "milestone")
        found += _inside(work.deliverables, "deliverable")
    return found


def _inside(rows: object, kind: str) -> list[Row]:
    return [
        Row(kind, one.pk, number, one.title, *(_days(one) or (None, None)))
        for number, one in rows  # type: ignore[attr-defined]
    ]


def _days(one: object) -> tuple[date, date] | None:
    if hasattr(one, "period"):
        return one.period  # type: ignore[no-any-return]
    on = getattr(one, "on", None)
    return (on, on) if on else None


def gantt_of(plan: Plan, today: date | None) -> Drawing | None:
    """None while no line has a day. `today` is drawn where it lies within."""
    rows, days = rows_of(plan), plan.days
    if not days:
        return None
    application = plan.application
    first = min([*days, *filter(None, [application.starts_on])])
    last = max([*days, *filter(None, [application.ends_on])])
    scale = Scale(first, last, LABELS, WIDTH - LABELS - RIGHT)
    height = TOP + ROW * len(rows) + BELOW
    items = [_item(row, application, scale, TOP + ROW * n) for n, row in enumerate(rows)]
    return Drawing(
        name="gantt",
        title=_("When what is done"),
        says=_says(rows, first, last),
        width=WIDTH,
        height=height,
        ground=tuple(_ground(scale, height, today)),
        items=tuple(items),
    )


def _says(rows: list[Row], first: date, last: date) -> str:
    lines = ngettext("%(number)s line", "%(number)s lines", len(rows)) % {"number": len(rows)}
    open_ = sum(1 for row in rows if row.first is None)
    told = _("%(lines)s, from %(first)s to %(last)s.") % {
        "lines": lines,
        "first": in_full(first),
        "last": in_full(last),
    }
    if open_:
        more = ngettext("%(number)s has no day yet.", "%(number)s have no day yet.", open_)
        told += " " + more % {"number": open_}
    return told


def _ground(scale: Scale, height: float, today: date | None) -> Iterator[Shape | Words]:
    years, parts = scale.ticks()
    foot = height - BELOW
    for tick in years:
        yield Shape(f"M{tick.x:g} 4V{foot:g}", "grid")
        if tick.label:
            yield Words(tick.x + 5, 18, tick.label)
    for tick in parts:
        yield Shape(f"M{tick.x:g} 26V{foot:g}", "grid")
        yield Words(tick.x + 5, 42, tick.label)
    if today and scale.first <= today <= scale.last:
        x, word = scale.x(today), _("today")
        yield Shape(f"M{x:g} 48V{foot:g}", "today")
        yield Words(min(x, WIDTH - width_of(word)), height - 8, word, "today-text")


def _item(row: Row, application: Application, scale: Scale, top: float) -> Linked:
    indent = 0.0 if row.kind == "package" else INDENT
    look = "package" if row.kind == "package" else ""
    label = Words(indent, top + 21, cut(row.name, LABELS - indent - 12), look)
    shapes = (_shape(row, scale, top),) if row.first else ()
    return Linked(
        url=reverse("applications:plan", args=[application.pk]) + f"#{row.kind}-{row.pk}",
        says=f"{row.name}: {row.when}",
        shapes=shapes,
        words=(label,),
    )


def _shape(row: Row, scale: Scale, top: float) -> Shape:
    assert row.first
    assert row.last
    x, end, middle = scale.x(row.first), scale.x(row.last), top + ROW / 2
    if row.kind == "milestone":
        return Shape(f"M{x:g} {middle - 9:g}l9 9l-9 9l-9 -9z", "mark milestone")
    if row.kind == "deliverable":
        return Shape(f"M{x - 6:g} {middle - 6:g}h12v12h-12z", "mark deliverable")
    half = 9 if row.kind == "package" else 6
    wide = max(end - x, 4.0)
    return Shape(f"M{x:g} {middle - half:g}h{wide:g}v{2 * half}h{-wide:g}z", f"bar {row.kind}")


def cut(words: str, room: float) -> str:
    """As much as has room; the whole stands in the table."""
    if width_of(words) <= room:
        return words
    while words and width_of(words + "…") > room:
        words = words[:-1]
    return words.rstrip() + "…"
