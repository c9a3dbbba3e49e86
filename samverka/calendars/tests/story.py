"""What stands in the calendar of one November, and how a reader meets it."""

import re
from datetime import date, datetime, time, timedelta
from html import unescape
from typing import Any

import icalendar
from django.test import Client
from django.utils import timezone

from samverka.applications.actions import add_to_plan
from samverka.applications.models import Application
from samverka.applications.tests.story import begun
from samverka.calls.models import Call
from samverka.calls.tests.story import NOVEMBER, new
from samverka.cast import Cast
from samverka.common.moments import moment_on
from samverka.meetings.models import Attendee, Body, Meeting
from samverka.people.models import Person
from samverka.plan.models import ListedActivity
from samverka.plan.tests.story import a_list, an_activity
from samverka.talks.models import Talk
from samverka.talks.tests.story import a_talk
from samverka.tasks.actions import add_task
from samverka.tasks.models import Task

TODAY = NOVEMBER  # a Tuesday, 24 November 2026
DAY = re.compile(r'<h3 id="day-([\d-]+)"(.*?)</section>', re.DOTALL)
TITLE = re.compile(r'<p class="line-title"><a [^>]*>(.*?)</a>')


def at(day: int, hour: int, month: int = 11) -> datetime:
    """On the wall of the partnership, in 2026."""
    moment = moment_on(NOVEMBER.replace(month=month, day=day), time(hour))
    assert moment
    return moment


def talk_on(day: int, **facts: Any) -> Talk:
    """From two to four."""
    return a_talk(
        **{"slug": f"talk-{day}", "starts_at": at(day, 14), "ends_at": at(day, 16), **facts}
    )


def activity_on(day: int, **facts: Any) -> ListedActivity:
    """On the decided list of the year."""
    on = NOVEMBER.replace(day=day)
    listed = facts.pop("activity_list", None) or a_list(state="decided")
    return an_activity(listed, **{"starts_on": on, "ends_on": on, **facts})


def shown(client: Client, address: str) -> dict[str, list[str]]:
    """The titles under each day of a page, in their order."""
    page = client.get(address).content.decode()
    return {day: [unescape(one) for one in TITLE.findall(rest)] for day, rest in DAY.findall(page)}


def events(client: Client, address: str) -> dict[str, icalendar.Component]:
    """What a file holds, by the first part of its lasting name."""
    found = icalendar.Calendar.from_ical(client.get(address).content).walk("VEVENT")
    return {str(one["UID"]).partition("@")[0]: one for one in found}


SOON = timedelta(days=10)


def soon(hour: int = 9) -> datetime:
    """In ten days, whenever today is."""
    moment = moment_on(timezone.localdate() + SOON, time(hour))
    assert moment
    return moment


def meeting_soon(body: str = Body.ASSEMBLY, **facts: Any) -> Meeting:
    """From nine to twelve."""
    told = {"body": body, "title_en": "We meet", "title_sv": "Vi ses", "state": "called"}
    return Meeting.objects.create(**{"starts_at": soon(9), "ends_at": soon(12), **told, **facts})


def called(meeting: Meeting, person: Person, **facts: Any) -> Attendee:
    return meeting.attendees.create(person=person, name=str(person), **facts)


def promise(person: Person | None = None, **facts: Any) -> Task:
    day = soon().date()
    return add_task(
        kind=Task.Kind.PROMISE, what=lambda: "Call them", person=person, due_on=day, **facts
    )


def application_of(cast: Cast, state: str = "writing") -> Application:
    """Amina's organisation applies; its last day is soon, and its project has a milestone then."""
    application = begun(cast)
    milestone = {"title": "First harvest", "on": soon().date()}
    add_to_plan(application=application, kind="milestone", facts=milestone, by=cast.amina)
    application.due_on, application.state = soon().date(), state
    application.save()
    return application


def call_soon(slug: str = "money") -> Call:
    return new(slug, closes_on=soon().date())


def in_month(day: date, path: str = "/en/desk/calendar/") -> str:
    return f"{path}?month={day:%Y-%m}"


def lines(client: Client, person: Person, day: date, more: str = "") -> list[tuple[str, str]]:
    """What somebody's own calendar shows on a day: titles, and what is said of each."""
    client.force_login(person)
    page = client.get(in_month(day) + more).content.decode()
    on = dict(DAY.findall(page)).get(f"{day}", "")
    return [_line(one) for one in on.split("<li>")[1:]]


def _line(markup: str) -> tuple[str, str]:
    said = re.search(r'<span class="status"[^>]*>(?:<svg.*?</svg>)?(.*?)</span>', markup, re.DOTALL)
    [title] = TITLE.findall(markup)
    return unescape(title), unescape(said[1]) if said else ""
