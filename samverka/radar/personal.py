"""What the radar knows about a person. What organisations decided stays theirs."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.radar.models import Decision, Dismissal, Follow, SavedSearch, Told


def _follows(person: Person) -> list[Facts]:
    rows = everywhere(Follow).filter(person=person).select_related("call", "organisation")
    return [
        {
            "call": row.call.title,
            "shown_to": row.organisation.name if row.organisation else "",
            "since": row.since,
            "until": row.ended_at,
        }
        for row in rows.order_by("pk")
    ]


def _saved_searches(person: Person) -> list[Facts]:
    rows = everywhere(SavedSearch).filter(person=person).order_by("pk")
    return [
        {"name": row.name, "query": row.query, "every": row.every, "until": row.removed_at}
        for row in rows
    ]


def _told(person: Person) -> list[Facts]:
    rows = everywhere(Told).filter(person=person).select_related("call").order_by("pk")
    return [{"call": row.call.title, "what": row.what, "at": row.at} for row in rows]


def _dismissals(person: Person) -> list[Facts]:
    rows = everywhere(Dismissal).filter(person=person).select_related("call").order_by("pk")
    return [{"call": row.call.title, "reason": row.reason, "at": row.at} for row in rows]


def _decisions(person: Person) -> list[Facts]:
    rows = everywhere(Decision).filter(person=person).select_related("call").order_by("pk")
    return [
        {"call": row.call.title, "said": chosen(row, "state"), "why": row.why, "at": row.decided_at}
        for row in rows
    ]


FOLLOWS = PersonalData(
    name="follows",
    title=_("Calls you follow"),
    models=("radar.Follow",),
    collect=_follows,
    when_erased=_("It goes."),
)
SAVED_SEARCHES = PersonalData(
    name="saved_searches",
    title=_("Searches among calls that you have saved"),
    models=("radar.SavedSearch",),
    collect=_saved_searches,
    when_erased=_("They go."),
)
TOLD = PersonalData(
    name="told_of_calls",
    title=_("Which calls you have been told of"),
    models=("radar.Told",),
    collect=_told,
    when_erased=_("It goes."),
)
DISMISSALS = PersonalData(
    name="dismissals",
    title=_("Calls that you said are not for your organisation"),
    models=("radar.Dismissal",),
    collect=_dismissals,
    when_erased=_("What was said stays as your organisation's, without your name."),
)
DECISIONS = PersonalData(
    name="decisions",
    title=_("What you have decided about calls"),
    models=("radar.Decision",),
    collect=_decisions,
    when_erased=_("The decision stays as your organisation's, without your name."),
)
