"""Calendars as files to follow, told with 304 to whoever has them already."""

from collections.abc import Iterable
from datetime import UTC, datetime, time, timedelta
from hashlib import sha256
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.calendars.happenings import Happening
from samverka.calendars.months import Span
from samverka.calendars.public import happenings
from samverka.calendars.wanted import Wanted
from samverka.common.calendar_files import calendar_answer
from samverka.partnership.models import Municipality, Theme

BACK, AHEAD = timedelta(days=366), timedelta(days=5 * 366)
MOST: Final = 500  # entries in one file


def followed_span() -> Span:
    """The last year and what comes."""
    today = timezone.localdate()
    return Span(today - BACK, today + AHEAD)


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """Community Talks to follow, with activities and last days of calls where one asks for them."""
    wanted = Wanted.read(request.GET)
    found = happenings(followed_span(), wanted)
    response = answer(request, found, name=_name(wanted))
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True)
    return response


def answer(request: HttpRequest, found: Iterable[Happening], *, name: str) -> HttpResponse:
    """The mark is of what the file says, so that whatever changes in it, and a right that ends, is
    told. What is left out leaves no time behind: each day begins anew."""
    entries = [one.entry for one in _nearest(list(found))]
    response = calendar_answer(entries, name=name, file="calendar")
    midnight = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    changed = max([midnight, *(one.changed for one in entries if one.changed)]).astimezone(UTC)
    response["ETag"] = f'"{sha256(response.content).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed.timestamp())
    told = get_conditional_response(request, response["ETag"], int(changed.timestamp()), response)
    return told or response


def _nearest(found: list[Happening]) -> list[Happening]:
    """What comes first of all, then the latest of what has been; in the order of their days."""
    today = timezone.localdate()
    coming = [one for one in found if one.last >= today][:MOST]
    past = [one for one in found if one.last < today]
    return [*past[max(0, len(past) - (MOST - len(coming))) :], *coming]


def _name(wanted: Wanted) -> str:
    """What the calendar is called where it is followed."""
    titles = [one.title for one in Theme.objects.filter(slug__in=wanted.themes)]
    names = [one.name for one in Municipality.objects.filter(code__in=wanted.places)]
    more = wanted.activities or wanted.calls
    name = _("What happens in the partnership") if more else _("Community Talks")
    return f"{name}: {', '.join([*titles, *names])}" if titles or names else name
