"""What those who lead press and write: each does one thing and leads back to the running view."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed, tried
from samverka.meetings.models import AgendaItem, Attendee, Meeting
from samverka.minutes.actions import attendance, deciding, moving, opening, paragraphs, speaking
from samverka.minutes.forms.leading import (
    DecideForm,
    GuestForm,
    NewItemForm,
    NoteForm,
    OfficerForm,
    SpeakerForm,
    WrittenForm,
)
from samverka.minutes.models import (
    Conflict,
    Motion,
    Officer,
    Paragraph,
    Reservation,
    Resolution,
    Turn,
)
from samverka.minutes.room import Room
from samverka.minutes.views.doors import for_leaders, point_of
from samverka.minutes.views.leading import leading_page
from samverka.people.models import PersonRequest


def _page(meeting: Meeting, at: Paragraph | None = None, part: str = "") -> str:
    """The running view; at this paragraph where the meeting has gone on since."""
    address = reverse("minutes:now", args=[meeting.pk])
    return address + (f"?paragraph={at.pk}" if at and not at.is_now else "") + part


@for_leaders
@require_POST
def open_(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    said = _("The meeting is open. Begin with the first point.")
    act = partial(opening.open_meeting, meeting=meeting, by=request.user)
    return pressed(request, act, said, _page(meeting))


@for_leaders
@require_POST
def close(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    def act() -> None:
        missed = len(Room(opening.close_meeting(meeting=meeting, by=request.user)).not_taken_up)
        said = ngettext(
            "The meeting is closed. %(n)d point of the agenda was not taken up.",
            "The meeting is closed. %(n)d points of the agenda were not taken up.",
            missed,
        )
        messages.success(request, said % {"n": missed} if missed else _("The meeting is closed."))

    return pressed(request, act, "", _page(meeting))


@for_leaders
@require_POST
def reopen(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    act = partial(opening.reopen_meeting, meeting=meeting, by=request.user)
    return pressed(request, act, _("The meeting goes on."), _page(meeting))


@for_leaders
@require_POST
def take_up(request: PersonRequest, meeting: Meeting, item: int) -> HttpResponse:
    row = get_object_or_404(AgendaItem, meeting=meeting, pk=item)
    act = partial(paragraphs.take_up, item=row, by=request.user)
    return pressed(request, act, "", _page(meeting, part="#present"))


@for_leaders
@require_POST
def new_item(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    form = NewItemForm(request.POST)
    added = tried(
        form,
        lambda told: paragraphs.take_up_new(
            meeting=meeting,
            title_sv=told["title"],
            title_en="",
            kind=told["kind"],
            by=request.user,
        ),
    )
    return redirect(_page(meeting)) if added else leading_page(request, meeting, form)


@for_leaders
@require_POST
def end(request: PersonRequest, meeting: Meeting, paragraph: int) -> HttpResponse:
    row = _paragraph(meeting, paragraph)
    outcome = request.POST.get("outcome", "")
    act: Callable[[], object]
    if outcome == "put_back":
        act = partial(paragraphs.put_back, paragraph=row, by=request.user)
    else:
        known = outcome if outcome in Paragraph.State.values else Paragraph.State.DONE.value
        act = partial(paragraphs.end_paragraph, paragraph=row, outcome=known, by=request.user)
    return pressed(request, act, "", _page(meeting))


@for_leaders
@require_POST
def write(request: PersonRequest, meeting: Meeting, paragraph: int) -> HttpResponse:
    """Saved by the button, or by itself while somebody writes (`static/meeting.js`)."""
    row = _paragraph(meeting, paragraph)
    form = WrittenForm(request.POST, auto_id=f"written-{row.pk}-%s")
    saved = tried(
        form,
        lambda told: paragraphs.write_paragraph(paragraph=row, by=request.user, **told),
    )
    if request.headers.get("Accept") == "application/json":
        if saved:
            return JsonResponse({"revision": saved.revision})
        return JsonResponse(
            {"error": " ".join(words for _field, words in form.error_links)}, status=422
        )
    if saved is None:
        return leading_page(request, meeting, form, at=row.pk)
    messages.success(request, _("Saved."))
    return redirect(_page(meeting, row, "#written"))


@for_leaders
@require_POST
def decide(request: PersonRequest, meeting: Meeting, paragraph: int) -> HttpResponse:
    row = _paragraph(meeting, paragraph)
    form = DecideForm(request.POST, paragraph=row, auto_id=f"decide-{row.pk}-%s")
    decided = tried(
        form,
        lambda told: deciding.decide(
            paragraph=row,
            words=told["words"],
            how=told["how"],
            doing=form.doing,
            carried=form.motion,
            takes_list=told.get("takes_list", False),
            by=request.user,
        ),
    )
    if decided is None:
        return leading_page(request, meeting, form, at=row.pk)
    return redirect(_page(meeting, row, f"#decision-{decided.pk}"))


@for_leaders
@require_POST
def strike(request: PersonRequest, meeting: Meeting, decision: int) -> HttpResponse:
    rows = Resolution.objects.select_related("paragraph__minutes__meeting")
    row = get_object_or_404(rows, paragraph__minutes__meeting=meeting, pk=decision)
    act = partial(deciding.strike_resolution, resolution=row, by=request.user)
    said = _("Struck. Write the decision anew if it should stand in other words.")
    return pressed(request, act, said, _page(meeting, row.paragraph))


@for_leaders
@require_POST
def motion(request: PersonRequest, meeting: Meeting, motion: int) -> HttpResponse:
    """Carried, not carried, withdrawn, or standing again."""
    rows = Motion.objects.select_related("paragraph__minutes__meeting")
    row = get_object_or_404(rows, paragraph__minutes__meeting=meeting, pk=motion)
    to = request.POST.get("to", "")
    known = to if to in Motion.State.values else Motion.State.STANDING.value
    act = partial(moving.move_motion, motion=row, to=known, by=request.user)
    return pressed(request, act, "", _page(meeting, row.paragraph, "#motions"))


@for_leaders
@require_POST
def note(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    form = NoteForm(request.POST, people=_people(meeting))
    seen_at = tried(form, lambda told: _note(meeting, told, request))
    if seen_at is None:
        return leading_page(request, meeting, form)
    return redirect(_page(meeting, part=seen_at))


@for_leaders
@require_POST
def unnote(request: PersonRequest, meeting: Meeting, kind: str, pk_of: int) -> HttpResponse:
    """Undo: a conflict of interest or a reservation that was noted by mistake."""
    if kind == NoteForm.CONFLICT:
        conflicts = Conflict.objects.select_related("paragraph__minutes__meeting")
        conflict = get_object_or_404(conflicts, paragraph__minutes__meeting=meeting, pk=pk_of)
        act = partial(moving.take_part_after_all, conflict=conflict, by=request.user)
        return pressed(request, act, "", _page(meeting, conflict.paragraph, "#present"))
    rows = Reservation.objects.select_related("resolution__paragraph__minutes__meeting")
    row = get_object_or_404(rows, resolution__paragraph__minutes__meeting=meeting, pk=pk_of)
    act = partial(deciding.take_reservation_back, reservation=row, by=request.user)
    seen_at = f"#decision-{row.resolution_id}"
    return pressed(request, act, "", _page(meeting, row.resolution.paragraph, seen_at))


@for_leaders
@require_POST
def speaker(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    form = SpeakerForm(request.POST, people=_people(meeting))
    added = tried(form, lambda told: speaking.add_speaker(by=request.user, **told))
    if added is None:
        return leading_page(request, meeting, form)
    return redirect(_page(meeting, part="#speakers"))


@for_leaders
@require_POST
def turn(request: PersonRequest, meeting: Meeting, turn: int) -> HttpResponse:
    """The floor is given, the turn is over, or it is struck from the list."""
    rows = Turn.objects.select_related("paragraph__minutes__meeting", "attendee")
    row = get_object_or_404(rows, paragraph__minutes__meeting=meeting, pk=turn)
    steps: dict[str, Callable[..., object]] = {
        "floor": speaking.give_floor,
        "end": speaking.end_turn,
        "strike": speaking.strike_turn,
    }
    step = steps.get(request.POST.get("step", ""), speaking.give_floor)
    return pressed(
        request, partial(step, turn=row, by=request.user), "", _page(meeting, part="#speakers")
    )


@for_leaders
@require_POST
def person(request: PersonRequest, meeting: Meeting, attendee: int) -> HttpResponse:
    """Somebody has come, left, or has the vote of their partner."""
    row = get_object_or_404(meeting.attendees.select_related("organisation"), pk=attendee)
    row.meeting = meeting
    steps: dict[str, Callable[[], object]] = {
        "room": partial(attendance.mark_there, attendee=row, by=request.user),
        "link": partial(attendance.mark_there, attendee=row, by=request.user, by_link=True),
        "gone": partial(attendance.mark_gone, attendee=row, by=request.user),
        "vote": partial(attendance.give_vote, attendee=row, by=request.user),
        "no_vote": partial(attendance.take_vote, attendee=row, by=request.user),
    }
    step = steps.get(request.POST.get("step", ""), steps["room"])
    return pressed(request, step, "", _page(meeting, part="#attendance"))


@for_leaders
@require_POST
def guest(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    form = GuestForm(request.POST)
    added = tried(form, lambda told: attendance.add_guest(meeting=meeting, by=request.user, **told))
    if added is None:
        return leading_page(request, meeting, form)
    return redirect(_page(meeting, part="#attendance"))


@for_leaders
@require_POST
def officer(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    form = OfficerForm(request.POST, people=_people(meeting))
    chosen = tried(
        form, lambda told: opening.choose_officer(meeting=meeting, by=request.user, **told)
    )
    if chosen is None:
        return leading_page(request, meeting, form)
    return redirect(_page(meeting, part="#officers"))


@for_leaders
@require_POST
def unchoose(request: PersonRequest, meeting: Meeting, officer: int) -> HttpResponse:
    rows = Officer.objects.select_related("minutes__meeting", "attendee")
    row = get_object_or_404(rows, minutes__meeting=meeting, pk=officer)
    act = partial(opening.unchoose_officer, officer=row, by=request.user)
    return pressed(request, act, "", _page(meeting, part="#officers"))


def _paragraph(meeting: Meeting, pk: int) -> Paragraph:
    rows = Paragraph.objects.select_related("minutes__meeting", "item__activity_list")
    return get_object_or_404(rows, minutes__meeting=meeting, pk=pk)


def _people(meeting: Meeting) -> Any:
    """Who is or was at the meeting."""
    return Attendee.objects.filter(presence__minutes__meeting=meeting).select_related("meeting")


def _note(meeting: Meeting, told: dict[str, Any], request: PersonRequest) -> str:
    """The part of the page where it is seen."""
    who, words, at = told["attendee"], told["words"], point_of(request)
    if told["what"] == NoteForm.MOTION:
        moving.note_motion(attendee=who, words=words, at=at, by=request.user)
        return "#motions"
    if told["what"] == NoteForm.CONFLICT:
        moving.note_conflict(attendee=who, words=words, at=at, by=request.user)
        return "#present"
    row = deciding.note_latest_reservation(
        meeting=meeting, attendee=who, words=words, by=request.user
    )
    return f"#decision-{row.resolution_id}"
