"""The calendar for everybody: one month, narrowed by theme and municipality."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from samverka.calendars.months import Month
from samverka.calendars.public import happenings
from samverka.calendars.telling import page_of
from samverka.calendars.wanted import Wanted, narrowing_of
from samverka.common.tenancy import whole_address


@require_safe
def month(request: HttpRequest) -> HttpResponse:
    shown = Month.read(request.GET.get("month", ""), timezone.localdate())
    narrowing = narrowing_of(request)
    wanted = Wanted.chosen(narrowing)
    context = {
        "month": shown,
        "page": page_of(shown, happenings(shown.span, wanted)),
        "narrowing": narrowing,
        "wanted": wanted,
        "address": whole_address(f"{reverse('calendar_feeds:feed')}?{wanted.query}"),
    }
    return render(request, "calendars/month.html", context)
