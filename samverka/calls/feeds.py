"""Calls as files that calendars and readers follow: last days as iCalendar, changes as Atom."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Final
from xml.etree import ElementTree as ET

from django.utils.translation import gettext as _

from samverka.calls.documents import amount_of
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.cutoffs import moment
from samverka.calls.terms import days_of
from samverka.common.calendar_files import Entry, calendar_file, fit, host
from samverka.common.tenancy import whole_address

AHEAD: Final = timedelta(days=550)
ATOM: Final = "http://www.w3.org/2005/Atom"
SINCE: Final = 2026  # of the names by which readers know the entries
NEVER: Final = datetime(2026, 1, 1, tzinfo=UTC)


def calendar(calls: Iterable[Call], *, name: str, today: date) -> bytes:
    """Each last day that comes, as an entry: of the whole day, or at the funder's own clock."""
    entries = (entry for call in calls for entry in entries_of(call, today))
    return calendar_file(entries, name=name)


def entries_of(call: Call, today: date) -> Iterator[Entry]:
    stops = list(call.opening.stops(today, today + AHEAD))
    clocks = {one.on: one for one in days_of(call)}
    for stop in stops:
        # One last day that is moved stays the same event; of several each is its own.
        which = "" if len(clocks) == 1 and stop in clocks else f"-{stop:%Y%m%d}"
        yield Entry(
            key=f"call-{call.pk}{which}",
            title=_("Last day: %(call)s") % {"call": call.title},
            starts=_start(clocks.get(stop, CutOff(stop))),
            words="\n".join(_lines(call)),
            address=call.get_absolute_url(),
            changed=call.updated_at,
        )


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
    _put(entry, "id", f"tag:{host()},{SINCE}:call/{call.pk}")
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
