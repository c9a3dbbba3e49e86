"""Those who take part, on a phone or at a screen: by their key, with or without an account."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.polling import unless_seen
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.views.doors import for_those_who_see
from samverka.minutes import ballots
from samverka.minutes.actions import attendance, deciding, moving, speaking
from samverka.minutes.forms.taking_part import AsideForm, ProposalForm
from samverka.minutes.models import Motion, Resolution
from samverka.minutes.room import Room
from samverka.minutes.views.doors import for_one_called, need_room, point_of, room_of, seen_mark
from samverka.people.models import PersonRequest


@for_one_called
def mine(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    return own_page(request, attendee)


@for_one_called
def live(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    room = need_room(attendee.meeting)
    return closed_door(
        unless_seen(
            request,
            seen_mark(room),
            lambda: render(request, "minutes/taking_part.html", _context(room, attendee)),
        )
    )


@for_those_who_see
@require_POST
def come_in(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Somebody with an account who is not on the list, and has come."""

    def enter() -> None:
        attendance.come_unannounced(
            meeting=meeting, person=request.user, by_link="link" in request.POST
        )

    return pressed(request, enter, "", "minutes:now", meeting.pk)


@for_one_called
@require_POST
def here(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    by_link = "link" in request.POST
    return _pressed(
        request, attendee, lambda: attendance.say_here(attendee=attendee, by_link=by_link)
    )


@for_one_called
@require_POST
def gone(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    return _pressed(request, attendee, lambda: attendance.say_gone(attendee=attendee))


@for_one_called
@require_POST
def speak(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    """Onto the list of speakers, or off it."""

    def act() -> object:
        if "strike" in request.POST:
            return speaking.strike_own_turn(attendee=attendee)
        return speaking.ask_to_speak(attendee=attendee, is_reply="reply" in request.POST)

    return _pressed(request, attendee, act, "#speakers")


@for_one_called
@require_POST
def propose(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    form = ProposalForm(request.POST)
    made = tried(form, lambda told: moving.propose(attendee=attendee, at=point_of(request), **told))
    if made is None:
        return own_page(request, attendee, propose=form)
    return redirect(_address(attendee, "#motions"))


@for_one_called
@require_POST
def motion(request: HttpRequest, attendee: Attendee, motion: int) -> HttpResponse:
    """Stand behind it, no longer, or withdraw one's own."""
    rows = Motion.objects.select_related("paragraph")
    row = get_object_or_404(rows, paragraph__minutes__meeting=attendee.meeting, pk=motion)

    def act() -> object:
        if "withdraw" in request.POST:
            return moving.withdraw_motion(motion=row, attendee=attendee)
        stands = "not_behind" not in request.POST
        return moving.stand_behind(motion=row, attendee=attendee, stands=stands)

    return _pressed(request, attendee, act, "#motions")


@for_one_called
@require_POST
def reserve(request: HttpRequest, attendee: Attendee, decision: int) -> HttpResponse:
    rows = Resolution.objects.select_related("paragraph")
    row = get_object_or_404(rows, paragraph__minutes__meeting=attendee.meeting, pk=decision)
    form = AsideForm(request.POST, auto_id=f"reserve-{row.pk}-%s")
    made = tried(
        form,
        lambda told: deciding.reserve(resolution=row, attendee=attendee, words=told["words"]),
    )
    if made is None:
        return own_page(request, attendee, reserve=(row.pk, form))
    return redirect(_address(attendee, f"#decision-{row.pk}"))


@for_one_called
@require_POST
def stand_aside(request: HttpRequest, attendee: Attendee) -> HttpResponse:
    form = AsideForm(request.POST, auto_id="aside-%s")
    made = tried(
        form, lambda told: moving.stand_aside(attendee=attendee, at=point_of(request), **told)
    )
    if made is None:
        return own_page(request, attendee, aside=form)
    return redirect(_address(attendee))


def own_page(request: HttpRequest, attendee: Attendee, **bound: Any) -> HttpResponse:
    """`bound`: forms that could not be done, by their names on the page."""
    room = room_of(attendee.meeting)
    status = 422 if bound else 200
    if room is None:
        waiting = {"meeting": attendee.meeting, "attendee": attendee}
        return closed_door(render(request, "minutes/not_open.html", waiting, status=status))
    context = _context(room, attendee) | bound | {"mark": seen_mark(room)}
    return closed_door(render(request, "minutes/mine.html", context, status=status))


def _context(room: Room, attendee: Attendee) -> dict[str, Any]:
    mine = next((one for one in room.there if one.attendee_id == attendee.pk), None)
    turn = next(
        (one for one in room.turns if one.attendee_id == attendee.pk and not one.ended_at), None
    )
    behind = Motion.objects.filter(pk__in=[one.pk for one in room.motions], behind=attendee)
    return ballots.for_attendee(attendee, room.minutes) | {
        "room": room,
        "meeting": room.meeting,
        "minutes": room.minutes,
        "attendee": attendee,
        "presence": mine,
        "turn": turn,
        "behind": set(behind.values_list("pk", flat=True)),
        "stands_aside": attendee.pk in {one.attendee_id for one in room.conflicts},
        "propose": ProposalForm(),
        "aside": AsideForm(auto_id="aside-%s"),
        "reserve": (None, None),
        "paragraph": room.present.paragraph if room.present else None,
    }


def _address(attendee: Attendee, part: str = "") -> str:
    return reverse("minutes:mine", args=[attendee.key]) + part


def _pressed(request: HttpRequest, attendee: Attendee, act: Any, part: str = "") -> HttpResponse:
    return pressed(request, act, "", _address(attendee, part))
