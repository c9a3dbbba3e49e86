"""Calls as files that calendars and readers follow: last days as iCalendar, changes as Atom."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

import icalendar
from django.utils.translation import gettext as _

from samverka.calls.documents import amount_of
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.cutoffs import moment
from samverka.calls.terms import days_of
from samverka.common.tenancy import whole_address
from samverka.common.text import clean_line

AHEAD: Final = timedelta(days=550)
ATOM: Final = "http://www.w3.org/2005/Atom"
SINCE: Final = 2026  # of the names by which readers know the entries
NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)
# What XML 1.0 has no place for.
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def calendar(calls: Iterable[Call], *, name: str, today: date) -> bytes:
    """Each last day that comes, as an event: of the whole day, or at the funder's own clock."""
    made = icalendar.Calendar()
    made.add("prodid", "-//Samverka//calls//")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", clean_line(fit(name)))
    made.add("refresh-interval", timedelta(hours=12), parameters={"VALUE": "DURATION"})
    for call in calls:
        for event in _events(call, today):
            made.add_component(event)
    made.add_missing_timezones()
    return bytes(made.to_ical())


def _events(call: Call, today: date) -> Iterator[icalendar.Event]:
    stops = list(call.opening.stops(today, today + AHEAD))
    clocks = {one.on: one for one in days_of(call)}
    for stop in stops:
        event = icalendar.Event()
        # One last day that is moved stays the same event; of several each is its own.
        which = "" if len(clocks) == 1 and stop in clocks else f"-{stop:%Y%m%d}"
        event.add("uid", f"call-{call.pk}{which}@{_host()}")
        event.add("dtstamp", call.updated_at)
        event.add("last-modified", call.updated_at)
        event.add("dtstart", _start(clocks.get(stop, CutOff(stop))))
        event.add("summary", clean_line(fit(_("Last day: %(call)s") % {"call": call.title})))
        event.add("description", fit("\n".join(_lines(call))))
        event.add("url", whole_address(call.get_absolute_url()))
        event.add("transp", "TRANSPARENT")
        yield event


def _start(cutoff: CutOff) -> date | datetime:
    return moment(cutoff) or cutoff.on


def _lines(call: Call) -> list[str]:
    facts = [call.funder, amount_of(call), call.applicants_text]
    return [*filter(None, facts), whole_address(call.get_absolute_url())]


def atom(calls: Iterable[Call], *, name: str, author: str, here: str, page: str) -> bytes:
    """`here` is the address of the feed, `page` that of the list it follows."""
    calls = list(calls)
    feed = ET.Element("feed", {"xmlns": ATOM})
    _put(feed, "id", here)
    _put(feed, "title", name)
    _put(feed, "updated", max((one.updated_at for one in calls), default=NEVER).isoformat())
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": here})
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": page})
    _put(ET.SubElement(feed, "author"), "name", author)
    for call in calls:
        feed.append(_entry(call))
    made: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made


def _entry(call: Call) -> ET.Element:
    entry = ET.Element("entry")
    address = whole_address(call.get_absolute_url())
    _put(entry, "id", f"tag:{_host()},{SINCE}:call/{call.pk}")
    _put(entry, "title", call.title)
    _put(entry, "updated", call.updated_at.isoformat())
    _put(entry, "published", call.found_at.isoformat())
    ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": address})
    facts = [call.funder, amount_of(call), *_days(call), call.summary]
    _put(entry, "summary", "\n".join(filter(None, facts)))
    return entry


def _days(call: Call) -> list[str]:
    return [_("Last day: %(call)s") % {"call": one.on.isoformat()} for one in days_of(call)]


def _put(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = fit(text)


def fit(text: str) -> str:
    """Without characters that the files cannot hold, and with plain line ends alone."""
    return "\n".join(clean_line(_NO_XML.sub("", line)) for line in text.splitlines())


def _host() -> str:
    return urlsplit(whole_address("/")).hostname or "localhost"
