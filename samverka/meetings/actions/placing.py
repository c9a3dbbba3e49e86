"""Where on the agenda something comes that nobody has placed by hand."""

from django.db.models import F

from samverka.meetings.agenda import OPENING, SINCE_LAST
from samverka.meetings.models import AgendaItem, Meeting
from samverka.meetings.sources import recalled_at, sources

MOST_CLOSING = 2  # other matters, and the end


def bring_along(meeting: Meeting) -> None:
    """What waits for a meeting of this body comes on the agenda."""
    for source in sources():
        source.add_to(meeting)


def recall(meeting: Meeting) -> None:
    """Where earlier decisions are open, something on the agenda goes through them."""
    if recalled_at(meeting) and not meeting.items.filter(recalls=True).exists():
        usual = {one.title_sv for one in OPENING}
        order = list(meeting.items.all())
        opening = next((n for n, one in enumerate(order) if one.title_sv not in usual), 0)
        put(AgendaItem(meeting=meeting, **SINCE_LAST._asdict()), order, at=opening or 1)


def put_before_closing(row: AgendaItem) -> None:
    """The last one or two that only inform, such as “Other matters”, stay last."""
    order = list(row.meeting.items.all())
    at = len(order)
    while at > max(0, len(order) - MOST_CLOSING):
        if order[at - 1].kind != AgendaItem.Kind.INFORMATION:
            break
        at -= 1
    put(row, order, at)


def put(row: AgendaItem, order: list[AgendaItem], at: int) -> None:
    """Save it as number `at`, counted from 0; those after it move down."""
    after = order[at:]
    row.place = after[0].place if after else order[-1].place + 1 if order else 1
    row.meeting.items.filter(pk__in=[one.pk for one in after]).update(place=F("place") + 1)
    row.save()
