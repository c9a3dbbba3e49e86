"""What stands on an agenda by habit, and at which time on the clock each thing comes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from samverka.meetings.models import AgendaItem, Body


class Usual(NamedTuple):
    """One thing that a meeting usually takes up; the meeting may strike or change it."""

    kind: AgendaItem.Kind
    minutes: int
    title_sv: str
    title_en: str
    about_sv: str = ""
    about_en: str = ""
    recalls: bool = False


_DECISION, _DISCUSSION = AgendaItem.Kind.DECISION, AgendaItem.Kind.DISCUSSION
_INFORMATION, _BREAK = AgendaItem.Kind.INFORMATION, AgendaItem.Kind.BREAK
OPENING = (
    Usual(_INFORMATION, 5, "Mötet öppnas", "The meeting opens"),
    Usual(
        _DECISION,
        10,
        "Närvaro och röstlängd",
        "Attendance and voting list",
        "Vi går igenom vilka som är med, och väljer dem som ska justera protokollet.",
        "We go through who is here, and choose those who check the minutes.",
    ),
    Usual(_DECISION, 5, "Dagordning", "Agenda"),
)
CLOSING = (
    Usual(_INFORMATION, 10, "Övriga frågor", "Other matters"),
    Usual(_INFORMATION, 5, "Mötet avslutas", "The meeting closes"),
)
SINCE_LAST = Usual(_INFORMATION, 15, "Sedan sist", "Since last time", recalls=True)
USUAL: dict[str, tuple[Usual, ...]] = {
    Body.ASSEMBLY: (
        *OPENING,
        SINCE_LAST._replace(minutes=20),
        Usual(_DISCUSSION, 30, "Samtal", "Talk"),
        Usual(_BREAK, 20, "Paus", "Break"),
        *CLOSING,
    ),
    Body.COMMITTEE: (
        *OPENING,
        SINCE_LAST,
        Usual(_DISCUSSION, 20, "Nästa stormöte", "The next assembly meeting"),
        *CLOSING,
    ),
}


@dataclass(frozen=True)
class Timed:
    """One thing on the agenda with the time at which it is to begin and to end."""

    item: AgendaItem
    starts: datetime
    ends: datetime


def timed(items: Iterable[AgendaItem], since: datetime) -> list[Timed]:
    """The agenda by the clock: each thing begins when the one before it ends."""
    found = []
    for item in items:
        until = since + timedelta(minutes=item.minutes)
        found.append(Timed(item, since, until))
        since = until
    return found
