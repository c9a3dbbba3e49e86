"""What has happened to a call, in words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from samverka.calls.models import Call
from samverka.record.models import History

SHOWN = 50
# What everybody may know; the rest is for those who look after calls.
FOR_EVERYBODY: dict[str, Promise] = {
    "found": gettext_lazy("A source told of the call."),
    "added": gettext_lazy("A coordinator entered the call."),
    "changed": gettext_lazy("The call was changed."),
    "gone": gettext_lazy("The source no longer lists it."),
    "returned": gettext_lazy("The source lists it again."),
}


@dataclass(frozen=True)
class Told:
    """Something that happened, in one or more sentences."""

    at: datetime
    sentences: list[str]


def changes_of(call: Call) -> list[Told]:
    """The latest first, for everybody."""
    return [Told(row.at, _sentences(row)) for row in _rows(call, FOR_EVERYBODY)]


def _rows(call: Call, verbs: Iterable[str]) -> Iterable[History]:
    return History.objects.of(call).filter(verb__in=list(verbs)).order_by("-id")[:SHOWN]


def _sentences(row: History) -> list[str]:
    return [str(FOR_EVERYBODY[row.verb])]


def fields_in(detail: dict[str, Any]) -> dict[str, Any]:
    fields = detail.get("fields")
    return fields if isinstance(fields, dict) else {}
