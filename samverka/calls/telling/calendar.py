"""The last days of a call as a calendar (iCalendar, RFC 5545)."""

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from django.utils import timezone
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from samverka.calls.models import Call, CutOff
from samverka.calls.telling.cutoffs import cutoff_in_words, moment_of
from samverka.calls.terms import days_of
from samverka.common.tenancy import whole_address

AHEAD = timedelta(days=366)  # so far are the ends of windows and the days before pauses told
ONE_DAY = timedelta(days=1)


def calendar_of(call: Call) -> bytes:
    """Every last day is an event; its identifier stays when the day moves.

    A last day with a clock stands at that time in the funder's zone; where nobody knows whose
    clock it is, the whole day.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Samverka//Calls//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", call.title)
    for name, cutoff in _last_days(call):
        calendar.add_component(_event(call, name, cutoff))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _last_days(call: Call) -> Iterator[tuple[str, CutOff]]:
    """Those of the funder by their place, and those that come back every year by their day."""
    known = days_of(call)
    yield from ((f"{number}", one) for number, one in enumerate(known, 1))
    today = timezone.localdate()
    on = {one.on for one in known}
    for stop in call.opening.stops(today, today + AHEAD):
        if stop not in on:
            yield f"{stop:%Y%m%d}", CutOff(stop)


def _event(call: Call, name: str, cutoff: CutOff) -> Event:
    event = Event()
    address = whole_address(call.get_absolute_url())
    event.add("uid", f"call-{call.pk}-{name}@{urlsplit(address).hostname}")
    event.add("sequence", call.version)
    event.add("dtstamp", call.updated_at)
    event.add("summary", _("Last day: %(title)s") % {"title": call.title})
    event.add("description", f"{call.funder}\n{cutoff_in_words(cutoff)}\n{address}".strip())
    event.add("url", address)
    event.add("dtstart", moment_of(cutoff) or cutoff.on)
    event.add("dtend", moment_of(cutoff) or cutoff.on + ONE_DAY)
    event.add("transp", "TRANSPARENT")  # one is not busy then
    return event
