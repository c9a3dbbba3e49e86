"""Those who check the minutes, and those who were there, on pages whose address is their key."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import closed_door
from samverka.common.acting import pressed, tried
from samverka.meetings.models import Attendee
from samverka.meetings.views.answering import by_key, find_by_key
from samverka.minutes.actions import adjusting as actions
from samverka.minutes.adjusted import shown_now
from samverka.minutes.forms.adjusting import ApproveForm, WrongForm
from samverka.minutes.models import Minutes
from samverka.minutes.views.minutes import find_minutes, given_minutes, minutes_page


@by_key
def minutes(request: HttpRequest, key: str) -> HttpResponse:
    attendee, found = _find(key)
    return closed_door(minutes_page(request, shown_now(found), me=attendee))


@by_key
def file(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    _attendee, found = _find(key)
    return closed_door(given_minutes(shown_now(found), kind))


@by_key
@require_POST
def approve(request: HttpRequest, key: str) -> HttpResponse:
    attendee, _minutes = _find(key, only_officers=True)
    form = ApproveForm(request.POST)
    hash = form.cleaned_data["hash"] if form.is_valid() else ""
    return pressed(
        request,
        lambda: actions.approve(attendee=attendee, hash=hash),
        _("Thank you. You have approved the minutes."),
        "minutes:of_attendee",
        key,
    )


@by_key
@require_POST
def wrong(request: HttpRequest, key: str) -> HttpResponse:
    attendee, found = _find(key, only_officers=True)
    form = WrongForm(request.POST)
    tried(form, lambda told: actions.send_back(attendee=attendee, **told))
    if form.is_valid():
        messages.success(request, _("Thank you. Those who wrote the minutes change them."))
        return redirect("minutes:of_attendee", key)
    shown = shown_now(found)
    return closed_door(minutes_page(request, shown, me=attendee, wrong_form=form, status=422))


def _find(key: str, *, only_officers: bool = False) -> tuple[Attendee, Minutes]:
    """Who checks them reads them at any time, who was there when they are approved."""
    attendee = find_by_key(key)
    found = find_minutes(attendee.meeting)
    checks = found.officers.filter(attendee=attendee).exists()
    was_there = found.presences.filter(attendee=attendee).exists()
    if not (checks or (was_there and found.is_locked and not only_officers)):
        raise Http404
    return attendee, found
