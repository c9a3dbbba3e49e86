"""The plan of the application in the demonstration: three lines, and what is to change."""

from datetime import date, timedelta
from typing import Any, NamedTuple

from samverka.applications.actions.plan import add_to_plan
from samverka.applications.models import Application, PlanRow
from samverka.people.models import Person


class Does(NamedTuple):
    """An activity: who does it, and from which to which day of the project."""

    title: str
    what: str
    organisation: str
    begins: int
    ends: int


ACTIVITIES = (
    Does(
        "Ställa i ordning trädgården",
        "Rensa, laga växthuset och bygga odlingslådor.",
        "foreningen-gronskan",
        0,
        60,
    ),
    Does(
        "Odla och laga mat tillsammans",
        "Tre dagar i veckan, med språkstöd.",
        "kooperativet-laga-lana",
        60,
        270,
    ),
    Does(
        "Sälja på torget och räkna på ett eget företag",
        "Varje lördag från juni.",
        "ideverkstaden",
        120,
        330,
    ),
)
MILESTONE = ("Första skörden är såld", 150)
CHANGES = (
    ("problem", "Kvinnor som är nya i Sverige möter få som talar svenska"),
    ("activity", "Vi odlar, lagar mat och säljer tillsammans"),
    ("result", "Tolv kvinnor har visat vad de kan i ett arbete"),
    ("effect", "Fler har arbete eller studerar, och området har en plats att mötas på"),
)


def make_plan(application: Application, by: Person) -> None:
    begins = application.starts_on
    assert begins
    members = {
        one.organisation.slug: one for one in application.members.select_related("organisation")
    }
    for one in ACTIVITIES:
        facts = {"title": one.title, "what": one.what, "lead": members[one.organisation]}
        days = {"starts_on": _day(begins, one.begins), "ends_on": _day(begins, one.ends)}
        add_to_plan(application=application, kind="activity", facts=facts | days, by=by)
    title, day = MILESTONE
    facts = {"title": title, "on": _day(begins, day)}
    add_to_plan(application=application, kind="milestone", facts=facts, by=by)
    before: PlanRow | None = None
    for kind, title in reversed(CHANGES):
        step: dict[str, Any] = {
            "title": title,
            "kind": kind,
            "leads_to": [before] if before else [],
        }
        before = add_to_plan(application=application, kind="step", facts=step, by=by)


def _day(begins: date, days: int) -> date:
    return begins + timedelta(days=days)
