"""What participants do at a workshop. They have no account: their key has let them in.

An entry is its own record of what was written when; no history tells of it, for that would keep
who was there after they have asked for it not to be.
"""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.common.spoken import plain_code
from samverka.support.actions.workshops import lock_workshop
from samverka.support.models import Entry, Kind, Need, Participant, Workshop
from samverka.support.models.workshops import MOST_A_MINUTE, MOST_ENTRIES, MOST_PARTICIPANTS

UNUSED_FOR = timedelta(minutes=3)  # time to find the words for the first time


def find_open_workshop(code: str) -> Workshop | None:
    """The workshop that this code opens just now."""
    open_now = Workshop.objects.filter(state=Workshop.State.OPEN)
    return open_now.filter(code=plain_code(code)).first()


@transaction.atomic
def join_workshop(
    *, workshop: Workshop, name: str = "", organisation: str = "", shows_name: bool = False
) -> Participant:
    """A pen for one more participant.

    When all are taken, one that has lain unused goes to who comes: one phone may ask for them all.
    """
    workshop = _lock_open(workshop.pk)
    taken = Participant.objects.filter(workshop=workshop)
    if taken.count() >= MOST_PARTICIPANTS:
        unused = taken.unused(timezone.now() - UNUSED_FOR).first()
        if unused is None:
            raise Refused(_("The workshop is full. Write together with somebody beside you."))
        unused.delete()
    return Participant.objects.create(
        workshop=workshop,
        name=name,
        organisation=organisation,
        shows_name=shows_name and bool(name or organisation),
    )


@transaction.atomic
def write_entry(
    *, participant: Participant, need: Need, stage: str, kind: str, words: str = ""
) -> Entry:
    """Write in a cell. The same words again from one pen, as when a phone resends, count once."""
    workshop = _lock_open(participant.workshop_id)
    _check(kind, words)
    mine = Entry.objects.filter(participant=participant)
    same = mine.standing().filter(need=need, stage=stage, kind=kind, words=words.strip())
    if already := same.first():
        return already
    just_now = timezone.now() - timedelta(minutes=1)
    if mine.filter(at__gte=just_now).count() >= MOST_A_MINUTE:
        raise Refused(_("You have written many times. Wait a minute."))
    if mine.count() >= MOST_ENTRIES:
        raise Refused(_("You have written %(most)d times. That is as many as fit.") % _MOST)
    entry = Entry.objects.create(
        workshop=workshop,
        participant=participant,
        need=need,
        stage=stage,
        kind=kind,
        words=words.strip(),
    )
    _changed(workshop)
    return entry


_MOST = {"most": MOST_ENTRIES}


@transaction.atomic
def change_entry(*, entry: Entry, kind: str, words: str) -> Entry:
    workshop, entry = _lock(entry)
    _check(kind, words)
    entry.kind, entry.words = Kind(kind), words.strip()
    entry.save(update_fields=["kind", "words"])
    _changed(workshop)
    return entry


@transaction.atomic
def take_back_entry(*, entry: Entry) -> Entry:
    workshop, entry = _lock(entry)
    entry.taken_back_at = entry.taken_back_at or timezone.now()
    entry.save(update_fields=["taken_back_at"])
    _changed(workshop)
    return entry


@transaction.atomic
def put_back_entry(*, entry: Entry) -> Entry:
    """Undo: it stands again as if it had never been taken back."""
    workshop, entry = _lock(entry)
    entry.taken_back_at = None
    entry.save(update_fields=["taken_back_at"])
    _changed(workshop)
    return entry


def _check(kind: str, words: str) -> None:
    if kind != Kind.MISSING and not words.strip():
        raise Refused(_("Write what it is: a service, an organisation, a few words."))


def _lock_open(pk: int) -> Workshop:
    """Everybody writes in turn, so that the number of changes counts each of them."""
    workshop = lock_workshop(pk)
    if not workshop.is_open:
        raise Refused(_("The workshop is closed. Thank you for what you wrote."))
    return workshop


def _lock(entry: Entry) -> tuple[Workshop, Entry]:
    workshop = _lock_open(entry.workshop_id)
    return workshop, Entry.objects.select_for_update(of=("self",)).get(pk=entry.pk)


def _changed(workshop: Workshop) -> None:
    workshop.changes += 1
    workshop.save(update_fields=["changes"])
