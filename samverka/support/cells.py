"""The map as it is shown: a row for each need, a cell for each stage."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Count
from django.utils import timezone

from samverka.support.models import Entry, Kind, Need, Proposal, Service, Stage, Workshop

NAMED = 3  # organisations that a cell has room for
NEWEST = 8


@dataclass
class Cell:
    """What is known of one need at one stage. Nothing that exists: a gap."""

    need: Need
    stage: Stage
    services: list[Service] = field(default_factory=list)
    missing: list[Proposal] = field(default_factory=list)
    adapt: list[Proposal] = field(default_factory=list)

    @property
    def organisations(self) -> list[str]:
        return list(dict.fromkeys(service.organisation.name for service in self.services))

    @property
    def named(self) -> list[str]:
        return self.organisations[:NAMED]

    @property
    def not_named(self) -> int:
        return len(self.organisations) - len(self.named)


@dataclass(frozen=True)
class Row:
    need: Need
    cells: list[Cell]

    @property
    def gaps(self) -> int:
        return sum(not cell.services for cell in self.cells)


def support_map(services: Iterable[Service], recorded: Iterable[Proposal]) -> list[Row]:
    """Services with their needs fetched, and what coordinators have recorded of cells."""
    rows = [Row(need, [Cell(need, stage) for stage in Stage]) for need in Need.objects.all()]
    cells = {(cell.need.pk, str(cell.stage)): cell for row in rows for cell in row.cells}
    for service in services:
        for need in service.needs.all():
            for stage in service.stages:
                cells[need.pk, stage].services.append(service)
    for one in recorded:
        cell = cells[one.need_id, one.stage]
        (cell.adapt if one.kind == Kind.ADAPT else cell.missing).append(one)
    return rows


@dataclass
class Tally:
    """How many have said what in one cell, at a workshop."""

    need: Need
    stage: Stage
    exists: int = 0
    missing: int = 0
    adapt: int = 0

    @property
    def all(self) -> int:
        return self.exists + self.missing + self.adapt


@dataclass(frozen=True)
class Table:
    rows: list[tuple[Need, list[Tally]]]
    newest: list[Entry]

    @property
    def number(self) -> int:
        return sum(tally.all for _need, cells in self.rows for tally in cells)


def workshop_table(workshop: Workshop) -> Table:
    """All that was written and not taken back, counted; and the words that came last."""
    entries = Entry.objects.standing().filter(workshop=workshop)
    numbers: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    counted = entries.order_by().values_list("need", "stage", "kind").annotate(Count("pk"))
    for need, stage, kind, number in counted:
        numbers[need, stage][kind] = number
    rows = [
        (need, [Tally(need, stage, **numbers[need.pk, str(stage)]) for stage in Stage])
        for need in Need.objects.all()
    ]
    newest = entries.exclude(words="").select_related("need").order_by("-id")[:NEWEST]
    return Table(rows, list(newest))


def words_by_cell(workshop: Workshop) -> list[tuple[Need, str, list[Entry]]]:
    """Who said what, cell by cell, in the order of the map; what was merged under the first."""
    entries = Entry.objects.counted().filter(workshop=workshop)
    entries = entries.select_related("need", "participant", "proposal")
    place = {str(stage): n for n, stage in enumerate(Stage)}
    cells: dict[tuple[int, int, int], list[Entry]] = defaultdict(list)
    for entry in entries.prefetch_related("merged__participant"):
        cells[entry.need.order, entry.need_id, place[entry.stage]].append(entry)
    return [
        (found[0].need, str(found[0].get_stage_display()), found)
        for _place, found in sorted(cells.items(), key=lambda item: item[0])
    ]


def is_old(service: Service, days: int = 365) -> bool:
    """Nobody has looked it through for a year."""
    looked = service.reviewed_on or timezone.localdate(service.updated_at)
    return (timezone.localdate() - looked).days > days
