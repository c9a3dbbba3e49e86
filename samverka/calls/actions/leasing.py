"""One machine reads a source at a time, and another takes over when it dies."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from samverka.calls.models import CallSource, Run

# Without a sign of life for so long, whoever reads is taken for dead.
LEASE: Final = timedelta(minutes=5)
LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)


class Lost(Exception):
    """Another process reads on, or the source has been changed or taken away meanwhile."""


@dataclass(frozen=True)
class Lease:
    """The right to go on with a reading: it holds as long as nobody has a higher number."""

    run: int
    source: int
    number: int


@transaction.atomic
def begin_run(*, source: CallSource) -> Lease | None:
    """Begin to read, or go on where a dead process stopped.

    None while another one reads, and when another one has read since `source` was looked at.
    """
    now, seen = timezone.now(), source
    source = CallSource.objects.select_for_update(of=("self",)).get(pk=seen.pk)
    if source.next_at != seen.next_at:
        return None
    found = Run.objects.select_for_update(of=("self",)).filter(source=source)
    run = found.under_way().first()
    if run is None:
        run = Run.objects.create(source=source, resumed=bool(source.named), alive_at=now)
    elif run.alive_at > now - LEASE:
        return None
    else:
        run.lease += 1
        run.resumed, run.alive_at = True, now
        run.save(update_fields=["lease", "resumed", "alive_at"])
    return Lease(run.pk, source.pk, run.lease)


def hold(lease: Lease) -> tuple[CallSource, Run]:
    """The source and the run, locked and alive; raises `Lost` when they are no longer ours.

    What is written in the same transaction is written by whoever holds the lease, or not at all.
    """
    source = CallSource.objects.select_for_update(of=("self",)).filter(pk=lease.source).first()
    runs = Run.objects.select_for_update(of=("self",)).filter(pk=lease.run, lease=lease.number)
    run = runs.under_way().first()
    if source is None or run is None:
        raise Lost
    run.alive_at = timezone.now()
    return source, run


@transaction.atomic
def let_go(lease: Lease) -> Run:
    """Stop in good order: whoever comes next goes on at once."""
    _source, run = hold(lease)
    run.alive_at = LONG_AGO
    run.save(update_fields=["alive_at"])
    return run


def take_away(source: CallSource) -> None:
    """Inside a transaction: whoever reads this source now is told no at its next step."""
    for run in Run.objects.select_for_update(of=("self",)).filter(source=source).under_way():
        run.lease += 1
        run.alive_at = LONG_AGO
        run.save(update_fields=["lease", "alive_at"])
