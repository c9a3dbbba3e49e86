"""Whoever is called answers, on a page whose address is the key; those who prepare see it all."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.common.forms import Form
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.meetings import rules
from samverka.meetings.actions import answering as actions
from samverka.meetings.actions.calling import remind_silent
from samverka.meetings.agenda import timed
from samverka.meetings.forms.answering import DeputyForm, ReplyForm, reply_as_told
from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.rides import TAKEN, offers_for
from samverka.meetings.views.doors import for_its_preparers, for_those_who_see
from samverka.people.models import PersonRequest

DEPUTIES_A_MINUTE = 5
# Whoever has the address may act: there is no cookie whose authority could be borrowed.
by_key = csrf_exempt


@for_those_who_see
def answer(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """The door for those with an account: to their own page, or onto the list first."""
    me = rules.attendee_of(request.user, meeting)
    if me is None and request.method == "POST":
        form = Form(request.POST)
        me = tried(form, lambda told: actions.join_list(meeting=meeting, person=request.user))
        if me is None:
            return render(
                request, "meetings/join.html", {"meeting": meeting, "form": form}, status=422
            )
    if me is not None:
        return redirect(me)
    return render(request, "meetings/join.html", {"meeting": meeting, "form": Form()})


@by_key
def reply(request: HttpRequest, key: str) -> HttpResponse:
    attendee = find_by_key(key)
    if request.method != "POST":
        return reply_page(request, attendee)
    form = ReplyForm(request.POST, attendee=attendee)
    tried(form, lambda told: actions.answer_meeting(attendee=attendee, reply=form.reply))
    if form.is_valid():
        messages.success(request, _("Thank you. You may change your answer until the meeting."))
        return redirect(attendee)
    return reply_page(request, attendee, form=form, status=422)


@by_key
@require_POST
def deputy(request: HttpRequest, key: str) -> HttpResponse:
    attendee = find_by_key(key)
    if is_too_often(request, what="deputy", a_minute=DEPUTIES_A_MINUTE):
        return too_often(request)
    form = DeputyForm(request.POST)
    tried(form, lambda told: actions.name_deputy(attendee=attendee, **told))
    if form.is_valid():
        messages.success(request, _("They are on the list instead of you."))
        return redirect(attendee)
    return reply_page(request, attendee, deputy_form=form, status=422)


@for_its_preparers
def answers(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """Who comes, what they eat and need, and who has not answered."""
    people = list(meeting.attendees.select_related("organisation", "person"))
    context = {
        "meeting": meeting,
        "coming": [one for one in people if one.comes],
        "not_coming": [one for one in people if one.answer == Attendee.Answer.NO],
        "silent": [one for one in people if one.answer == Attendee.Answer.NONE],
        "food": [one for one in people if one.answer == Attendee.Answer.ROOM and one.food],
        "needs": [one for one in people if one.comes and one.needs],
        "in_room": sum(one.answer == Attendee.Answer.ROOM for one in people),
        "by_link": sum(one.answer == Attendee.Answer.LINK for one in people),
    }
    return render(request, "meetings/answers.html", context)


@for_its_preparers
@require_POST
def remind(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    def write() -> None:
        number = remind_silent(meeting=meeting, by=request.user)
        said = ngettext("%(n)s reminder is sent.", "%(n)s reminders are sent.", number)
        messages.success(request, said % {"n": number})

    return pressed(request, write, "", "meetings:answers", meeting.pk)


def find_by_key(key: str) -> Attendee:
    rows = Attendee.objects.exclude(meeting__state=Meeting.State.DRAFT)
    rows = rows.select_related(
        "meeting__municipality", "meeting__minutes", "organisation", "person"
    )
    return get_object_or_404(rows, key=key)


def reply_page(
    request: HttpRequest,
    attendee: Attendee,
    *,
    form: ReplyForm | None = None,
    deputy_form: DeputyForm | None = None,
    status: int = 200,
) -> HttpResponse:
    meeting = attendee.meeting
    form = form or ReplyForm(initial=reply_as_told(attendee), attendee=attendee)
    asked = list(attendee.rides.filter(state__in=TAKEN).select_related("driver__ride_from"))
    looks = attendee.ride == Attendee.Ride.WANTS and meeting.is_coming and not asked
    carries = attendee.passengers.filter(state__in=TAKEN)
    context = {
        "meeting": meeting,
        "attendee": attendee,
        "form": form,
        "deputy_form": deputy_form or DeputyForm(),
        "agenda": timed(meeting.items.all(), meeting.starts_at),
        "offers": offers_for(attendee, meeting) if looks else [],
        "looks": looks,
        "asked": asked,
        "carries": carries.select_related("passenger__organisation", "passenger__ride_from"),
    }
    return closed_door(render(request, "meetings/reply.html", context, status=status))
