"""What comes on an agenda by itself.

This app does not know what minutes are. What stands higher says what waits for the next meeting of
a body by a source of its own; `AGENDA_SOURCES` in the settings lists them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from django.db.models import QuerySet
from django.utils.module_loading import import_string

from samverka.meetings.models import AgendaItem, Meeting


@dataclass(frozen=True)
class AgendaSource:
    """`waiting` says in words what would come, `add_to` puts it on the agenda, never twice; `own`
    are those of some items that it has put there, which later agendas do not copy. `recalled` is
    how many earlier decisions are open, `fetched` what the page of the agenda shows of its items.
    """

    waiting: Callable[[Meeting], list[str]]
    add_to: Callable[[Meeting], None]
    own: Callable[[QuerySet[AgendaItem]], QuerySet[AgendaItem]]
    recalled: Callable[[Meeting], int]
    fetched: tuple[str, ...] = ()


@cache
def sources() -> list[AgendaSource]:
    """In the order of the settings."""
    return [import_string(path) for path in settings.AGENDA_SOURCES]


def waiting_for(meeting: Meeting) -> list[str]:
    return [words for source in sources() for words in source.waiting(meeting)]


def recalled_at(meeting: Meeting) -> int:
    """How many decisions of earlier meetings are not done."""
    return sum(source.recalled(meeting) for source in sources())


def to_copy(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """What may stand on a later agenda too."""
    for source in sources():
        items = items.exclude(pk__in=source.own(items).values("pk"))
    return items


def with_sources(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """What the page shows beside each."""
    fetched = [name for source in sources() for name in source.fetched]
    return items.select_related(*fetched) if fetched else items
