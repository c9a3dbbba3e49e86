"""Keep each step of a reading: its calls, its place and its numbers in one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any, Final

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.actions.keeping import Kept, keep_records, let_go_of
from samverka.calls.actions.leasing import Lease, hold
from samverka.calls.actions.past import keep_projects, let_go_of_projects
from samverka.calls.models import Call, CallSource, Record, Run
from samverka.calls.told import as_data
from samverka.sources import CallRecord, PageChange, Reading, Refusal
from samverka.sources.text import seen
from samverka.tasks.actions import add_task, finish_task
from samverka.tasks.models import Task

AT_ONCE: Final = 500  # records of one transaction: others want to write meanwhile
TRIES: Final = 3
MOST_REFUSALS: Final = 100
MOST_PAGES: Final = 20
LONGEST_SAID: Final = 300
NEW_WORDS: Final = 160
FIRST_PAUSE: Final = timedelta(minutes=15)
LONGEST_PAUSE: Final = timedelta(days=1)
LONGEST_WISH: Final = timedelta(days=7)
TOLD_AFTER: Final = 3  # failures in a row


def keep_step(*, lease: Lease, reading: Reading, state: Call.State) -> Run:
    """Take over one step; raises `Lost` and keeps nothing when somebody else reads on.

    A long step is kept in parts, and the place behind it with the last of them: whoever reads it
    again finds the first parts as before.
    """
    records = reading.records
    starts = range(0, max(len(records), 1), AT_ONCE)
    *first, last = [records[start : start + AT_ONCE] for start in starts]
    for part in first:
        _tried(lease, part, None, state)
    return _tried(lease, last, reading, state)


def _tried(
    lease: Lease, records: Sequence[CallRecord], reading: Reading | None, state: Call.State
) -> Run:
    """Two sources may want the same word in an address at the same moment."""
    for _attempt in range(TRIES - 1):
        try:
            return _keep(lease, records, reading, state)
        except IntegrityError:
            continue
    return _keep(lease, records, reading, state)


@transaction.atomic
def _keep(
    lease: Lease, records: Sequence[CallRecord], reading: Reading | None, state: Call.State
) -> Run:
    source, run = hold(lease)
    _count(source, run, keep_records(source=source, records=records, state=state))
    if reading:
        _count(source, run, keep_projects(source=source, projects=reading.projects))
        _left_out(run, reading.refused)
        source.named += _still_there(source, reading.refused)
        source.memory = as_data(dict(reading.memory))
        run.total = reading.total if reading.total is not None else run.total
        for page in reading.pages:
            _ask_to_look(source, run, page)
    source.save(update_fields=["memory", "named"])
    run.save()
    return run


def _count(source: CallSource, run: Run, kept: Kept) -> None:
    run.new += kept.new
    run.changed += kept.changed
    run.unchanged += kept.unchanged
    source.named = [*source.named, *kept.named]
    _left_out(run, kept.refused)


def _left_out(run: Run, refused: Iterable[Refusal]) -> None:
    for refusal in refused:
        run.refused += 1
        if len(run.refusals) < MOST_REFUSALS:
            told = asdict(refusal)
            told["detail"] = {name: _short(value) for name, value in refusal.detail.items()}
            run.refusals.append({**told, "what": _short(refusal.what)})


def _short(said: Any) -> str:
    return seen(str(said)).strip()[:LONGEST_SAID]


def _still_there(source: CallSource, refused: Sequence[Refusal]) -> list[int]:
    """What makes no sense today has not gone for that."""
    names = {_short(one.what) for one in refused}
    found = Record.objects.filter(source=source, identifier__in=names)
    return list(found.values_list("pk", flat=True))


def _ask_to_look(source: CallSource, run: Run, page: PageChange) -> None:
    if len(run.pages) < MOST_PAGES:
        run.pages.append({"address": page.address, "after": seen(page.after)})
    new = " ".join(seen(page.after).split())[:NEW_WORDS]

    def what() -> str:
        if new:
            return _("Look at “%(name)s”: something new on the page: “%(words)s”") % {
                "name": source.name,
                "words": new,
            }
        return _("Look at “%(name)s”: the page has changed") % {"name": source.name}

    add_task(
        kind=Task.Kind.CALL_PAGE,
        what=what,
        role=Task.Role.COORDINATORS,
        about=source,
        address=address_of(source, run),
    )


def address_of(source: CallSource, run: Run) -> str:
    return f"calls/sources/{source.slug}/runs/{run.pk}/"


@transaction.atomic
def end_well(*, lease: Lease, whole: bool) -> Run:
    """All has been read. With `whole` everything there is was named: the rest has gone."""
    source, run = hold(lease)
    now = timezone.now()
    if whole:
        run.gone = _let_go(source)
    source.named, source.failures, source.succeeded_at = [], 0, now
    source.next_at = now + timedelta(hours=source.every_hours)
    source.save(update_fields=["named", "failures", "succeeded_at", "next_at"])
    run.state, run.ended_at = Run.State.DONE, now
    run.save()
    for task in Task.objects.open().about(source, Task.Kind.CALL_SOURCE):
        finish_task(task=task, by=None, words=_("It works again."))
    return run


def _let_go(source: CallSource) -> int:
    if source.tells_of_projects:
        return let_go_of_projects(source=source, named=source.named)
    return let_go_of(source=source, named=source.named, today=timezone.localdate())


@transaction.atomic
def end_badly(*, lease: Lease, trouble: str, detail: dict[str, Any]) -> Run:
    """It could not be read further; the next try comes later each time."""
    source, run = hold(lease)
    now = timezone.now()
    source.failures += 1
    source.next_at = now + _pause(source.failures, detail.get("seconds"))
    if source.failures == TOLD_AFTER:
        _ask_for_care(source, run)
    stuck = source.failures >= TOLD_AFTER and source.named
    if stuck or trouble == "emptied":  # where it stopped may be what stands in its way
        source.memory, source.named = {}, []
    source.save(update_fields=["failures", "next_at", "memory", "named"])
    run.state, run.ended_at = Run.State.FAILED, now
    run.trouble, run.detail = trouble, as_data(detail)
    run.save()
    return run


def _pause(failures: int, seconds: Any) -> timedelta:
    """Twice as long each time, at most a day; longer only where the server asks for it."""
    doubled: timedelta = min(FIRST_PAUSE * (1 << min(failures - 1, 10)), LONGEST_PAUSE)
    asked = seconds if isinstance(seconds, int | float) and seconds > 0 else 0
    wish = min(timedelta(seconds=min(asked, 10**7)), LONGEST_WISH)
    return max(doubled, wish)


def _ask_for_care(source: CallSource, run: Run) -> None:
    def what() -> str:
        told = {"name": source.name, "number": source.failures}
        return _("“%(name)s” could not be read %(number)s times in a row") % told

    add_task(
        kind=Task.Kind.CALL_SOURCE,
        what=what,
        role=Task.Role.COORDINATORS,
        about=source,
        address=address_of(source, run),
    )
