"""About, contact, accessibility and privacy."""

from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samverka.partnership.actions.belonging import FORGOTTEN_AFTER
from samverka.partnership.models import Seat, Theme
from samverka.people.models import PRIVACY_VERSION

# What the accessibility statement says was true on this day; a new assessment moves it.
ASSESSED_ON = date(2026, 11, 24)
STATEMENT_CHANGED_ON = date(2026, 11, 24)


@dataclass(frozen=True)
class Sitting:
    """A seat as everybody may see it. `name` is empty where the person has given none."""

    organisation: str
    unit: str
    name: str
    convener: bool
    example: bool


def about(request: HttpRequest) -> HttpResponse:
    return render(request, "home/about.html", {"themes": Theme.objects.all()})


def contact(request: HttpRequest) -> HttpResponse:
    years = _committee_by_year(timezone.localdate().year)
    return render(request, "home/contact.html", {"years": years})


def _committee_by_year(this_year: int) -> list[tuple[int, list[Sitting]]]:
    """Everybody who had a seat in a year, the latest year first and its convener first."""
    years: dict[int, list[Sitting]] = {}
    for seat in Seat.objects.select_related("organisation", "person"):
        last = seat.until.year if seat.until else this_year
        for year in range(seat.since.year, max(min(last, this_year), seat.since.year) + 1):
            years.setdefault(year, []).append(_sitting(seat))
    newest_first = sorted(years.items(), reverse=True, key=lambda item: item[0])
    return [(year, sorted(seats, key=_convener_first)) for year, seats in newest_first]


def _sitting(seat: Seat) -> Sitting:
    """Never the e-mail address, which stands for a person who has no name."""
    return Sitting(
        organisation=seat.organisation.name,
        unit=seat.unit,
        name=seat.person.name if seat.person else seat.person_name,
        convener=seat.convener,
        example=seat.example,
    )


def _convener_first(sitting: Sitting) -> tuple[bool, str, str]:
    return not sitting.convener, sitting.organisation, sitting.name


def accessibility(request: HttpRequest) -> HttpResponse:
    context = {"assessed_on": ASSESSED_ON, "changed_on": STATEMENT_CHANGED_ON}
    return render(request, "home/accessibility.html", context)


def privacy(request: HttpRequest) -> HttpResponse:
    context = {
        "session_days": settings.SESSION_COOKIE_AGE // (60 * 60 * 24),
        "erasure_days": settings.ERASURE_DAYS,
        "invitation_days": FORGOTTEN_AFTER.days,
        "version": PRIVACY_VERSION,
    }
    return render(request, "home/privacy.html", context)
