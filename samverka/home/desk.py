"""The desk of those who are signed in: what waits, what is new, dates, people."""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import escape_leading_slashes as escaped
from django.utils.timezone import localdate

from samverka.applications.telling import desk as applications
from samverka.calls.models import Call
from samverka.collaboration.telling import desk_of
from samverka.common.access import signed_in
from samverka.common.languages import other_language, reader_language
from samverka.common.tenancy import whole_address
from samverka.grants.telling.turns import written_by
from samverka.grants.telling.waiting import waiting_for as grants_waiting_for
from samverka.home.letters import in_trouble_for
from samverka.ideas.models import Idea
from samverka.meetings.models import Meeting
from samverka.meetings.rules import meetings_for
from samverka.partnership.models import Organisation
from samverka.partnership.rules import (
    is_coordinator,
    may_care_for_ideas,
    may_hand_over,
    may_seat,
    organisations_of,
)
from samverka.people.models import Person, PersonRequest
from samverka.plan.telling import coming_for
from samverka.projects.near import near_in_projects
from samverka.radar.telling import for_us
from samverka.record.models import Letter
from samverka.references import telling as references
from samverka.suggest.find import Found, find
from samverka.talks.models import Talk
from samverka.tasks.telling import waiting_for

Event = Meeting | Talk | Call
CALLS, WAITING, FITTING, NEWS = 3, 5, 2, 6


@dataclass(frozen=True)
class News:
    """Something that the next digest will tell; the path is in the reader's language.

    What is said is in the `language` of the letter, which may be another.
    """

    said: str
    path: str
    language: str


@signed_in
def desk(request: PersonRequest) -> HttpResponse:
    """What waits for this person first, then what is new for the organisation they look at."""
    person = request.user
    organisations = list(organisations_of(person))
    chosen = _chosen(request, organisations)
    context = {
        "tasks": waiting_for(person),
        "news": _news_for(person),
        "organisations": organisations,
        "chosen": chosen,
        "fitting": _fitting(chosen) if chosen else None,
        "calls_for_us": for_us.desk_of(chosen) if chosen and chosen.is_partner else [],
        "company": desk_of(chosen) if chosen else None,
        "ours": applications.desk_of(chosen) if chosen else None,
        "grant_applications": written_by(person),
        "grants_waiting": grants_waiting_for(person),
        "projects": near_in_projects(organisations),
        "ours_to_do": coming_for(chosen) if chosen else [],
        "dates": _dates(person),
        "may_seat": may_seat(person),
        "may_hand_over": may_hand_over(person),
        "cares": may_care_for_ideas(person),
    }
    if context["cares"]:
        context |= _care(person)
    return render(request, "home/desk.html", context)


def _care(person: Person) -> dict[str, Any]:
    """What those who take care of ideas see besides."""
    waiting = Idea.objects.under_way().with_listing().longest_wait_first()
    return {
        "waiting": waiting.filter(responsible=person)[:WAITING],
        "unclaimed": waiting.without_care()[:WAITING],
        "unclaimed_count": waiting.without_care().count(),
        "coordinates": is_coordinator(person),
        "references": references.waiting(),
        "letters_in_trouble": in_trouble_for(person).count(),
    }


def _chosen(request: HttpRequest, organisations: list[Organisation]) -> Organisation | None:
    """The one that the address names, or the first; None for who belongs to none."""
    named = [one for one in organisations if one.slug == request.GET.get("organisation")]
    return next(iter([*named, *organisations]), None)


def _news_for(person: Person) -> list[News]:
    """What has happened since the last digest, the newest first.

    A letter is written in the language that its receiver has chosen, the desk in the one they read.
    """
    gathered = Letter.objects.gathered_for(person).newest_first()[:NEWS]
    return [News(letter.subject, escaped(_path_of(letter)), letter.language) for letter in gathered]


def _path_of(letter: Letter) -> str:
    here, there = f"/{reader_language()}/", f"/{other_language(reader_language())}/"
    return re.sub(f"^{there}", here, letter.link.removeprefix(whole_address("")))


def _dates(person: Person) -> list[tuple[date, Event]]:
    """The next meeting, the next talk and the last days of calls, the soonest first."""
    meetings = meetings_for(person).held_or_coming().upcoming()[:1]
    talks = Talk.objects.held_or_coming().upcoming()[:1]
    calls = Call.objects.not_closed().soonest_first()[:CALLS]
    dates: list[tuple[date, Event]] = [
        *((localdate(meeting.starts_at), meeting) for meeting in meetings),
        *((localdate(talk.starts_at), talk) for talk in talks),
        *((call.closes_on, call) for call in calls if call.closes_on),
    ]
    return sorted(dates, key=lambda one: one[0])


def _fitting(organisation: Organisation) -> Found:
    """What fits what the organisation says it does and where it is. Calls have a place of their
    own on the desk."""
    return find(
        organisation.about,
        kinds=["idea", "project"],
        each=FITTING,
        place=organisation.municipality.name if organisation.municipality else "",
        applicant=organisation.kind,
    )
