"""One's own calendar, for whoever is signed in, and the address where a phone reads it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from samverka.calendars import actions
from samverka.calendars.forms import AddressForm
from samverka.calendars.models import CalendarAddress
from samverka.calendars.months import Month
from samverka.calendars.own import happenings_of
from samverka.calendars.telling import page_of
from samverka.calendars.views.files import answer, followed_span
from samverka.calendars.wanted import Wanted, calls_chosen, own_narrowing_of
from samverka.common.access import closed_door, signed_in
from samverka.common.acting import pressed, tried
from samverka.common.spoken import qr_picture
from samverka.common.tenancy import whole_address
from samverka.people.models import PersonRequest


@signed_in
@require_safe
def month(request: PersonRequest) -> HttpResponse:
    shown = Month.read(request.GET.get("month", ""), timezone.localdate())
    narrowing = own_narrowing_of(request)
    calls, wanted = calls_chosen(narrowing), Wanted.chosen(narrowing)
    found = happenings_of(request.user, shown.span, calls, wanted)
    context = {"month": shown, "page": page_of(shown, found), "narrowing": narrowing}
    return render(request, "calendars/own.html", context)


@signed_in
def address(request: PersonRequest) -> HttpResponse:
    """Make the address, see it, and say what the file holds."""
    row = CalendarAddress.objects.filter(person=request.user).first()
    initial = {"calls": row.calls if row else CalendarAddress.Calls.ALL}
    form = AddressForm(request.POST if request.method == "POST" else None, initial=initial)
    if tried(form, lambda told: actions.choose_address(calls=told["calls"], by=request.user)):
        messages.success(request, _("Saved.") if row else _("Your calendar has an address."))
        return redirect("calendars:address")
    where = whole_address(reverse("calendars:private", args=[row.key])) if row else ""
    picture = qr_picture(where) if where else ""
    context = {"form": form, "row": row, "address": where, "picture": picture}
    return render(request, "calendars/address.html", context, status=422 if form.errors else 200)


@signed_in
@require_POST
def replace(request: PersonRequest) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.replace_address(by=request.user),
        _("Your calendar has a new address. Add it where you had the old one."),
        "calendars:address",
    )


@signed_in
@require_POST
def end(request: PersonRequest) -> HttpResponse:
    return pressed(
        request,
        lambda: actions.end_address(by=request.user),
        _("The address leads nowhere any more."),
        "calendars:address",
    )


@require_safe
def private(request: HttpRequest, key: str) -> HttpResponse:
    """For whoever has the address: what its person may see today."""
    row = get_object_or_404(CalendarAddress.objects.open(), key=key)
    found = happenings_of(row.person, followed_span(), row.calls)
    response = closed_door(answer(request, found, name=_("Samverka: your calendar")))
    # A program may keep what it has, as long as it asks each time whether that is still so.
    del response["Cache-Control"]
    patch_cache_control(response, private=True, no_cache=True)
    return response
