"""From the problem to the effects: which step leads to which."""

from collections.abc import Iterator
from typing import Final

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from samverka.applications.models import Application, ChangeStep
from samverka.applications.pictures.drawing import Drawing, Linked, Shape, Words, as_svg
from samverka.applications.pictures.gantt import cut
from samverka.applications.planning.gathering import Plan, plan_of
from samverka.common.lettering import LINE, width_of

WIDTH: Final = 960.0
COLUMN: Final = 204.0
GAP: Final = 48.0
TOP: Final = 34.0
BETWEEN: Final = 14.0
INSIDE: Final = 10.0
MOST_LINES: Final = 4
BEND: Final = 22.0


def theory(application: Application) -> str:
    """The picture as an SVG that stands alone; "" while there are no steps."""
    with translation.override(application.language):
        drawing = theory_of(plan_of(application))
        return as_svg(drawing, paper=True) if drawing else ""


def theory_of(plan: Plan) -> Drawing | None:
    if not plan.steps:
        return None
    boxes = _boxes(plan.steps)
    height = max(top + tall for _x, top, tall, _lines in boxes.values()) + 4
    return Drawing(
        name="theory",
        title=_("From the problem to what changes"),
        says=says(plan),
        width=WIDTH,
        height=height,
        ground=tuple(_ground(plan.steps, boxes)),
        items=tuple(_item(step, plan.application, boxes[step.pk]) for step in plan.steps),
    )


Box = tuple[float, float, float, list[str]]


def _boxes(steps: list[ChangeStep]) -> dict[int, Box]:
    """For each step where it begins, how tall it is, and its lines; a column for each kind."""
    found: dict[int, Box] = {}
    for n, kind in enumerate(ChangeStep.Kind):
        y, x = TOP, n * (COLUMN + GAP)
        for step in (one for one in steps if one.kind == kind):
            lines = in_rows(step.title, COLUMN - 2 * INSIDE)
            tall = LINE * len(lines) + 2 * INSIDE
            found[step.pk] = (x, y, tall, lines)
            y += tall + BETWEEN
    return found


def in_rows(words: str, room: float) -> list[str]:
    """At most four lines, each within the room; what is cut stands whole in the table."""
    lines: list[str] = []
    for word in words.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width_of(longer) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], " ".join(lines[MOST_LINES - 1 :])]
    return [cut(line, room) for line in lines] or [""]


def _ground(steps: list[ChangeStep], boxes: dict[int, Box]) -> Iterator[Shape | Words]:
    for n, kind in enumerate(ChangeStep.Kind):
        yield Words(n * (COLUMN + GAP), 18, cut(str(kind.label), COLUMN + GAP - 8), "package")
    for step in steps:
        x, top, tall, _lines = boxes[step.pk]
        for after in step.leads_to.all():
            if after.pk in boxes:
                there, there_top, there_tall, _words = boxes[after.pk]
                y, to = top + tall / 2, there_top + there_tall / 2
                start, end = x + COLUMN, there - 8
                yield Shape(
                    f"M{start:g} {y:g}C{start + BEND:g} {y:g} {end - BEND:g} {to:g} {end:g} {to:g}",
                    "tie",
                )
                yield Shape(f"M{there:g} {to:g}l-10 -5v10z", "head")


def _item(step: ChangeStep, application: Application, box: Box) -> Linked:
    x, top, tall, lines = box
    return Linked(
        url=reverse("applications:theory", args=[application.pk]) + f"#step-{step.pk}",
        says=f"{step.get_kind_display()}: {step.title}",
        shapes=(Shape(f"M{x:g} {top:g}h{COLUMN:g}v{tall:g}h{-COLUMN:g}z", "box"),),
        words=tuple(
            Words(x + INSIDE, top + INSIDE + 15 + LINE * n, line) for n, line in enumerate(lines)
        ),
    )


def says(plan: Plan) -> str:
    """How many steps there are, and how many lead nowhere yet."""
    number = len(plan.steps)
    told = ngettext("%(number)s step.", "%(number)s steps.", number) % {"number": number}
    loose = len(loose_ends(plan))
    if not loose:
        return told + " " + _("Every step leads on to an effect.")
    more = ngettext("%(number)s leads nowhere yet.", "%(number)s lead nowhere yet.", loose)
    return told + " " + more % {"number": loose}


def loose_ends(plan: Plan) -> list[ChangeStep]:
    """Steps before the effects that lead to nothing that stands."""
    standing = {one.pk for one in plan.steps}
    return [
        step
        for step in plan.steps
        if step.kind != ChangeStep.Kind.EFFECT
        and not any(after.pk in standing for after in step.leads_to.all())
    ]
