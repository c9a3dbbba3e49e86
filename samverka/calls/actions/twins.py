"""Calls that may be the same: found after a reading, decided by a person, and taken back."""

from collections import defaultdict
from typing import Any, Final

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.actions.keeping import NOTHING, as_said
from samverka.calls.likeness import Pair, Titled, pairs
from samverka.calls.models import Call, Record, Run, Twins
from samverka.calls.rules import may_look_after_calls
from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

MOST_AT_ONCE: Final = 500
# What belongs together is filled in together.
MONEY: Final = ("budget", "amount_min", "amount_max")
DAYS: Final = ("closes_on", "cutoffs")
FILLED: Final = (
    *("reference", "funder", "programme", "title_sv", "title_en", "summary_sv", "summary_en"),
    *("opens_on", "share", "place", "keywords", "url"),
)


def find_twins(*, run: Run) -> int:
    """Compare what is new of this run with all other calls; returns how many pairs are proposed."""
    rows = Record.objects.filter(source=run.source_id, call__found_at__gte=run.started_at)
    new = set(rows.values_list("call", flat=True))
    if not new:
        return 0
    return _propose(pairs(new, _titled()))


def _titled() -> list[Titled]:
    sources: dict[int, set[int]] = defaultdict(set)
    for call, source in Record.objects.values_list("call", "source"):
        sources[call].add(source)
    today = timezone.localdate()
    calls = Call.objects.exclude(state__in=(Call.State.MERGED, Call.State.HIDDEN))
    rows = calls.filter(Q(closes_on=None) | Q(closes_on__gte=today))
    return [
        Titled(key, (swedish, english), closes, frozenset(sources[key]))
        for key, swedish, english, closes in rows.values_list(
            "pk", "title_sv", "title_en", "closes_on"
        ).iterator(chunk_size=2000)
    ]


@transaction.atomic
def _propose(found: list[Pair]) -> int:
    found = sorted(found, key=lambda pair: -pair.likeness)[:MOST_AT_ONCE]
    keys = [pair.first for pair in found]
    known = set(Twins.objects.filter(first__in=keys).values_list("first", "second"))
    new = [pair for pair in found if (pair.first, pair.second) not in known]
    Twins.objects.bulk_create(
        [Twins(first_id=one.first, second_id=one.second, likeness=one.likeness) for one in new],
        ignore_conflicts=True,
    )
    return len(new)


@transaction.atomic
def are_the_same(*, twins: Twins, by: Person) -> Call:
    """Make one call of two. The one that everybody sees stays, else the older one.

    It gets what the other knows besides; sources that told of the other tell of it from now on,
    and the address of the other leads to it.
    """
    twins = _lock(twins, Twins.State.MERGED, by)
    kept, other = _in_order(twins)
    if Call.State.MERGED in (kept.state, other.state):
        raise Refused(_("One of them is already the same as a third call."))
    moved = list(Record.objects.filter(call=other).values_list("pk", flat=True))
    Record.objects.filter(pk__in=moved).update(call=kept)
    filled = _fill(kept, other)
    was = other.state
    other.state, other.merged_into = Call.State.MERGED, kept
    for call in (kept, other):
        call.version += 1
        call.save()
    twins.state = Twins.State.MERGED
    twins.save(update_fields=["state"])
    detail: dict[str, Any] = {"with": other.pk, "was": was, "records": moved, "fields": filled}
    write_history(verb="merged", of=kept, by=by, **detail)
    write_history(verb="merged_into", of=other, by=by, into=kept.pk)
    return kept


@transaction.atomic
def are_different(*, twins: Twins, by: Person) -> Twins:
    """They are not proposed again."""
    twins = _lock(twins, Twins.State.DIFFERENT, by)
    twins.state = Twins.State.DIFFERENT
    twins.save(update_fields=["state"])
    write_history(verb="different", of=twins.first, by=by, other=twins.second_id)
    return twins


@transaction.atomic
def take_back_twins(*, twins: Twins, by: Person) -> Twins:
    """Undo: two calls again, each with its own sources and words."""
    twins = _lock(twins, Twins.State.PROPOSED, by)
    if twins.state == Twins.State.MERGED:
        _part(twins, by)
    twins.state = Twins.State.PROPOSED
    twins.save(update_fields=["state"])
    return twins


def _part(twins: Twins, by: Person) -> None:
    calls = Call.objects.select_for_update(of=("self",)).in_bulk((twins.first_id, twins.second_id))
    other = next(one for one in calls.values() if one.merged_into_id in calls)
    kept = calls[other.merged_into_id or 0]
    told = History.objects.of(kept).filter(verb="merged", detail__with=other.pk).last()
    detail: dict[str, Any] = told.detail if told else {}
    Record.objects.filter(pk__in=detail.get("records", [])).update(call=other)
    for name in detail.get("fields", {}):
        if name not in kept.curated:
            setattr(kept, name, getattr(Call(), name))
    other.state, other.merged_into = Call.State(detail.get("was", Call.State.PROPOSED)), None
    for call in (kept, other):
        call.version += 1
        call.save()
        write_history(verb="parted", of=call, by=by)


def _lock(twins: Twins, to: Twins.State, by: Person) -> Twins:
    if not may_look_after_calls(by):
        raise Refused(_("Only coordinators look after calls."))
    twins = Twins.objects.select_for_update(of=("self",)).get(pk=twins.pk)
    if not twins.can_move(to):
        raise Refused(_("Somebody else was quicker. See how it stands now."))
    return twins


def _in_order(twins: Twins) -> tuple[Call, Call]:
    """Which stays, and which goes into it."""
    calls = Call.objects.select_for_update(of=("self",)).in_bulk((twins.first_id, twins.second_id))
    older, younger = calls[twins.first_id], calls[twins.second_id]
    if younger.state == Call.State.PUBLISHED != older.state:
        return younger, older
    return older, younger


def _fill(kept: Call, other: Call) -> dict[str, list[Any]]:
    """What the other says and the kept one does not, but never what a person left empty."""
    names = [name for name in FILLED if getattr(kept, name) in NOTHING]
    if all(getattr(kept, name) is None for name in MONEY):
        names += [*MONEY, *(["currency"] if any(getattr(other, one) for one in MONEY) else [])]
    if kept.closes_on is None:
        names += DAYS
    filled = {}
    for name in names:
        value = getattr(other, name)
        if value in NOTHING or name in kept.curated or value == getattr(kept, name):
            continue
        filled[name] = [as_said(getattr(kept, name)), as_said(value)]
        setattr(kept, name, value)
    return filled
