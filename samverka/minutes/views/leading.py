"""The running view of those who lead: the page, and the part of it that renews itself."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from samverka.common.forms import LONGEST_KEY, Form
from samverka.common.polling import unless_seen
from samverka.meetings import rules as meetings
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.views.doors import for_those_who_see
from samverka.minutes import ballots
from samverka.minutes.forms.leading import (
    DecideForm,
    GuestForm,
    NewItemForm,
    NoteForm,
    OfficerForm,
    SpeakerForm,
    WrittenForm,
)
from samverka.minutes.models import Paragraph
from samverka.minutes.room import Line, Room
from samverka.minutes.rules import may_lead
from samverka.minutes.views.doors import for_leaders, need_room, room_of, seen_mark
from samverka.people.models import PersonRequest


@for_those_who_see
def now(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Into the room: to lead it, or to one's own page."""
    if may_lead(request.user, meeting):
        return leading_page(request, meeting)
    me = meetings.attendee_of(request.user, meeting)
    if me is not None:
        return redirect("minutes:mine", me.key)
    return render(request, "minutes/come_in.html", {"meeting": meeting, "room": room_of(meeting)})


@for_leaders
def live(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """What has changed since the page was shown."""
    room = need_room(meeting)

    def make() -> HttpResponse:
        context = _context(room, shown_line(request, room), {})
        return render(request, "minutes/leading.html", context)

    return unless_seen(request, _mark(room, request.GET.get("paragraph", "")), make)


def leading_page(
    request: PersonRequest, meeting: Meeting, bound: Form | None = None, *, at: int | None = None
) -> HttpResponse:
    """`bound` is a form that could not be done, of the paragraph `at` where it belongs to one."""
    room = room_of(meeting)
    status = 422 if bound is not None else 200
    me = meetings.attendee_of(request.user, meeting)
    if room is None:
        opening = {"meeting": meeting, "form": bound, "me": me, "coming": _coming(meeting)}
        return render(request, "minutes/open.html", opening, status=status)
    shown = shown_line(request, room, at)
    given = {_name_of(bound): bound} if bound is not None else {}
    context = _context(room, shown, given)
    context |= {"me": me, "mark": _mark(room, context["asked"]), "bound": bound}
    return render(request, "minutes/now.html", context, status=status)


def shown_line(request: HttpRequest, room: Room, at: int | None = None) -> Line | None:
    """The point that is written of: the one that the address names, or what the meeting is at."""
    asked = str(at or request.GET.get("paragraph", ""))
    if asked.isascii() and asked.isdecimal() and len(asked) <= LONGEST_KEY:
        for line in room.lines:
            if line.paragraph and line.paragraph.pk == int(asked):
                return line
    return room.present


def _context(room: Room, shown: Line | None, given: dict[str, Form]) -> dict[str, Any]:
    here = Attendee.objects.filter(presence__in=[one.pk for one in room.there])
    here = here.select_related("organisation")
    forms: dict[str, Form] = {
        "officer": OfficerForm(people=here),
        "speaker": SpeakerForm(people=here),
        "note": NoteForm(people=here),
        "guest": GuestForm(),
        "new_item": NewItemForm(),
    }
    paragraph = shown.paragraph if shown else None
    if paragraph:
        forms |= _forms_of(paragraph)
    return ballots.for_leader(room.minutes) | {
        "room": room,
        "meeting": room.meeting,
        "minutes": room.minutes,
        "shown": shown,
        # Then the one thing to do is to go on, or to count the vote that is open.
        "is_at_present": room.minutes.is_going_on and shown == room.present,
        "paragraph": paragraph,
        "asked": paragraph.pk if paragraph and shown is not room.present else "",
        "forms": forms | given,
    }


def _forms_of(paragraph: Paragraph) -> dict[str, Form]:
    written = {"words": paragraph.written, "revision": paragraph.revision}
    return {
        "written": WrittenForm(initial=written, auto_id=f"written-{paragraph.pk}-%s"),
        "decide": DecideForm(paragraph=paragraph, auto_id=f"decide-{paragraph.pk}-%s"),
    }


def _name_of(form: Form) -> str:
    names = {
        WrittenForm: "written",
        DecideForm: "decide",
        NoteForm: "note",
        OfficerForm: "officer",
        SpeakerForm: "speaker",
        GuestForm: "guest",
        NewItemForm: "new_item",
    }
    return names[type(form)]


def _mark(room: Room, asked: object) -> str:
    """`asked` is the paragraph that the address names; header values are plain letters."""
    at = asked if str(asked).isascii() and str(asked).isdecimal() else ""
    return seen_mark(room, at, ballots.votes_now(room.minutes))


def _coming(meeting: Meeting) -> list[Attendee]:
    return list(meeting.attendees.coming().select_related("organisation"))
