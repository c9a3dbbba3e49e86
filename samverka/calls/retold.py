"""What a source told of a call last, read back as the fields that it would give the call."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from samverka.calls.models import Call, Record
from samverka.calls.told import fields_of
from samverka.sources import CallRecord, Deadline
from samverka.sources.fields import Odd

KNOWN = {field.name for field in fields(CallRecord)}
LISTS = ("applicants", "keywords")


def said_of(call: Call) -> dict[str, Any]:
    """What the source that the call follows says now, by the names of fields of a call."""
    rows = call.records.filter(gone_on=None).select_related("source").order_by("pk")[:1]
    return next((said_in(row) for row in rows), {})


def said_in(record: Record) -> dict[str, Any]:
    """Nothing, where the record cannot be read any more."""
    try:
        return fields_of(_record(record.told), record.source)
    except (Odd, ValueError, TypeError, InvalidOperation, AttributeError):
        return {}


def _record(told: Mapping[str, Any]) -> CallRecord:
    known: dict[str, Any] = {name: value for name, value in told.items() if name in KNOWN}
    known = {"identifier": "", "titles": {}, "raw_hash": "", **known}
    known |= {name: tuple(known[name]) for name in LISTS if name in known}
    if "opens_on" in known:
        known["opens_on"] = date.fromisoformat(known["opens_on"])
    if "share" in known:
        known["share"] = Decimal(known["share"])
    known["deadlines"] = tuple(map(_deadline, known.get("deadlines", ())))
    return CallRecord(**known)


def _deadline(kept: Mapping[str, Any]) -> Deadline:
    at = kept.get("at")
    return Deadline(
        date.fromisoformat(kept["on"]),
        time.fromisoformat(at) if at else None,
        kept.get("zone") or "",
        kept.get("said") or "",
    )
