"""The list of calls as files to follow, narrowed by the same questions as the page."""

from collections.abc import Callable
from datetime import UTC, datetime
from hashlib import sha256

from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from samverka.calls.feeds import atom as as_atom
from samverka.calls.feeds import calendar
from samverka.calls.models import Call
from samverka.calls.shelf import Shelf, shelf
from samverka.calls.wanted import Wanted
from samverka.common.tenancy import current_partnership_id, whole_address
from samverka.partnership.models import Partnership

MOST_EVENTS, MOST_ENTRIES = 300, 100  # calls: the nearest, the latest changed
KEPT = 600  # seconds


@require_safe
def deadlines(request: HttpRequest) -> HttpResponse:
    def made(calls: Shelf, wanted: Wanted) -> bytes:
        keys = calls.picked(wanted)[:MOST_EVENTS]
        rows = Call.objects.public().filter(pk__in=keys)
        return calendar(rows.soonest_first(), name=_name(wanted), today=calls.day)

    return _answer(request, made, "text/calendar; charset=utf-8")


@require_safe
def atom(request: HttpRequest) -> HttpResponse:
    def made(calls: Shelf, wanted: Wanted) -> bytes:
        keys = calls.picked(wanted)
        rows = Call.objects.public().filter(pk__in=keys).order_by("-updated_at", "-pk")
        asked = f"?{wanted.query}" if wanted.query else ""
        return as_atom(
            rows[:MOST_ENTRIES],
            name=_name(wanted),
            author=Partnership.objects.get(pk=current_partnership_id()).name,
            here=whole_address(request.path + asked),
            page=whole_address(reverse("calls:list") + asked),
        )

    return _answer(request, made, "application/atom+xml; charset=utf-8")


def _answer(
    request: HttpRequest, make: Callable[[Shelf, Wanted], bytes], content_type: str
) -> HttpResponse:
    """Made once for each state of the calls, and told with 304 to whoever has it already."""
    wanted, calls = Wanted.read(request.GET), shelf()
    etag = _etag(request, wanted, calls)
    changed = _changed_at(calls)
    response = get_conditional_response(request, etag=etag, last_modified=int(changed.timestamp()))
    if response is None:
        body = caches["process"].get(f"calls:{etag}")
        if body is None:
            body = make(calls, wanted)
            if wanted.is_everything:  # what most ask for; of all choices there are too many
                caches["process"].set(f"calls:{etag}", body, KEPT)
        response = HttpResponse(body, content_type=content_type)
        response["Last-Modified"] = changed.strftime("%a, %d %b %Y %H:%M:%S GMT")
    response["ETag"] = etag
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, no_cache=True)
    return response


def _etag(request: HttpRequest, wanted: Wanted, calls: Shelf) -> str:
    """The same in each process, for as long as no call changes and it is the same day."""
    parts = (
        *(current_partnership_id(), request.path, whole_address("/"), get_language()),
        *(wanted.query, calls.stamp.calls, calls.stamp.changed, calls.day),
    )
    return f'"{sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _changed_at(calls: Shelf) -> datetime:
    """What is told depends on the day, too."""
    midnight = timezone.make_aware(datetime(calls.day.year, calls.day.month, calls.day.day))
    return max(filter(None, (midnight, calls.stamp.changed))).astimezone(UTC)


def _name(wanted: Wanted) -> str:
    if wanted.is_everything:
        return _("Last days of calls")
    return _("Calls: %(what)s") % {"what": wanted.in_words()}
