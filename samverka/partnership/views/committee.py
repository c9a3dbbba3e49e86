"""The working committee: for everybody to read, for coordinators and the convener to fill."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from samverka.common.access import only_for
from samverka.common.acting import pressed, tried
from samverka.partnership.actions import committee as actions
from samverka.partnership.forms.committee import OrganisationForm, SeatForm
from samverka.partnership.models import Seat
from samverka.partnership.rules import may_hand_over, may_seat
from samverka.people.models import PersonRequest

FIELDS = SeatForm.base_fields


for_those_who_seat = only_for(may_seat)


def committee(request: HttpRequest) -> HttpResponse:
    """Who sits now, then every earlier year."""
    today = timezone.localdate()
    seats = Seat.objects.filter(since__lte=today).with_people()
    context = {
        "years": by_year(seats, today.year),
        "this_year": today.year,
        "may_seat": may_seat(request.user),
        "may_hand_over": may_hand_over(request.user),
    }
    return render(request, "partnership/committee.html", context)


def sitting(day: date) -> list[Seat]:
    """Those who sit that day, the convener first."""
    return sorted(Seat.objects.on(day).with_people(), key=_convener_first)


def by_year(seats: Iterable[Seat], last_year: int) -> list[tuple[int, list[Seat]]]:
    """Everybody who had a seat in a year, the latest year first and its convener first."""
    years: dict[int, list[Seat]] = {}
    for seat in seats:
        last = min(seat.until.year if seat.until else last_year, last_year)
        for year in range(seat.since.year, max(last, seat.since.year) + 1):
            years.setdefault(year, []).append(seat)
    newest_first = sorted(years.items(), reverse=True, key=lambda item: item[0])
    return [(year, sorted(sitting, key=_convener_first)) for year, sitting in newest_first]


def _convener_first(seat: Seat) -> tuple[bool, str, str]:
    return not seat.convener, seat.organisation.name, seat.public_holder


@for_those_who_seat
def seats(request: PersonRequest) -> HttpResponse:
    """This year's seats and those to come, and the way to fill more."""
    today = timezone.localdate()
    held = (
        Seat.objects.overlapping(today, None).with_people().order_by("since", "organisation__name")
    )
    context = {
        "now": [seat for seat in held if not seat.is_coming],
        "coming": [seat for seat in held if seat.is_coming],
        "next_year": today.year + 1,
        "organisation_form": OrganisationForm(),
    }
    return render(request, "partnership/seats.html", context)


@for_those_who_seat
def seat_new(request: PersonRequest) -> HttpResponse:
    """First whose seat it is, then who fills it."""
    chosen = OrganisationForm(request.GET or None)
    if not chosen.is_valid():
        context = {"form": chosen}
        return render(
            request, "partnership/seat_whose.html", context, status=422 if request.GET else 200
        )
    organisation = chosen.cleaned_data["organisation"]
    year = timezone.localdate().year
    form = SeatForm(
        request.POST or None,
        organisation=organisation,
        seat=None,
        initial={"since": f"{year}-01-01", "until": f"{year}-12-31"},
    )
    return _ask(
        request,
        form,
        lambda: actions.fill_seat(organisation=organisation, filled=_filled(form), by=request.user),
        {"organisation": organisation},
    )


@for_those_who_seat
def seat_edit(request: PersonRequest, pk: int) -> HttpResponse:
    seat = _find(pk)
    initial = {name: getattr(seat, name) for name in FIELDS}
    form = SeatForm(
        request.POST or None, organisation=seat.organisation, seat=seat, initial=initial
    )
    return _ask(
        request,
        form,
        lambda: actions.change_seat(seat=seat, filled=_filled(form), by=request.user),
        {"organisation": seat.organisation, "seat": seat},
    )


@for_those_who_seat
@require_POST
def seat_remove(request: PersonRequest, pk: int) -> HttpResponse:
    return _try(
        request,
        lambda: actions.remove_seat(seat=_find(pk), by=request.user),
        _("The seat is gone."),
    )


@for_those_who_seat
@require_POST
def carry_over(request: PersonRequest) -> HttpResponse:
    year = timezone.localdate().year + 1
    said = _("The seats of this year stand for %(year)s too. Change what is to be different.")
    return _try(
        request, lambda: actions.carry_over(year=year, by=request.user), said % {"year": year}
    )


def _find(pk: int) -> Seat:
    return get_object_or_404(Seat.objects.with_people(), pk=pk)


def _filled(form: SeatForm) -> actions.Filled:
    return cast(actions.Filled, {name: form.cleaned_data[name] for name in FIELDS})


def _ask(
    request: PersonRequest, form: SeatForm, action: Callable[[], object], context: dict[str, Any]
) -> HttpResponse:
    """Do what the form asks; a refusal stands in it, with all that was typed."""
    tried(form, lambda told: action())
    if form.is_valid():
        messages.success(request, _("Saved."))
        return redirect("partnership:seats")
    status = 422 if request.method == "POST" else 200
    return render(request, "partnership/seat.html", {"form": form, **context}, status=status)


def _try(request: PersonRequest, action: Callable[[], object], said: str) -> HttpResponse:
    return pressed(request, action, said, "partnership:seats")
