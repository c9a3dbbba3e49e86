"""What minutes know about a person. It was said at a meeting, so it stays in what is told of it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.meetings.models import Attendee
from samverka.minutes.models import (
    Approval,
    BallotRight,
    Conflict,
    Motion,
    Objection,
    Officer,
    Presence,
    Reservation,
    Turn,
)
from samverka.people.models import Person


def _taken_part(person: Person) -> list[Facts]:
    """Of each meeting in the order of the tables. How they voted in secret nobody knows."""
    mine = Q(person=person) | Q(email__iexact=person.email)
    people = everywhere(Attendee).filter(mine).select_related("meeting").order_by("pk")
    return [fact for one in people for fact in _of_one(one)]


def _of_one(attendee: Attendee) -> Iterator[Facts]:
    meeting = attendee.meeting.title_sv
    for kind, facts in _KINDS.items():
        for row in everywhere(kind).filter(**{_WHOSE.get(kind, "attendee"): attendee}):
            told = {name: _plain(row, name) for name in facts}
            yield {"meeting": meeting, "what": kind._meta.model_name, **told}


def _plain(row: Any, name: str) -> Any:
    value = getattr(row, name)
    return value if value is None or not hasattr(value, "pk") else str(value)


_WHOSE: dict[type[Any], str] = {Motion: "by"}
_KINDS: dict[type[Any], tuple[str, ...]] = {
    Presence: ("organisation", "votes", "by_link", "arrived_at", "left_at"),
    Officer: ("role",),
    Turn: ("asked_at", "started_at", "ended_at"),
    Motion: ("words", "state", "made_at"),
    Conflict: ("words", "told_at"),
    BallotRight: ("ballot", "choice", "code_given"),
    Reservation: ("words", "told_at"),
    Approval: ("version", "role", "at"),
    Objection: ("words", "at"),
}

TAKEN_PART = PersonalData(
    name="meetings_taken_part",
    title=_("What you said and did at meetings"),
    models=(),
    collect=_taken_part,
    when_erased=_("It stays, because the minutes say what was said and decided."),
)
