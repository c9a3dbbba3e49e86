"""Coordinators add sources, change them, let them rest and have them read now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from secrets import token_hex
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from samverka.calls.actions.leasing import take_away
from samverka.calls.models import CallSource, Run
from samverka.calls.readers import kept_secrets, sealed
from samverka.calls.rules import may_look_after_calls
from samverka.common.refusal import Outdated, Refused
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.tasks.actions import finish_task
from samverka.tasks.models import Task

SLUG_LENGTH: Final = 60
RESERVED: Final = "new"
KEPT_FOR: Final = timedelta(days=90)  # readings


@dataclass(frozen=True)
class Wanted:
    """What somebody says of a source. `options` are those of its kind, as they were written."""

    name: str
    funder: str
    level: str
    every_hours: int
    options: Mapping[str, str]


@transaction.atomic
def add_source(*, kind: str, wanted: Wanted, by: Person) -> CallSource:
    """From now on it is read; the first time within moments."""
    _ask(by)
    source = CallSource(kind=kind, slug=_free_slug(wanted.name), made_by=by)
    _put(source, wanted)
    source.options = sealed(kind, wanted.options)
    source.save()
    write_history(verb="added", of=source, by=by, source_kind=kind)
    return source


@transaction.atomic
def edit_source(
    *, source: CallSource, wanted: Wanted, by: Person, seen: int | None = None
) -> CallSource:
    """Change it; other options begin it from the start.

    A secret that is not written anew stays, but never goes along to another address.
    """
    source = _lock(source, by)
    if seen is not None and seen != source.version:
        raise Outdated(
            _("Somebody else has changed this source since you opened it. Look at it first.")
        )
    before = source.options
    _put(source, wanted)
    source.options = _with_kept_secrets(source, wanted.options)
    source.version += 1
    if source.options != before:
        source.memory, source.named, source.failures = {}, [], 0
        source.next_at = None
        take_away(source)
    source.save()
    write_history(verb="edited", of=source, by=by)
    return source


def _with_kept_secrets(source: CallSource, options: Mapping[str, str]) -> dict[str, str]:
    return kept_secrets(source, options) | sealed(source.kind, options)


@transaction.atomic
def pause_source(*, source: CallSource, by: Person) -> CallSource:
    """It is not read until somebody says so; what it has told of stays."""
    source = _lock(source, by)
    if source.active:
        source.active = False
        source.save(update_fields=["active"])
        take_away(source)
        write_history(verb="paused", of=source, by=by)
        for task in Task.objects.open().about(source, Task.Kind.CALL_SOURCE):
            finish_task(task=task, by=None, words=_("The source is paused."))
    return source


@transaction.atomic
def resume_source(*, source: CallSource, by: Person) -> CallSource:
    source = _lock(source, by)
    if not source.active:
        source.active, source.next_at = True, None
        source.save(update_fields=["active", "next_at"])
        write_history(verb="resumed", of=source, by=by)
    return source


@transaction.atomic
def read_now(*, source: CallSource, by: Person) -> CallSource:
    """Put it first in line."""
    source = _lock(source, by)
    if not source.active:
        raise Refused(_("The source is paused. Let it go on first."))
    source.next_at = None
    source.save(update_fields=["next_at"])
    write_history(verb="asked_for", of=source, by=by)
    return source


@transaction.atomic
def forget_runs(*, now: datetime) -> int:
    """Readings of long ago, but never the newest of a source; returns how many."""
    newest = Run.objects.order_by().values("source").annotate(key=Max("pk"))
    keys = newest.values_list("key", flat=True)
    old = Run.objects.filter(ended_at__lt=now - KEPT_FOR).exclude(pk__in=list(keys))
    number, _each = old.delete()
    return number


def _ask(by: Person) -> None:
    if not may_look_after_calls(by):
        raise Refused(_("Only coordinators look after the sources of calls."))


def _lock(source: CallSource, by: Person) -> CallSource:
    _ask(by)
    return CallSource.objects.select_for_update(of=("self",)).get(pk=source.pk)


def _put(source: CallSource, wanted: Wanted) -> None:
    source.name, source.funder = wanted.name, wanted.funder
    source.level, source.every_hours = wanted.level, wanted.every_hours


def _free_slug(name: str) -> str:
    slug = slugify(name)[:SLUG_LENGTH].strip("-") or "source"
    taken = slug == RESERVED or CallSource.objects.filter(slug=slug).exists()
    return f"{slug}-{token_hex(4)}" if taken else slug
