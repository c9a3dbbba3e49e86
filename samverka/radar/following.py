"""The history of calls as a sequence: what has come since last time, late commits included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from samverka.radar.models import Mark
from samverka.record.models import History

# A transaction that was slow to commit has an older number than one that was quick.
OVERLAP = timedelta(seconds=30)
AT_ONCE = 50_000  # rows
# What lets people see a call that they did not see before is every verb but these.
NOT_NEW = ("changed", "gone", "hidden", "merged", "merged_into", "different")


@dataclass(frozen=True)
class Step:
    """What came since the mark, in order, and where the mark stands after it."""

    rows: list[History]
    upto: int
    seen: list[int]


def next_step(mark: Mark) -> Step:
    lately = Q(at__gte=timezone.now() - OVERLAP, id__lte=mark.upto)
    of_calls = History.objects.filter(kind="call").order_by("id")
    rows = list(of_calls.filter(Q(id__gt=mark.upto) | lately)[:AT_ONCE])
    known = set(mark.seen)
    fresh = [row for row in rows if row.id > mark.upto or row.id not in known]
    upto = max([mark.upto, *(row.id for row in rows)])
    still_lately = timezone.now() - OVERLAP
    return Step(fresh, upto, [row.id for row in rows if row.at >= still_lately])


def latest() -> int:
    """The last number there is."""
    return History.objects.order_by("-id").values_list("id", flat=True).first() or 0


def keys_of_new(rows: Iterable[History]) -> set[int]:
    """Keys of calls that somebody may see now who did not before."""
    return {row.object_id for row in rows if row.verb not in NOT_NEW}


def fields_changed(rows: Iterable[History]) -> dict[str, list[Any]]:
    """What each field was before the first of several changes, and is after the last."""
    fields: dict[str, list[Any]] = {}
    for row in rows:
        told = row.detail.get("fields")
        for name, change in told.items() if isinstance(told, dict) else ():
            before = fields[name][0] if name in fields else change[0]
            fields[name] = [before, change[1]]
    return {name: change for name, change in fields.items() if change[0] != change[1]}
