"""What happened to a decision, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.meetings.models import Meeting
from samverka.minutes.models import Resolution
from samverka.people.models import Person
from samverka.record.models import History

# Of the decision, and of its task where its people acted there.
WORDS: dict[str, str | Promise] = {
    "followed": gettext_lazy("Whose it is, or its days, changed"),
    "taken": gettext_lazy("Somebody took it on"),
    "handed_over": gettext_lazy("It was handed over"),
    "done": gettext_lazy("Done"),
    "dropped": gettext_lazy("Need not be done"),
    "reopened": gettext_lazy("To be done after all"),
}
HEARD: dict[str, str | Promise] = {
    "done": gettext_lazy("done"),
    "dropped": gettext_lazy("need not be done"),
    "open": gettext_lazy("still to be done"),
}


@dataclass(frozen=True)
class Happened:
    at: datetime
    words: str
    by: Person | None
    meeting: Meeting | None = None


def story_of(resolution: Resolution) -> list[Happened]:
    """The latest first. What the house did to the task is told by the decision's own rows."""
    own = Q(kind=Resolution._meta.model_name, object_id=resolution.pk)
    of_task = Q(kind="task", object_id=resolution.task_id, role=History.Role.PERSON)
    rows = History.objects.filter(own | of_task).select_related("actor").order_by("-at", "-pk")
    asked = [*rows.filter(verb__in=[*WORDS, "gone_through"])]
    meetings = Meeting.objects.in_bulk(
        [row.detail["meeting"] for row in asked if row.verb == "gone_through"]
    )
    return [_told(row, meetings) for row in asked]


def _told(row: History, meetings: dict[Any, Meeting]) -> Happened:
    if row.verb != "gone_through":
        return Happened(row.at, str(WORDS[row.verb]), row.actor)
    heard = _("A meeting went through it: %(outcome)s") % {"outcome": HEARD[row.detail["outcome"]]}
    return Happened(row.at, heard, row.actor, meetings.get(row.detail["meeting"]))
