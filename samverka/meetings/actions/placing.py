"""Where on the agenda something comes that nobody has placed by hand."""

from collections.abc import Callable

from django.db.models import F

from samverka.meetings.agenda import CLOSING, OPENING, SINCE_LAST
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
    _put_before(row, lambda one: True)


def put_last(row: AgendaItem) -> None:
    """After all that was added by hand before it; what usually closes a meeting stays last, and
    what the notice ended with."""
    usual = {one.title_sv for one in CLOSING}
    is_called = row.meeting.is_called
    _put_before(row, lambda one: one.title_sv in usual or (is_called and not one.added_late))


def _put_before(row: AgendaItem, closes: Callable[[AgendaItem], bool]) -> None:
    order = list(row.meeting.items.all())
    at = len(order)
    while at > max(0, len(order) - MOST_CLOSING):
        one = order[at - 1]
        if one.kind != AgendaItem.Kind.INFORMATION or not closes(one):
            break
        at -= 1
    put(row, order, at)


def put(row: AgendaItem, order: list[AgendaItem], at: int) -> None:
    """Save it as number `at`, counted from 0; those after it move down."""
    after = order[at:]
    row.place = after[0].place if after else order[-1].place + 1 if order else 1
    row.meeting.items.filter(pk__in=[one.pk for one in after]).update(place=F("place") + 1)
    row.save()
