"""Take over the projects that a source tells of, and let go of those it no longer tells of."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from decimal import Decimal
from hashlib import sha256
from typing import Any, Final

from django.utils import timezone

from samverka.calls.actions.keeping import Kept
from samverka.calls.models import CallSource, PastProject
from samverka.calls.models.call import REFERENCE_LENGTH, SUMMARY_LENGTH
from samverka.calls.models.past import LEADS, TITLE_LENGTH, round_of
from samverka.calls.told import as_data
from samverka.common.text import clean_line, clean_text
from samverka.record.models import History
from samverka.sources import PastProject as Told
from samverka.sources import Refusal
from samverka.sources.fields import link
from samverka.sources.text import seen

AT_ONCE: Final = 500
ACRONYM_LENGTH: Final = 80
CENT: Final = Decimal("0.01")
NAME_LENGTH: Final = 200
MOST_PARTNERS: Final = 100


def keep_projects(*, source: CallSource, projects: Sequence[Told]) -> Kept:
    """Take over projects of one source, inside the caller's transaction; the same few queries
    however many there are. What is as before is not written."""
    kept = Kept()
    if not projects:
        return kept
    rows = {row.reference: row for row in _read(source, projects, kept)}
    found = PastProject.objects.filter(source=source, reference__in=rows)
    before = {row.reference: row for row in found.only("pk", "reference", "raw_hash")}
    new = [row for reference, row in rows.items() if reference not in before]
    other = []
    for reference, known in before.items():
        if known.raw_hash != rows[reference].raw_hash:
            rows[reference].pk = known.pk
            other.append(rows[reference])
    PastProject.objects.bulk_update(other, [*PastProject.TOLD, "raw_hash", "changed_at"])
    added = PastProject.objects.bulk_create(new)
    _tell("found", (row.pk for row in added))
    _tell("changed", (row.pk for row in other))
    kept.new, kept.changed = len(added), len(other)
    kept.unchanged = len(before) - len(other)
    kept.named = [*(row.pk for row in before.values()), *(row.pk for row in added)]
    return kept


def let_go_of_projects(*, source: CallSource, named: Iterable[int]) -> int:
    """A reading of everything did not name them. Returns how many there were."""
    still = set(named)
    rows = PastProject.objects.filter(source=source).values_list("pk", flat=True)
    gone = sorted(set(rows) - still)
    for start in range(0, len(gone), AT_ONCE):
        part = gone[start : start + AT_ONCE]
        PastProject.objects.filter(pk__in=part).delete()
        _tell("gone", part)
    return len(gone)


def _read(source: CallSource, projects: Iterable[Told], kept: Kept) -> Iterable[PastProject]:
    met: set[str] = set()
    for told in projects:
        row = _row(source, told)
        why = "" if row.reference else "no_identifier"
        why = why or ("twice" if row.reference in met else "" if row.title else "no_title")
        if why:
            kept.refused.append(Refusal(told.identifier or told.title, why))
            continue
        met.add(row.reference)
        yield row


def _row(source: CallSource, told: Told) -> PastProject:
    whole = as_data(asdict(told))
    return PastProject(
        source=source,
        reference=_line(told.identifier, REFERENCE_LENGTH),
        acronym=_line(told.acronym, ACRONYM_LENGTH),
        title=_line(told.title, TITLE_LENGTH),
        objective=clean_text(seen(told.summary))[:SUMMARY_LENGTH],
        call=_line(told.call, REFERENCE_LENGTH).upper(),
        round=round_of(_line(told.call, REFERENCE_LENGTH)),
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        amount=None if told.amount is None else told.amount.quantize(CENT),
        currency=_line(told.currency, 3),
        partners=_partners(told),
        url=link(told.address),
        raw_hash=sha256(repr(whole).encode()).hexdigest(),
        changed_at=timezone.now(),
    )


def _partners(told: Told) -> list[dict[str, Any]]:
    """Whoever led first, else in the order of the source."""
    by_rank = sorted(told.takers, key=lambda one: one.role != LEADS)
    return [
        {"name": _line(one.name, NAME_LENGTH), "country": one.country}
        | ({"leads": True} if one.role == LEADS else {})
        for one in by_rank[:MOST_PARTNERS]
    ]


def _line(text: str, most: int) -> str:
    return clean_line(seen(text))[:most].strip()


def _tell(verb: str, keys: Iterable[int]) -> None:
    """History is what the matching index follows."""
    History.objects.bulk_create(
        History(role=History.Role.SYSTEM, verb=verb, kind="pastproject", object_id=key)
        for key in keys
    )
