"""Take over what a source told: new calls, changes, and what was there before.

However many entries there are, the same few queries: what is known is looked up together, and
what is new or other is written together.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Min
from django.utils import timezone

from samverka.calls.models import Call, CallSource, Record
from samverka.calls.slugs import new_slugs
from samverka.calls.told import FOLLOWED, as_data, fields_of, identifier_of, plain_data
from samverka.partnership.models import Theme
from samverka.record.models import History
from samverka.sources import CallRecord, Refusal
from samverka.sources.fields import Odd
from samverka.sources.text import seen

HASH_LENGTH: Final = 64
NOTHING: Final[tuple[Any, ...]] = ("", None, [])
SAID: Final = 300  # characters of a text that History repeats


@dataclass
class Kept:
    """What came of some records; `named` are the keys of their rows."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: list[Refusal] = field(default_factory=list)
    named: list[int] = field(default_factory=list)


@dataclass
class _Entry:
    """A record with the fields that it gives a call."""

    identifier: str
    hash: str
    record: CallRecord
    fields: dict[str, Any]


def keep_records(*, source: CallSource, records: Sequence[CallRecord], state: Call.State) -> Kept:
    """Take over records of one source, inside the caller's transaction.

    New calls begin in `state`. What a person has written of a call stays; what another source
    told of it first, too. Entries that cannot be calls are among the refused.
    """
    kept = Kept()
    known = _known(source, records)
    new, other = [], []
    for identifier, record in _once(records, kept):
        row = known.get(identifier)
        if row and row.raw_hash == record.raw_hash[:HASH_LENGTH] and row.gone_on is None:
            kept.unchanged += 1
            kept.named.append(row.pk)
            continue
        try:
            fields = fields_of(record, source)
        except Odd as odd:
            kept.refused.append(_refusal(identifier, odd))
            if row:  # it is still there, even if nobody understands it
                kept.named.append(row.pk)
            continue
        entry = _Entry(identifier, record.raw_hash[:HASH_LENGTH], record, fields)
        if row:
            other.append((row, entry))
        else:
            new.append(entry)
    _change(other, kept)
    _add(source, new, state, kept)
    return kept


def _known(source: CallSource, records: Sequence[CallRecord]) -> dict[str, Record]:
    names = {seen(one.identifier).strip() for one in records}
    rows = Record.objects.filter(source=source, identifier__in=names).defer("told")
    return {row.identifier: row for row in rows}


def _once(records: Iterable[CallRecord], kept: Kept) -> Iterator[tuple[str, CallRecord]]:
    """Each with its identifier; what has none, and what comes again, is refused."""
    met: set[str] = set()
    for record in records:
        try:
            identifier = identifier_of(record)
            if identifier in met:
                raise Odd("twice")
        except Odd as odd:
            kept.refused.append(_refusal(record.identifier, odd))
            continue
        met.add(identifier)
        yield identifier, record


def _refusal(what: str, odd: Odd) -> Refusal:
    return Refusal(what, odd.why, odd.detail)


# ---- What is other than before ----


def _change(found: Sequence[tuple[Record, _Entry]], kept: Kept) -> None:
    """Calls that these records lead take their fields over; a call that was gone is back."""
    if not found:
        return
    now = timezone.now()
    keys = {row.call_id for row, _ in found}
    calls = Call.objects.select_for_update().in_bulk(keys)
    leads = _leading(keys)
    told, changed = [], {}
    for row, entry in found:
        call = calls[row.call_id]
        back = row.gone_on is not None
        row.raw_hash, row.told = entry.hash, plain_data(entry.record)
        row.gone_on, row.changed_at = None, now
        kept.named.append(row.pk)
        first, sources = leads.get(call.pk, (row.pk, 1))
        fields = entry.fields if first == row.pk else {}
        if sources > 1:  # what this one does not say, another has said
            fields = {name: value for name, value in fields.items() if value not in NOTHING}
        verbs = _take_over(call, fields, back=back)
        kept.changed += bool(verbs)
        kept.unchanged += not verbs
        if verbs:
            changed[call.pk] = call
            told += [history(verb, call, **detail) for verb, detail in verbs]
    Record.objects.bulk_update(
        [row for row, _ in found], ["raw_hash", "told", "gone_on", "changed_at"]
    )
    save_calls(changed.values(), now)
    History.objects.bulk_create(told)


def _leading(keys: Iterable[int]) -> dict[int, tuple[int, int]]:
    """The record that each call follows, the first one that is still told, and how many tell."""
    rows = Record.objects.filter(call__in=keys, gone_on=None).values("call").order_by()
    found = rows.annotate(first=Min("pk"), number=Count("pk"))
    return {row["call"]: (row["first"], row["number"]) for row in found}


def _take_over(call: Call, fields: dict[str, Any], *, back: bool) -> list[tuple[str, Any]]:
    """What happened to the call, as verbs with what they tell."""
    changes = altered(call, fields)
    happened: list[tuple[str, Any]] = []
    if back and call.gone_on is not None:
        call.gone_on = None
        happened.append(("returned", {}))
    if changes:
        happened.append(("changed", {"fields": changes}))
    return happened


