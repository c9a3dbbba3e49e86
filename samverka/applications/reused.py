"""What was taken over from earlier applications, and whether it has changed since."""

from dataclasses import dataclass

from samverka.applications.models import Application, TakenOver
from samverka.applications.models.reuse import mark_of_text


@dataclass(frozen=True)
class Trace:
    """`changed`: here, since it was taken over. `newer`: the earlier text was changed itself."""

    taken: TakenOver
    changed: bool
    newer: bool


def traces_of(application: Application) -> list[Trace]:
    rows = TakenOver.objects.filter(section__application=application)
    found = rows.select_related("section__text", "source__text", "by").order_by("section__number")
    traces = []
    for row in found:
        here = row.section.text
        there = row.source.text if row.source else None
        traces.append(
            Trace(
                taken=row,
                changed=here is None or mark_of_text(here.plain) != row.mark,
                newer=there is not None and mark_of_text(there.plain) != row.mark,
            )
        )
    return traces
