"""Rides: asked for and answered on the pages of those who ride; a list for those who prepare."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.acting import pressed
from samverka.meetings.actions import riding as actions
from samverka.meetings.models import Attendee, Meeting, Ride
from samverka.meetings.views.answering import by_key, find_by_key
from samverka.meetings.views.doors import for_its_preparers
from samverka.people.models import PersonRequest


@by_key
@require_POST
def ask(request: HttpRequest, key: str, driver: int) -> HttpResponse:
    me = find_by_key(key)
    found = get_object_or_404(me.meeting.attendees, pk=driver)
    return pressed(
        request,
        lambda: actions.ask_ride(passenger=me, driver=found),
        _("You have asked. You get a letter with the answer."),
        me,
    )


@by_key
@require_POST
def answer(request: HttpRequest, key: str, ride: int) -> HttpResponse:
    me = find_by_key(key)
    found = get_object_or_404(Ride.objects.filter(driver=me), pk=ride)
    yes = request.POST.get("answer") == "yes"
    return pressed(
        request,
        lambda: actions.answer_ride(ride=found, yes=yes),
        _("Your answer is sent."),
        me,
    )


@by_key
@require_POST
def end(request: HttpRequest, key: str, ride: int) -> HttpResponse:
    me = find_by_key(key)
    found = Ride.objects.filter(driver=me) | Ride.objects.filter(passenger=me)
    row = get_object_or_404(found, pk=ride)
    return pressed(
        request,
        lambda: actions.end_ride(ride=row, by=me),
        _("It is taken back, and the other gets a letter."),
        me,
    )


@for_its_preparers
def rides(request: PersonRequest, meeting: Meeting) -> HttpResponse:
    """To print: every car and who sits in it, and who still has none."""
    agreed = Ride.objects.filter(state=Ride.State.AGREED, driver__meeting=meeting)
    pairs = list(agreed.select_related("passenger__ride_from"))
    people = meeting.attendees.riding()
    carried = {one.passenger_id for one in pairs}
    context = {
        "meeting": meeting,
        "cars": [
            (one, [ride.passenger for ride in pairs if ride.driver_id == one.pk])
            for one in people
            if one.ride == Attendee.Ride.OFFERS
        ],
        "without": [
            one for one in people if one.ride == Attendee.Ride.WANTS and one.pk not in carried
        ],
    }
    return render(request, "meetings/rides.html", context)