def altered(call: Call, fields: dict[str, Any]) -> dict[str, list[Any]]:
    """Put fields into a call, but not over what a person wrote; what was other before, and is now.

    The value is as History keeps it.
    """
    changes: dict[str, list[Any]] = {}
    for name in FOLLOWED:
        before = getattr(call, name)
        if name not in fields or name in call.curated or before == fields[name]:
            continue
        setattr(call, name, fields[name])
        changes[name] = [as_said(before), as_said(fields[name])]
    if not (call.title_sv or call.title_en):  # the only title was the one that went
        call.title_sv, call.title_en = fields["title_sv"], fields["title_en"]
    return changes


def as_said(value: Any) -> Any:
    """As History keeps it: long texts only in part."""
    return value[:SAID] if isinstance(value, str) else as_data(value)


def save_calls(calls: Iterable[Call], now: datetime) -> None:
    """All of them together; whoever is writing about one of them is told that it has changed."""
    rows = list(calls)
    for call in rows:
        call.version += 1
        call.updated_at = now
    names = [*FOLLOWED, "state", "merged_into", "gone_on", "version", "updated_at"]
    Call.objects.bulk_update(rows, names)


def history(verb: str, call: Call, **detail: Any) -> History:
    return History(
        role=History.Role.SYSTEM, verb=verb, kind="call", object_id=call.pk, detail=detail
    )


# ---- What is new ----


def _add(source: CallSource, found: Sequence[_Entry], state: Call.State, kept: Kept) -> None:
    """New calls; what another source has told of already joins the call that is there."""
    if not found:
        return
    there = _same_reference(source, [entry.fields["reference"] for entry in found])
    joined = {id(entry): there.pop(entry.fields["reference"], None) for entry in found}
    fresh = [entry for entry in found if joined[id(entry)] is None]
    slugs = new_slugs([_name(entry) for entry in fresh])
    calls = Call.objects.bulk_create(
        Call(slug=slug, state=state, **entry.fields)
        for slug, entry in zip(slugs, fresh, strict=True)
    )
    made = {id(entry): call for entry, call in zip(fresh, calls, strict=True)}
    rows = Record.objects.bulk_create(
        Record(
            source=source,
            call_id=joined[id(entry)] or made[id(entry)].pk,
            identifier=entry.identifier,
            raw_hash=entry.hash,
            told=plain_data(entry.record),
        )
        for entry in found
    )
    History.objects.bulk_create(history("found", call, source=source.pk) for call in calls)
    _bring_back([key for key in joined.values() if key])
    _put_under_themes(calls)
    kept.new += len(fresh)
    kept.unchanged += len(found) - len(fresh)
    kept.named += [row.pk for row in rows]


def _same_reference(source: CallSource, references: Iterable[str]) -> dict[str, int]:
    """Calls that have one of these references and do not come from this source."""
    asked = {one for one in references if one}
    own = Record.objects.filter(source=source).values("call")
    calls = Call.objects.filter(reference__in=asked).exclude(state=Call.State.MERGED)
    pairs = calls.exclude(pk__in=own).order_by("-pk").values_list("reference", "pk")
    return dict(pairs)  # the oldest, where there are several


def _bring_back(keys: Sequence[int]) -> None:
    """A call that its source no longer told of is told of by another one."""
    calls = list(Call.objects.filter(pk__in=keys).exclude(gone_on=None)) if keys else []
    for call in calls:
        call.gone_on = None
    save_calls(calls, timezone.now())
    History.objects.bulk_create(history("returned", call) for call in calls)


def _name(entry: _Entry) -> str:
    fields = entry.fields
    return str(fields["title_sv"] or fields["title_en"] or fields["reference"])


def _put_under_themes(calls: Sequence[Call]) -> None:
    """Where a subject word is what a theme is called. Matching reads the texts; this is cheaper."""
    words: dict[str, set[int]] = defaultdict(set)
    for theme in Theme.objects.current():
        for title in (theme.title_sv, theme.title_en):
            words[title.casefold()].add(theme.pk)
    through = Call.themes.through
    through._default_manager.bulk_create(
        through(call_id=call.pk, theme_id=theme)
        for call in calls
        for theme in set().union(*(words.get(word.casefold(), set()) for word in call.keywords))
    )


# ---- What is no longer there ----


def let_go_of(*, source: CallSource, named: Iterable[int], today: date) -> int:
    """A reading of everything did not name these records: they are gone, and calls with them.

    A call that another source still tells of stays. Returns how many records there were.
    """
    still = set(named)
    told = Record.objects.filter(source=source, gone_on=None)
    gone = {pk: call for pk, call in told.values_list("pk", "call") if pk not in still}
    keys = sorted(gone)
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        Record.objects.filter(pk__in=part).update(gone_on=today)
        _without_source({gone[key] for key in part}, today)
    return len(gone)


def _without_source(keys: set[int], today: date) -> None:
    told = Record.objects.filter(call__in=keys, gone_on=None).values("call")
    calls = list(
        Call.objects.select_for_update(of=("self",))
        .filter(pk__in=keys, gone_on=None)
        .exclude(pk__in=told)
    )
    for call in calls:
        call.gone_on = today
    save_calls(calls, timezone.now())
    History.objects.bulk_create(history("gone", call) for call in calls)
