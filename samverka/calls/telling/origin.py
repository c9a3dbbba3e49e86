"""Where a call comes from: which sources tell of it, and what they say where we say otherwise."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from samverka.calls.models import Call, Record
from samverka.common.languages import other_language, reader_language


@dataclass(frozen=True)
class Origin:
    """A source that tells of the call; `read_at` is when it was last read with success."""

    name: str
    address: str
    read_at: datetime | None
    gone_on: date | None


def records_of(call: Call) -> list[Record]:
    """As each source told it last; the one that the call follows comes first."""
    rows = call.records.select_related("source").order_by("pk")
    return sorted(rows, key=lambda row: row.gone_on is not None)


def origins(records: Iterable[Record]) -> list[Origin]:
    return [
        Origin(
            name=row.source.name,
            address=_text(row.told.get("address")),
            read_at=row.source.succeeded_at or row.changed_at,
            gone_on=row.gone_on,
        )
        for row in records
    ]


def summary_of_source(call: Call, records: Iterable[Record]) -> str:
    """What the source says, where a person has written something else in its place."""
    if not {"summary_sv", "summary_en"} & set(call.curated):
        return ""
    said = next((_in_reader_language(row.told.get("summaries")) for row in records), "")
    return "" if said == call.summary else said


def _in_reader_language(texts: Any) -> str:
    if not isinstance(texts, Mapping):
        return ""
    here = reader_language()
    order = (here, other_language(here), *texts)
    return next((_text(texts[code]) for code in order if texts.get(code)), "")


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""
