"""Keeps the matching index in step with the database. The index can always be built again."""

import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.models import Q
from django.utils import timezone

from samverka.common.tenancy import current_partnership_id
from samverka.matching import Document, Matcher, edition
from samverka.matching.semantic import Encoder, open_encoder
from samverka.record.models import History
from samverka.suggest.sources import sources

# A transaction that was slow to commit has an older number than one that was quick.
OVERLAP = timedelta(seconds=30)
MARK = "followed"
AT_ONCE = 500


def folder() -> Path:
    """Where this partnership's index lives.

    Another edition of the engine begins another one, and so does another sentence model: what
    was read without it has no meaning to it.
    """
    engine = edition() + sha256(settings.ENCODER.encode()).hexdigest()[:6] * bool(settings.ENCODER)
    return Path(settings.INDEX_DIR) / f"{current_partnership_id()}-{engine}"


def matcher() -> Matcher:
    """The open index of the partnership in scope."""
    return _open(folder())


@cache
def _open(path: Path) -> Matcher:
    return Matcher.open(path, _encoder(settings.ENCODER, settings.ENCODER_KEY))


@cache
def _encoder(place: str, key: str) -> Encoder | None:
    """The sentence model that all partnerships share; raises `ImproperlyConfigured`."""
    try:
        return open_encoder(place, key=key or None) if place else None
    except (ValueError, ImportError) as error:
        raise ImproperlyConfigured(f"SAMVERKA_ENCODER={place!r}: {error}") from error


def documents() -> Iterator[Document]:
    """Everything in the partnership that everybody may see."""
    for source in sources().values():
        yield from (source.document(row) for row in source.rows().iterator(chunk_size=AT_ONCE))


def rebuild(progress: Callable[[int], None] = lambda count: None) -> int:
    """Build the index of this partnership anew; readers see the old one until it is whole.

    `progress` is told how many documents have been read. Returns how many there were.
    """
    latest = _latest_history()
    seen = {latest, *(number for number, _, _ in _history_after(latest))}
    read = 0

    def counted() -> Iterator[Document]:
        nonlocal read
        for read, document in enumerate(documents(), start=1):
            yield document
            progress(read)

    matcher().replace(counted())
    _remember(seen)
    _forget_earlier_editions()
    return read


def _forget_earlier_editions() -> None:
    for old in folder().parent.glob(f"{current_partnership_id()}-*"):
        if old != folder():
            shutil.rmtree(old, ignore_errors=True)


def follow() -> int:
    """Take in what has changed since last time; returns how many things were looked at.

    History is the sequence of changes: every action writes there in its own transaction.
    """
    seen = _followed()
    if not seen or matcher().worn:
        return rebuild()
    latest = max(seen)
    rows = _history_after(latest)
    fresh = [row for row in rows if row[0] not in seen]
    if not fresh:
        return 0
    changed = {(kind, pk) for _, kind, pk in fresh}
    refresh(changed)
    _remember({latest, *(number for number, _, _ in rows)})
    return len(changed)


def refresh(changed: set[tuple[str, int]]) -> None:
    """Read these things again; those that may no longer be seen leave the index."""
    index = matcher()
    for source in sources().values():
        keys = {pk for kind, pk in changed if kind == source.history_kind}
        if not keys:
            continue
        found = [source.document(row) for row in source.rows().filter(pk__in=keys)]
        index.remove({source.id_of(pk) for pk in keys} - {one.id for one in found})
        index.add(found)


def _latest_history() -> int:
    return History.objects.order_by("-id").values_list("id", flat=True).first() or 0


def _history_after(latest: int) -> list[tuple[int, str, int]]:
    """Number, kind and object of what came later, and of all that was written lately."""
    lately = Q(at__gte=timezone.now() - OVERLAP)
    rows = History.objects.filter(Q(id__gt=latest) | lately)
    return list(rows.values_list("id", "kind", "object_id"))


def _followed() -> set[int]:
    """The numbers that have been taken in, as far back as a slow transaction may come."""
    try:
        return {int(number) for number in (folder() / MARK).read_text().split()}
    except (FileNotFoundError, ValueError):
        return set()


def _remember(seen: set[int]) -> None:
    """Written after the index: a crash in between only reads the same changes twice."""
    path = folder()
    path.mkdir(parents=True, exist_ok=True)
    draft = path / f"{MARK}.new"
    draft.write_text(" ".join(str(number) for number in sorted(seen)))
    draft.replace(path / MARK)
