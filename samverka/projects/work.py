"""All that stands in a project, read at once: as many queries for one line as for a hundred."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from samverka.projects.models import (
    ROW_KINDS,
    Contribution,
    Funding,
    Measurement,
    OutsidePartner,
    Project,
    ProjectDocument,
    ProjectIndicator,
    ProjectMilestone,
    ProjectPartner,
    ProjectRisk,
    ProjectRow,
    ReportDue,
)
from samverka.projects.models.results import share_of_the_way

NOTHING = Decimal(0)
PUT_IN = {
    "hours": _("Hours"),
    "worth": _("Worth"),
    "in_kind": _("Rooms, things or services"),
    "cash": _("Money"),
}


@dataclass(frozen=True)
class Result:
    """An indicator and what was measured, the oldest first."""

    indicator: ProjectIndicator
    measured: list[Measurement]

    @property
    def latest(self) -> Measurement | None:
        return self.measured[-1] if self.measured else None

    @property
    def way(self) -> int | None:
        """How far it has come, in whole per cent of the way; None where that cannot be said."""
        if self.latest is None:
            return None
        share = share_of_the_way(self.latest.value, self.indicator.baseline, self.indicator.target)
        return None if share is None else int(share * 100)

    @property
    def is_reached(self) -> bool:
        return self.way == 100


@dataclass(frozen=True)
class PutIn:
    """What one partner has put in: hours, what they are worth where that is known, the rest."""

    partner: ProjectPartner
    hours: Decimal
    worth: Decimal
    in_kind: Decimal
    cash: Decimal

    @property
    def total(self) -> Decimal:
        return self.worth + self.in_kind + self.cash


@dataclass(frozen=True)
class PutInTable:
    """What each partner has put in; what nobody has put in has no column."""

    heads: list[Promise]
    rows: list[tuple[ProjectPartner, list[Decimal]]]


@dataclass(frozen=True)
class Sum:
    """Money of one kind in one currency."""

    label: str
    amount: Decimal
    currency: str


def takers_of(project: Project) -> list[ProjectPartner]:
    return list(project.takers.with_organisation().lead_first())


def outsiders_of(project: Project) -> list[OutsidePartner]:
    return sorted(project.outsiders.all(), key=lambda one: not one.leads)


def funding_of(project: Project, *, only_public: bool) -> list[Funding]:
    rows = project.fundings.filter(removed_at=None).select_related("organisation")
    return list(rows.filter(is_public=True) if only_public else rows)


def sums_of(rows: Iterable[Funding]) -> list[Sum]:
    """By kind and currency, in the order of the kinds."""
    found: dict[tuple[str, str], Decimal] = {}
    for row in rows:
        key = (row.kind, row.currency)
        found[key] = found.get(key, NOTHING) + row.amount
    order = list(Funding.Kind)
    ordered = sorted(
        found.items(), key=lambda one: (order.index(Funding.Kind(one[0][0])), one[0][1])
    )
    return [
        Sum(str(Funding.Kind(kind).label), amount, currency) for (kind, currency), amount in ordered
    ]


def results_of(project: Project) -> list[Result]:
    measured: dict[int, list[Measurement]] = {}
    for row in project.measurements.filter(removed_at=None).order_by("on", "id"):
        measured.setdefault(row.indicator_id, []).append(row)
    indicators = project.projectindicators.filter(removed_at=None)
    return [Result(one, measured.get(one.pk, [])) for one in indicators]


def milestones_of(project: Project) -> list[ProjectMilestone]:
    return list(project.projectmilestones.filter(removed_at=None))


def reports_of(project: Project) -> list[ReportDue]:
    return list(project.reportdues.filter(removed_at=None))


def risks_of(project: Project) -> list[ProjectRisk]:
    return list(project.projectrisks.filter(removed_at=None))


def documents_of(project: Project, *, only_public: bool) -> list[ProjectDocument]:
    """Without the files themselves."""
    rows = project.projectdocuments.filter(removed_at=None).defer("content")
    rows = rows.select_related("project")
    return list(rows.filter(is_public=True) if only_public else rows)


def contributions_of(project: Project) -> list[Contribution]:
    rows = project.contributions.filter(removed_at=None)
    return list(rows.select_related("partner__organisation", "written_by"))


def put_in_by(takers: Iterable[ProjectPartner], rows: Iterable[Contribution]) -> list[PutIn]:
    """What each has put in, in their order; who has put in nothing is left out."""
    by_partner: dict[int, list[Contribution]] = {}
    for row in rows:
        by_partner.setdefault(row.partner_id, []).append(row)
    return [_put_in(one, by_partner[one.pk]) for one in takers if one.pk in by_partner]


def table_of(put_in: Sequence[PutIn]) -> PutInTable:
    """As it is shown."""
    kinds = [kind for kind in PUT_IN if any(getattr(one, kind) for one in put_in)]
    rows = [(one.partner, [getattr(one, kind) for kind in kinds]) for one in put_in]
    return PutInTable([PUT_IN[kind] for kind in kinds], rows)


def _put_in(partner: ProjectPartner, rows: list[Contribution]) -> PutIn:
    def worth(kind: Contribution.Kind) -> Decimal:
        return sum((row.worth or NOTHING for row in rows if row.kind == kind), NOTHING)

    return PutIn(
        partner=partner,
        hours=sum((row.hours or NOTHING for row in rows), NOTHING),
        worth=worth(Contribution.Kind.HOURS),
        in_kind=worth(Contribution.Kind.IN_KIND),
        cash=worth(Contribution.Kind.CASH),
    )


def removed_from(project: Project) -> list[tuple[str, ProjectRow]]:
    """What was taken away, kind by kind, and can be taken back."""
    return [(kind, row) for kind in ROW_KINDS for row in _removed(kind, project)]


def _removed(kind: str, project: Project) -> Any:
    rows = ROW_KINDS[kind]._default_manager.filter(project=project).exclude(removed_at=None)
    heavy = {"document": ["content"]}
    beside = {"contribution": ["partner__organisation"], "measurement": ["indicator"]}
    beside["funding"] = ["organisation"]
    return rows.select_related("project", *beside.get(kind, [])).defer(*heavy.get(kind, []))
