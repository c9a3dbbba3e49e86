"""Keeps the matching index in step with the database. The index can always be built again."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from samverka.common.tenancy import current_partnership_id
from samverka.matching import Document, Matcher
from samverka.record.models import History
from samverka.suggest.sources import sources

# A transaction that was slow to commit has an older number than one that was quick.
OVERLAP = timedelta(seconds=30)
MARK = "followed"
AT_ONCE = 500


def folder() -> Path:
    return Path(settings.INDEX_DIR) / str(current_partnership_id())


def matcher() -> Matcher:
    """The open index of the partnership in scope."""
    return _open(folder())


@cache
def _open(path: Path) -> Matcher:
    return Matcher.open(path)


def documents() -> Iterator[Document]:
    """Everything in the partnership that everybody may see."""
    for source in sources().values():
        yield from (source.document(row) for row in source.rows().iterator(chunk_size=AT_ONCE))


def rebuild(progress: Callable[[int], None] = lambda count: None) -> int:
    """Build the index of this partnership anew; readers see the old one until it is whole.

    `progress` is told how many documents have been read. Returns how many there were.
    """
    latest = _latest_history()
    read = 0

    def counted() -> Iterator[Document]:
        nonlocal read
        for read, document in enumerate(documents(), start=1):
            yield document
            progress(read)

    matcher().replace(counted())
    _remember(latest)
    return read


def follow() -> int:
    """Take in what has changed since last time; returns how many things were looked at.

    History is the sequence of changes: every action writes there in its own transaction.
    """
    mark = _followed()
    if mark is None:
        return rebuild()
    since = timezone.now() - OVERLAP
    fresh = History.objects.filter(id__gt=mark)
    slow = History.objects.filter(id__lte=mark, at__gte=since)
    if not fresh.exists():
        return 0
    latest = _latest_history()
    changed = {*fresh.values_list("kind", "object_id"), *slow.values_list("kind", "object_id")}
    refresh(changed)
    _remember(latest)
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


def _followed() -> int | None:
    try:
        return int((folder() / MARK).read_text())
    except (FileNotFoundError, ValueError):
        return None


def _remember(latest: int) -> None:
    """Written after the index: a crash in between only reads the same changes twice."""
    path = folder()
    path.mkdir(parents=True, exist_ok=True)
    draft = path / f"{MARK}.new"
    draft.write_text(str(latest))
    draft.replace(path / MARK)
