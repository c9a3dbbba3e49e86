"""Our calendar files as two programs read them that know nothing of each other."""

from dataclasses import dataclass
from datetime import date, datetime

import icalendar
from ical.calendar_stream import IcsCalendarStream


@dataclass(frozen=True)
class Seen:
    """What a program must agree on to move, or take away, the entry that it has."""

    method: str
    uid: str
    starts: date | datetime
    ends: date | datetime | None
    sequence: int
    status: str
    title: str


def seen_by_both(content: bytes | str) -> list[Seen]:
    """The entries of a file, read by `icalendar` and by `ical`: both see the same."""
    text = content if isinstance(content, str) else content.decode()
    first, second = _by_icalendar(text), _by_ical(text)
    assert first == second
    return first


def _by_icalendar(text: str) -> list[Seen]:
    calendar = icalendar.Calendar.from_ical(text)
    return [
        Seen(
            method=str(calendar["METHOD"]),
            uid=str(event["UID"]),
            starts=event.decoded("DTSTART"),
            ends=event.decoded("DTEND") if "DTEND" in event else None,
            sequence=int(event.decoded("SEQUENCE")),
            status=str(event["STATUS"]),
            title=str(event["SUMMARY"]),
        )
        for event in calendar.walk("VEVENT")
    ]


def _by_ical(text: str) -> list[Seen]:
    calendar = IcsCalendarStream.calendar_from_ics(text)
    return [
        Seen(
            method=str(calendar.method),
            uid=event.uid,
            starts=event.start,
            ends=event.dtend,
            sequence=event.sequence or 0,
            status=str(event.status.value) if event.status else "",
            title=event.summary or "",
        )
        for event in calendar.events
    ]
