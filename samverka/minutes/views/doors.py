"""Who comes in to the room: those who lead, and whoever holds the key of somebody on the list."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from samverka.common.access import View, signed_in
from samverka.common.forms import LONGEST_KEY
from samverka.common.languages import reader_language
from samverka.meetings.models import Meeting
from samverka.meetings.views.answering import by_key, find_by_key
from samverka.meetings.views.doors import find
from samverka.minutes.models import Minutes
from samverka.minutes.room import Room
from samverka.minutes.rules import may_lead
from samverka.people.models import PersonRequest


def for_leaders(view: Callable[..., HttpResponse]) -> View:
    """The meeting, for those who lead it; to others who are signed in the page does not exist."""

    @wraps(view)
    def guarded(request: PersonRequest, pk: int, *args: Any, **options: Any) -> HttpResponse:
        meeting = find(Meeting.objects.called(), pk)
        if not may_lead(request.user, meeting):
            raise Http404
        return view(request, meeting, *args, **options)

    return signed_in(guarded)


def for_one_called(view: Callable[..., HttpResponse]) -> View:
    """Somebody on the list, by the key in the address."""

    @wraps(view)
    def guarded(request: HttpRequest, key: str, *args: Any, **options: Any) -> HttpResponse:
        return view(request, find_by_key(key), *args, **options)

    return by_key(guarded)


def room_of(meeting: Meeting) -> Room | None:
    """None before the meeting is opened."""
    minutes = Minutes.objects.filter(meeting=meeting).first()
    if minutes is None:
        return None
    minutes.meeting = meeting
    return Room(minutes)


def need_room(meeting: Meeting) -> Room:
    room = room_of(meeting)
    if room is None:
        raise Http404
    return room


def point_of(request: HttpRequest) -> int | None:
    """The paragraph that somebody was writing of when they sent it; it may not be the present."""
    told = request.POST.get("point", "")
    return int(told) if told.isascii() and told.isdecimal() and len(told) <= LONGEST_KEY else None


def seen_mark(room: Room, *others: object) -> str:
    """The same until something has happened, or a minute has passed on the clock."""
    minutes = room.minutes
    parts = (minutes.pk, minutes.state, minutes.changes, f"{room.now:%H%M}", reader_language())
    return '"' + "-".join(str(one) for one in (*parts, *others)) + '"'
