"""What the minutes of earlier meetings put on the agenda of the next one."""

from django.db.models import QuerySet

from samverka.common.languages import reader_language
from samverka.meetings.models import AgendaItem, Meeting
from samverka.meetings.sources import AgendaSource
from samverka.minutes.actions.coming_back import take_up_left_over, titles, waiting_for
from samverka.minutes.since_last import decided_before


def _waiting(meeting: Meeting) -> list[str]:
    return [titles(one)[f"title_{reader_language()}"] for one in waiting_for(meeting)]


def _own(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    return items.exclude(takes_up_again=None)


def _recalled(meeting: Meeting) -> int:
    return decided_before(meeting).open().count()


LEFT_OVER = AgendaSource(
    waiting=_waiting,
    add_to=take_up_left_over,
    own=_own,
    recalled=_recalled,
    fetched=("takes_up_again__paragraph__minutes__meeting",),
)
