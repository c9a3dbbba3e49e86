"""Tools for telling of readings: records, a source at the local funder, what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from samverka.calls.actions.keeping import Kept, keep_records
from samverka.calls.actions.running import read_source
from samverka.calls.models import Call, CallSource, Record, Run
from samverka.record.models import History
from samverka.sources import CallRecord, Deadline
from samverka.sources.tests.replay import Replay, Told, polite

CLOSES = date(2027, 3, 3)
HEAD = "id;title_en;title_sv;deadline;budget"


def record(number: int = 1, **other: Any) -> CallRecord:
    usual: dict[str, Any] = {
        "identifier": f"C-{number}",
        "titles": {"en": f"Cooking {number}", "sv": f"Laga mat {number}"},
        "raw_hash": f"first {number}",
        "summaries": {"en": "Money for kitchens."},
        "deadlines": (Deadline(CLOSES),),
    }
    return CallRecord(**usual | other)


def a_source(name: str = "Kitchens", **other: Any) -> CallSource:
    usual: dict[str, Any] = {"slug": name.lower(), "kind": "table", "funder": "The Fund"}
    return CallSource.objects.create(name=name, **usual | other)


def kept(source: CallSource, *records: CallRecord, state: str = "published") -> Kept:
    return keep_records(source=source, records=records, state=Call.State(state))


def at_funder(funder: Replay, *tables: str | Told, **other: Any) -> CallSource:
    """A source whose table is told in these versions, one after the other."""
    funder.at("/calls.csv", *(one if isinstance(one, Told) else csv(one) for one in tables))
    return a_source(options={"address": f"{funder.address}/calls.csv"}, **other)


def csv(rows: str) -> Told:
    return Told(f"{HEAD}\n{rows}\n".encode(), headers={"Content-Type": "text/csv"})


def read(source: CallSource, **other: Any) -> Run:
    with polite() as web:
        run = read_source(source=source, web=web, **other)
    assert run is not None
    source.refresh_from_db()
    return run


def numbers(run: Run) -> dict[str, int]:
    """What came of it, without the noughts."""
    names = ("new", "changed", "unchanged", "gone", "refused")
    return {name: getattr(run, name) for name in names if getattr(run, name)}


def story(call: Call) -> list[tuple[str, Any]]:
    return [(one.verb, one.detail.get("fields", {})) for one in History.objects.of(call)]


def of(source: CallSource, identifier: str = "C-1") -> Call:
    return Record.objects.get(source=source, identifier=identifier).call


@contextmanager
def writes() -> Iterator[list[str]]:
    """Every statement that changes a row of calls, of records or of history."""
    found: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        yield found
    tables = ("calls_call", "calls_record", "record_history", "calls_call_themes")
    found += [
        query["sql"]
        for query in queries
        if query["sql"].startswith(("INSERT", "UPDATE", "DELETE"))
        and any(f'"{table}"' in query["sql"].split("(")[0].split("SET")[0] for table in tables)
    ]
