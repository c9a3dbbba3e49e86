"""Calendar files (iCalendar, RFC 5545): what has a time, as the programs of others read it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parseaddr
from typing import Literal
from urllib.parse import urlsplit

import icalendar
from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone

from samverka.common.tenancy import whole_address
from samverka.common.text import clean_line

Method = Literal["PUBLISH", "REQUEST", "CANCEL"]
CONTENT_TYPE = "text/calendar; charset=utf-8"
REFRESH = timedelta(hours=12)
# What the files have no place for.
_UNFIT = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Entry:
    """One thing in a calendar.

    `key` names it for ever, such as `talk-7`: a program that reads it again with a higher
    `sequence` moves what it has. Two dates make it last whole days, `ends` counted in; two moments
    are aware; those that the database keeps, in UTC, are written in the partnership's own zone, so
    that a change of the clock between now and then moves nothing. `busy`: whoever takes part
    cannot be elsewhere. `tentative`: nobody has decided it yet.
    """

    key: str
    title: str
    starts: date | datetime
    ends: date | datetime | None = None
    words: str = ""
    place: str = ""
    address: str = ""  # a path, or a whole address
    sequence: int = 0
    cancelled: bool = False
    tentative: bool = False
    changed: datetime | None = None
    busy: bool = False


@dataclass(frozen=True)
class Invited:
    """Whom an entry is sent to (RFC 5546)."""

    email: str
    name: str = ""
    said_yes: bool = True


def calendar_file(
    entries: Iterable[Entry], *, name: str, method: Method = "PUBLISH", to: Invited | None = None
) -> bytes:
    """The entries as one file. A REQUEST and a CANCEL are sent `to` somebody; a PUBLISH is open."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Samverka//calendar//")
    made.add("version", "2.0")
    made.add("method", method)
    if method == "PUBLISH":
        made.add("x-wr-calname", clean_line(fit(name)))
        made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for entry in entries:
        made.add_component(_event(entry, method, to))
    made.add_missing_timezones()
    return bytes(made.to_ical())


def calendar_answer(entries: Iterable[Entry], *, name: str, file: str) -> HttpResponse:
    """A calendar to follow or to take home, named `file`.ics."""
    headers = {"Content-Disposition": f'attachment; filename="{file}.ics"'}
    return HttpResponse(
        calendar_file(entries, name=name), content_type=CONTENT_TYPE, headers=headers
    )


def host() -> str:
    """The name of this installation, as part of names that last."""
    return urlsplit(whole_address("/")).hostname or "localhost"


def fit(text: str) -> str:
    """Without characters that the files cannot hold, and with plain line ends alone."""
    return "\n".join(clean_line(_UNFIT.sub("", line)) for line in text.splitlines())


def _event(entry: Entry, method: Method, to: Invited | None) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{entry.key}@{host()}")
    changed = entry.changed or timezone.now()
    # Of two letters about the same state of a thing the later one counts.
    event.add("dtstamp", changed if method == "PUBLISH" else timezone.now())
    event.add("last-modified", changed)
    event.add("sequence", entry.sequence)
    event.add("dtstart", _moment(entry.starts))
    if entry.ends is not None:
        event.add("dtend", _end(entry.ends))
    event.add("summary", clean_line(fit(entry.title)))
    for field, said in {"description": entry.words, "location": entry.place}.items():
        if said:
            event.add(field, fit(said))
    if entry.address:
        whole = entry.address if "://" in entry.address else whole_address(entry.address)
        event.add("url", whole)
    gone = entry.cancelled or method == "CANCEL"
    stands = "TENTATIVE" if entry.tentative else "CONFIRMED"
    event.add("status", "CANCELLED" if gone else stands)
    event.add("transp", "OPAQUE" if entry.busy and not gone else "TRANSPARENT")
    if to is not None:
        _address(event, to)
    return event


def _address(event: icalendar.Event, to: Invited) -> None:
    """Nobody answers by calendar: whoever registered has said yes, others have a page for it."""
    asked_by = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    event.add("organizer", icalendar.vCalAddress(f"mailto:{asked_by}"))
    attendee = icalendar.vCalAddress(f"mailto:{to.email}")
    attendee.params["PARTSTAT"] = icalendar.vText("ACCEPTED" if to.said_yes else "NEEDS-ACTION")
    attendee.params["RSVP"] = icalendar.vText("FALSE")
    if to.name:
        attendee.params["CN"] = icalendar.vText(clean_line(fit(to.name)))
    event.add("attendee", attendee)


def _moment(when: date | datetime) -> date | datetime:
    """Of an hour that comes twice a clock does not say which: the second is told in UTC."""
    if not isinstance(when, datetime):
        return when
    local = timezone.localtime(when) if when.tzinfo is UTC else when
    return local.astimezone(UTC) if local.fold else local


def _end(when: date | datetime) -> date | datetime:
    """The last whole day is counted in with us, and not in the file."""
    return _moment(when) if isinstance(when, datetime) else when + timedelta(days=1)
