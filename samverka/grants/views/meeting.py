"""Times for meetings: offered by officers, booked by whoever has the address of an application."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.common.acting import pressed, tried
from samverka.common.calendar_files import calendar_answer
from samverka.common.forms import LONGEST_KEY
from samverka.grants.actions import meeting as actions
from samverka.grants.calendar_entries import entry_of
from samverka.grants.forms.meeting import MeetingNotesForm, TimesForm
from samverka.grants.models import GrantApplication, OfferedTime, Panelist, Round
from samverka.grants.rules import Standing
from samverka.grants.telling.times import times_of
from samverka.grants.views.case import case_page
from samverka.grants.views.doors import for_all_of_it, for_officers, for_officers_of_the_round
from samverka.grants.views.entrances import for_who_has_the_key
from samverka.people.models import PersonRequest


@for_officers_of_the_round
def times(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    form = TimesForm()
    if request.method == "POST":
        form = TimesForm(request.POST)
        done = tried(
            form,
            lambda told: actions.offer_times(
                turn=turn,
                starts=form.starts,
                minutes=told["minutes"],
                place=told["place"],
                by=request.user,
            ),
        )
        if done:
            messages.success(request, _("Offered. Those who have applied can book them."))
            return redirect("grants:times", turn.slug)
    context = {"round": turn, "times": times_of(turn, standing), "form": form}
    status = 422 if form.errors else 200
    return render(request, "grants/handling/times.html", context, status=status)


@require_POST
@for_officers_of_the_round
def take_away(request: PersonRequest, standing: Standing, turn: Round) -> HttpResponse:
    found = OfferedTime.objects.select_related("application__round", "by", "round")
    time = get_object_or_404(found, round=turn, pk=_key(request))
    act = lambda: actions.take_time_away(time=time, by=request.user)  # noqa: E731
    return pressed(request, act, _("Taken away."), "grants:times", turn.slug)


@require_POST
@for_officers
def call_off(
    request: PersonRequest, application: GrantApplication, place: Panelist
) -> HttpResponse:
    act = lambda: actions.call_off_meeting(application=application, by=request.user)  # noqa: E731
    said = _("Called off. The applicant gets a letter, and can book another time.")
    return pressed(request, act, said, application)


@require_POST
@for_all_of_it
def notes(request: PersonRequest, application: GrantApplication, place: Panelist) -> HttpResponse:
    form = MeetingNotesForm(request.POST)
    done = tried(
        form,
        lambda told: actions.note_meeting(
            application=application, notes=told["notes"], by=request.user
        ),
    )
    if done:
        messages.success(request, _("Saved."))
        return redirect(application)
    return case_page(request, application, place, status=422, notes_form=form)


@require_POST
@for_who_has_the_key
def book(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    act = lambda: actions.book_time(application=application, time_key=_key(request))  # noqa: E731
    return pressed(request, act, _("Booked. You get a letter."), application.own_url)


@require_POST
@for_who_has_the_key
def cancel(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    act = lambda: actions.cancel_meeting(application=application)  # noqa: E731
    return pressed(request, act, _("Cancelled. You can book another time."), application.own_url)


@require_safe
@for_who_has_the_key
def calendar(request: HttpRequest, application: GrantApplication) -> HttpResponse:
    booked = OfferedTime.objects.filter(application=application).first()
    if booked is None:
        raise Http404
    entry = entry_of(booked, application, ours=False)
    return calendar_answer([entry], name=entry.title, file=_("meeting"))


def _key(request: HttpRequest) -> int:
    said = request.POST.get("time", "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) <= LONGEST_KEY else 0
