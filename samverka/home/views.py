"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from samverka.calls.models import Call
from samverka.common.tenancy import whole_address
from samverka.home.pictures.county import county_of
from samverka.ideas.models import Idea
from samverka.ideas.telling import how_far
from samverka.partnership.models import Municipality, Organisation, Partnership
from samverka.suggest.fresh import same_for_everybody
from samverka.talks.models import Talk

TRAILS, CALLS, WAITING, NEWS = 3, 3, 5, 2
FAR_ALONG = (Idea.State.PROJECT, Idea.State.IN_APPLICATION, Idea.State.SEEKING_PARTNERS)


@same_for_everybody
def home(request: HttpRequest) -> HttpResponse:
    ideas = Idea.objects.public().filter(state__in=FAR_ALONG).furthest_first()[:TRAILS]
    context = {
        "trails": [(idea, how_far(idea)) for idea in ideas],
        "talk": Talk.objects.held_or_coming().upcoming().first(),
        "calls": [
            *Call.objects.not_closed().for_any_idea()[:1],
            *Call.objects.not_closed().filter(takes_any_idea=False).soonest_first()[:CALLS],
        ],
        "partner_count": Organisation.objects.partners().filter(example=False).count(),
        "county": county_of(Municipality.objects.exclude(shape="").with_partner_count(), {}),
        "facts": linked_data(request),
    }
    return render(request, "home/home.html", context)


def linked_data(request: HttpRequest) -> dict[str, str]:
    """The partnership in the terms of schema.org, as search engines read it."""
    partnership: Partnership = request.partnership  # type: ignore[attr-defined]
    found = {
        "@context": "https://schema.org",
        "@type": "Organization",
        "name": partnership.name,
        "url": whole_address(reverse("home:home")),
        "description": partnership.summary,
        "areaServed": partnership.region,
    }
    return {name: value for name, value in found.items() if value}
