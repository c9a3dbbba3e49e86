"""What has happened to a call, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from samverka.calls.models import Call
from samverka.calls.telling.changes import in_words
from samverka.record.models import History, HistoryQuerySet

SHOWN = 50
# What everybody may know; the rest is for those who look after calls.
FOR_EVERYBODY: dict[str, Promise] = {
    "found": gettext_lazy("A source told of the call."),
    "added": gettext_lazy("A coordinator entered the call."),
    "changed": gettext_lazy("The call was changed."),
    "gone": gettext_lazy("The source no longer lists it."),
    "returned": gettext_lazy("The source lists it again."),
}
# What a person did, with their name, for those who look after calls.
BY_A_PERSON: dict[str, Promise] = {
    "added": gettext_lazy("%(who)s entered the call."),
    "changed": gettext_lazy("%(who)s changed the call."),
    "hidden": gettext_lazy("%(who)s hid the call."),
    "shown": gettext_lazy("%(who)s showed the call to everybody."),
    "merged": gettext_lazy("%(who)s said that it is the same as another."),
    "parted": gettext_lazy("%(who)s said that it is not the same as the other."),
    "imported": gettext_lazy("%(who)s took the call in from a table."),
}
BY_THE_SOURCE: dict[str, Promise] = {
    **FOR_EVERYBODY,
    "changed": gettext_lazy("The source changed the call."),
}


@dataclass(frozen=True)
class Told:
    """Something that happened, in one or more sentences."""

    at: datetime
    sentences: list[str]


def changes_of(call: Call) -> list[Told]:
    """The latest first, for everybody: what is other, not who did it."""
    rows = _rows(call).filter(verb__in=list(FOR_EVERYBODY))
    told = (Told(row.at, _changes(row) or [str(FOR_EVERYBODY[row.verb])]) for row in rows[:SHOWN])
    return list(told)


def story_of(call: Call) -> list[Told]:
    """The latest first, with who did it."""
    told = []
    for row in _rows(call).select_related("actor")[:SHOWN]:
        pattern = (BY_THE_SOURCE if row.role == History.Role.SYSTEM else BY_A_PERSON).get(row.verb)
        if pattern:
            who = str(row.actor) if row.actor else _("Somebody")
            told.append(Told(row.at, [str(pattern) % {"who": who}, *_changes(row)]))
    return told


def _rows(call: Call) -> HistoryQuerySet:
    return History.objects.of(call).order_by("-id")


def _changes(row: History) -> list[str]:
    fields = row.detail.get("fields")
    return in_words(fields) if isinstance(fields, dict) else []
