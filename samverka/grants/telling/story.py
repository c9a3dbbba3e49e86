"""What has happened to an application, in words, for those who may open it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.grants.models import GrantApplication, GrantDecision
from samverka.people.models import Person
from samverka.record.models import History

# What needs no more than its own sentence.
SAID: dict[str, Promise] = {
    "handed_in": gettext_lazy("The application was handed in"),
    "withdrawn": gettext_lazy("The applicant withdrew it"),
    "returned": gettext_lazy("The applicant brought it back"),
    "completion_asked": gettext_lazy("Asked the applicant to complete it"),
    "completion_reminded": gettext_lazy("The applicant was reminded to complete it"),
    "completion_ended": gettext_lazy("No longer asks for what was missing"),
    "completed": gettext_lazy("The applicant completed it"),
    "checked": gettext_lazy("Said that it is complete"),
    "assessed": gettext_lazy("Handed in an assessment"),
    "assessment_reopened": gettext_lazy("Took the assessment back to change it"),
    "assessing_closed": gettext_lazy("Closed the assessing"),
    "assessing_reopened": gettext_lazy("Opened the assessing again"),
    "meeting_booked": gettext_lazy("The applicant booked a meeting"),
    "meeting_called_off": gettext_lazy("The meeting was called off"),
    "meeting_cancelled": gettext_lazy("The applicant cancelled the meeting"),
    "meeting_noted": gettext_lazy("Wrote notes from the meeting"),
    "proposed": gettext_lazy("Wrote a proposal"),
    "proposal_taken_back": gettext_lazy("Took the proposal back"),
    GrantDecision.Kind.GRANT.value: gettext_lazy("Decided to grant it"),
    GrantDecision.Kind.REFUSE.value: gettext_lazy("Decided not to grant it"),
    GrantDecision.Kind.DISMISS.value: gettext_lazy("Decided not to take it up"),
}


@dataclass(frozen=True)
class Happened:
    at: datetime
    who: str
    said: str


def story_of(application: GrantApplication, reader: Person) -> list[Happened]:
    """The newest first. What others have noted about the reader's own interest is not in it."""
    rows = History.objects.of(application).select_related("actor").order_by("-id")
    about = [row for row in rows if not _about_reader(row, reader)]
    names = _names(about)
    told = ((row, _said(row, names)) for row in about)
    return [Happened(row.at, _who(row, application), said) for row, said in told if said]


def _about_reader(row: History, reader: Person) -> bool:
    return row.detail.get("person") == reader.pk and row.actor_id != reader.pk


def _names(rows: list[History]) -> dict[int, str]:
    keys = {row.detail["person"] for row in rows if "person" in row.detail}
    return {one.pk: str(one) for one in Person.objects.filter(pk__in=keys)}


def _who(row: History, application: GrantApplication) -> str:
    if row.role == History.Role.OWNER:
        return application.name
    return str(row.actor) if row.actor else ""


def _said(row: History, names: dict[int, str]) -> str:
    if row.verb in SAID:
        return str(SAID[row.verb])
    tell = TOLD.get(row.verb)
    return tell(row.detail, names.get(row.detail.get("person", 0), "")) if tell else ""


def _declared(detail: dict[str, Any], name: str) -> str:
    if not detail["conflict"]:
        return _("Declared to have no interest in it")
    return _("%(name)s stands aside because of an interest in it") % {"name": name}


def _taken_back(detail: dict[str, Any], name: str) -> str:
    return _("Took back that %(name)s stands aside") % {"name": name}


def _lifted(detail: dict[str, Any], name: str) -> str:
    return _("Found that %(name)s has no interest in it, though the applicant's facts say so") % {
        "name": name
    }


TOLD: dict[str, Callable[[dict[str, Any], str], str]] = {
    "declared": _declared,
    "conflict_taken_back": _taken_back,
    "interest_lifted": _lifted,
}
