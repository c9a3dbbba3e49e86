"""The first page, and the desk of those who are signed in."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from samverka.calls.models import Call
from samverka.collaboration.telling import desk_of
from samverka.common.access import signed_in
from samverka.ideas.models import Idea
from samverka.ideas.telling import trail_of
from samverka.partnership.models import Municipality, Organisation
from samverka.partnership.rules import is_coordinator, may_care_for_ideas, organisations_of
from samverka.people.models import PersonRequest
from samverka.record.models import Letter
from samverka.suggest.find import Found, find
from samverka.suggest.fresh import same_for_everybody
from samverka.talks.models import Talk
from samverka.tasks.telling import waiting_for

TRAILS, CALLS, WAITING, NEWS = 3, 3, 5, 2
FAR_ALONG = (Idea.State.PROJECT, Idea.State.IN_APPLICATION, Idea.State.SEEKING_PARTNERS)


@same_for_everybody
def home(request: HttpRequest) -> HttpResponse:
    ideas = Idea.objects.public().filter(state__in=FAR_ALONG).furthest_first()[:TRAILS]
    context = {
        "trails": [(idea, trail_of(idea)) for idea in ideas],
        "talk": Talk.objects.upcoming().first(),
        "calls": [
            *Call.objects.not_closed().for_any_idea()[:1],
            *Call.objects.not_closed().filter(takes_any_idea=False).soonest_first()[:CALLS],
        ],
        "partner_count": Organisation.objects.partners().filter(example=False).count(),
        "county": Municipality.objects.exclude(shape="").with_partner_count(),
    }
    return render(request, "home/home.html", context)


@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    """What waits for this person first, then what is new for their organisation."""
    context: dict[str, Any] = {"cares": may_care_for_ideas(request.user)}
    if context["cares"]:
        waiting = Idea.objects.under_way().with_listing().longest_wait_first()
        context |= {
            "waiting": waiting.filter(responsible=request.user)[:WAITING],
            "unclaimed": waiting.without_care()[:WAITING],
            "unclaimed_count": waiting.without_care().count(),
            "coordinates": is_coordinator(request.user),
            "letters_in_trouble": Letter.objects.in_trouble().count(),
        }
    organisations = list(organisations_of(request.user))
    context |= {
        "organisations": organisations,
        "news": _news_for(organisations[0]) if organisations else None,
        "company": desk_of(organisations[0]) if organisations else None,
        "dates": _dates(),
        "tasks": waiting_for(request.user),
    }
    return render(request, "home/desk.html", context)


def _dates() -> list[tuple[date, Talk | Call]]:
    """The next talk and the last days of calls, the soonest first."""
    talks = Talk.objects.upcoming()[:1]
    calls = Call.objects.not_closed().soonest_first()[:CALLS]
    dates: list[tuple[date, Talk | Call]] = [
        *((localdate(talk.starts_at), talk) for talk in talks),
        *((call.closes_on, call) for call in calls if call.closes_on),
    ]
    return sorted(dates, key=lambda one: one[0])


def _news_for(organisation: Organisation) -> Found:
    """What fits what the organisation says it does, where it is and may apply."""
    return find(
        organisation.about,
        kinds=["idea", "call", "project"],
        each=NEWS,
        place=organisation.municipality.name if organisation.municipality else "",
        applicant=organisation.kind,
    )
