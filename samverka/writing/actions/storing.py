"""How what people write gets into a text, and is read again: every way leads through here."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from pycrdt import Doc, merge_updates

from samverka.people.models import Person
from samverka.writing.models import Contribution, Pulse, SavedVersion, SharedText, Snapshot, Update
from samverka.writing.prose import (
    Node,
    changed,
    characters_in,
    document_of,
    no_alarm,
    opened,
    plain_of,
    words_in,
)

log = logging.getLogger("samverka.writing")

NOTHING = b"\x00\x00"  # a Yjs update without anything in it
SETTLED = timedelta(minutes=1)  # updates older than this have been seen by every live process
WORTH_MERGING = 200  # updates
MUCH, OF_ALL = 500, 0.3  # taken away at once: so many characters, and so much of the text


@dataclass(frozen=True)
class Written:
    """What one person wrote since the last commit, as one Yjs update."""

    person_id: int | None
    data: bytes


@dataclass(frozen=True)
class Stored:
    """Where the text stood before, and the numbers that the updates got."""

    before: int
    numbers: tuple[int, ...]

    @property
    def latest(self) -> int:
        return self.numbers[-1] if self.numbers else self.before


@dataclass(frozen=True)
class Said:
    """What a document says; made of it without the database."""

    content: Node
    plain: str

    @classmethod
    def by(cls, doc: Doc) -> "Said":
        content = document_of(doc)
        return cls(content, plain_of(content))


@dataclass(frozen=True)
class Counted:
    """How long a text is, and what it may be; sent to those who write in it."""

    characters: int
    words: int
    limit: int | None
    counts: str


@transaction.atomic
def begin_text(
    *,
    kind: str,
    title: str,
    address: str = "",
    limit: int | None = None,
    counts: str = "characters",
) -> SharedText:
    """An empty text; whoever owns it says when and for whom."""
    text = SharedText.objects.create(
        kind=kind, title=title, address=address, limit=limit, counts=counts
    )
    Pulse.objects.create(text=text)
    return text


@transaction.atomic
def store(*, text_id: int, written: Sequence[Written]) -> Stored:
    """Add updates; they are safe when this returns. Raises `Pulse.DoesNotExist`."""
    pulse = Pulse.objects.select_for_update().get(text_id=text_id)
    before = pulse.latest
    if not written:
        return Stored(before, ())
    _note_writers(text_id, {one.person_id for one in written})
    rows = Update.objects.bulk_create(
        [Update(text_id=text_id, data=one.data, person_id=one.person_id) for one in written]
    )
    stored = Stored(before, tuple(sorted(row.pk for row in rows)))
    pulse.latest = stored.latest
    pulse.save(update_fields=["latest"])
    return stored


def _note_writers(text_id: int, people: set[int | None]) -> None:
    """Who wrote today; and before the first of them began, what the text said until then."""
    today = timezone.localdate()
    known = Contribution.objects.filter(text_id=text_id, day=today)
    noted = set(known.values_list("person_id", flat=True))
    if not noted:
        text = SharedText.objects.get(pk=text_id)
        if not text.is_empty:
            keep(text, why=SavedVersion.Why.DAY)
    fresh = [Contribution(text_id=text_id, person_id=one, day=today) for one in people - noted]
    Contribution.objects.bulk_create(fresh, ignore_conflicts=True)


def keep(
    text: SharedText, *, why: SavedVersion.Why, name: str = "", by: Person | None = None
) -> SavedVersion:
    """What the text says by its derived content, as a version."""
    return SavedVersion.objects.create(
        text=text, why=why, name=name, by=by, content=text.content, plain=text.plain
    )


def load(text_id: int) -> tuple[list[bytes], int]:
    """Everything that has been written, as updates in order, and the number of the last of them.

    Updates first: what is merged away between the two questions then stands in the snapshot.
    """
    rows = list(Update.objects.of(text_id).values_list("id", "data"))
    snapshot = Snapshot.objects.filter(text_id=text_id).first()
    until = snapshot.until if snapshot else 0
    held = [bytes(snapshot.state)] if snapshot else []
    later = [(number, bytes(data)) for number, data in rows if number > until]
    return [*held, *(data for _, data in later)], later[-1][0] if later else until


def after(text_id: int, number: int) -> tuple[list[bytes], int]:
    """What has been added after `number`; all of it where that has been merged meanwhile."""
    rows = list(Update.objects.of(text_id).after(number).values_list("id", "data"))
    if Snapshot.objects.filter(text_id=text_id, until__gt=number).exists():
        return load(text_id)
    return [bytes(data) for _, data in rows], rows[-1][0] if rows else number


@transaction.atomic
def edit(*, text: SharedText, by: Person, change: Callable[[Doc], None]) -> SharedText:
    """Change a text from a page. The live part passes it on as it does with any other update."""
    Pulse.objects.select_for_update().get(text=text)
    held, _latest = load(text.pk)
    doc = opened(*held)
    made = changed(doc, change)
    stored = store(text_id=text.pk, written=[Written(by.pk, one) for one in made])
    derive(text_id=text.pk, said=Said.by(doc), until=stored.latest, by_id=by.pk)
    text.refresh_from_db()
    return text


@transaction.atomic
def catch_up(text: SharedText) -> SharedText:
    """The text with what it says at this moment, which may be a second ahead of what is kept."""
    pulse = Pulse.objects.select_for_update().get(text=text)
    if pulse.derived < pulse.latest:
        held, until = load(text.pk)
        last = Update.objects.of(text.pk).last()
        by_id = last.person_id if last else None
        derive(text_id=text.pk, said=Said.by(opened(*held)), until=until, by_id=by_id)
    return SharedText.objects.get(pk=text.pk)


@transaction.atomic
def derive(*, text_id: int, said: Said, until: int, by_id: int | None) -> Counted:
    """Keep what the text says, for pages and exports. Raises `SharedText.DoesNotExist`.

    `until` is the number of the last update that it tells of; who comes with less than what is
    kept already has nothing to add.
    """
    pulse = Pulse.objects.select_for_update().filter(text_id=text_id).first()
    text = SharedText.objects.get(pk=text_id)
    if pulse and until > pulse.derived:
        _take_over(text, said, by_id)
        pulse.derived = until
        pulse.save(update_fields=["derived"])
    return Counted(text.characters, text.words, text.limit, text.counts)


def _take_over(text: SharedText, said: Said, by_id: int | None) -> None:
    characters = characters_in(said.plain)
    if text.characters - characters > max(MUCH, text.characters * OF_ALL):
        keep(text, why=SavedVersion.Why.DELETION)
        Pulse.objects.beside(text)
    text.content, text.plain = said.content, said.plain
    text.characters, text.words = characters, words_in(said.plain)
    text.changed_at = timezone.now()
    if by_id is not None:
        text.changed_by_id = by_id
    text.save()


def derive_late() -> int:
    """Texts whose live part was stopped before it could derive them; returns how many.

    One that cannot be read is told in the log, and holds up none of the others.
    """
    done = 0
    for text in SharedText.objects.filter(pulse__in=Pulse.objects.late()):
        try:
            with no_alarm():
                catch_up(text)
            done += 1
        except (ValueError, LookupError, TypeError):
            log.exception("what text %s says could not be derived", text.pk)
    return done


def merge_old() -> int:
    """Make one snapshot of many old updates, for each text that has them; returns how many."""
    settled = timezone.now() - SETTLED
    crowded = SharedText.objects.with_more_updates_than(WORTH_MERGING, before=settled)
    texts = list(crowded.values_list("pk", flat=True))
    for text_id in texts:
        merge(text_id=text_id)
    return len(texts)


@transaction.atomic
def merge(*, text_id: int) -> None:
    """Merge what every live process has seen; whoever was asleep reads the snapshot instead."""
    pulse = Pulse.objects.select_for_update().get(text_id=text_id)
    old = Update.objects.of(text_id).filter(at__lt=timezone.now() - SETTLED, id__lte=pulse.derived)
    rows = list(old.values_list("id", "data"))
    if not rows:
        return
    snapshot = Snapshot.objects.filter(text_id=text_id).first() or Snapshot(text_id=text_id)
    held = [bytes(snapshot.state)] if snapshot.pk else []
    snapshot.state = merge_updates(*held, *(bytes(data) for _, data in rows))
    snapshot.until = rows[-1][0]
    snapshot.save()
    Update.objects.of(text_id).filter(id__lte=snapshot.until).delete()
