"""Calls as files that calendars and readers follow: last days as iCalendar, changes as Atom."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Final

from django.utils.translation import gettext as _

from samverka.calls.documents import amount_of
from samverka.calls.models import Call, CutOff
from samverka.calls.telling.cutoffs import moment
from samverka.calls.terms import days_of
from samverka.common.atom import News, feed
from samverka.common.calendar_files import Entry, calendar_file
from samverka.common.tenancy import whole_address

AHEAD: Final = timedelta(days=550)


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
    return feed(map(_news, calls), name=name, author=author, here=here, page=page)


def _news(call: Call) -> News:
    facts = [call.funder, amount_of(call), *_days(call), call.summary]
    return News(
        key=f"call/{call.pk}",
        title=call.title,
        address=call.get_absolute_url(),
        updated=call.updated_at,
        published=call.found_at,
        summary="\n".join(filter(None, facts)),
    )


def _days(call: Call) -> list[str]:
    return [_("Last day: %(call)s") % {"call": one.on.isoformat()} for one in days_of(call)]
