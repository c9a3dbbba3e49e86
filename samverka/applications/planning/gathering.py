"""The plan of one application, read at once: as many queries for one line as for a hundred."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from samverka.applications.models import (
    Activity,
    Application,
    ChangeStep,
    Deliverable,
    Effort,
    Indicator,
    Member,
    Milestone,
    Risk,
    WorkPackage,
)

NOTHING = Decimal(0)


@dataclass(frozen=True)
class Work:
    """A work package with what belongs to it; `package` is None for what belongs to none."""

    number: str
    package: WorkPackage | None
    activities: list[tuple[str, Activity]]
    milestones: list[tuple[str, Milestone]]
    deliverables: list[tuple[str, Deliverable]]


@dataclass(frozen=True)
class Plan:
    application: Application
    members: list[Member]
    works: list[Work]
    risks: list[tuple[str, Risk]]
    efforts: list[Effort]
    steps: list[ChangeStep]
    indicators: list[Indicator]

    @property
    def packages(self) -> list[tuple[str, WorkPackage]]:
        return [(work.number, work.package) for work in self.works if work.package]

    @property
    def activities(self) -> list[tuple[str, Activity]]:
        return [one for work in self.works for one in work.activities]

    @property
    def milestones(self) -> list[tuple[str, Milestone]]:
        return [one for work in self.works for one in work.milestones]

    @property
    def deliverables(self) -> list[tuple[str, Deliverable]]:
        return [one for work in self.works for one in work.deliverables]

    @property
    def is_empty(self) -> bool:
        return not (self.packages or self.activities or self.milestones or self.deliverables)

    @property
    def days(self) -> list[date]:
        """Every day that the plan names."""
        timed = [*(one for _n, one in self.packages), *(one for _n, one in self.activities)]
        marks: list[Milestone | Deliverable] = [
            *(one for _n, one in self.milestones),
            *(one for _n, one in self.deliverables),
        ]
        return [
            *(day for one in timed if one.period for day in one.period),
            *(one.on for one in marks if one.on),
        ]

    def number_of(self, package_id: int | None) -> str:
        return next((number for number, one in self.packages if one.pk == package_id), "")


def plan_of(application: Application) -> Plan:
    """Everything that stands; what belongs to something that was taken away is away with it."""
    of = {"application": application, "removed_at": None}
    packages = list(WorkPackage.objects.filter(**of).select_related("lead__organisation"))
    kept = Q(package=None) | Q(package__removed_at=None)
    activities = (
        Activity.objects.filter(kept, **of)
        .select_related("lead__organisation")
        .prefetch_related("members__organisation")
    )
    step_kept = Q(step=None) | Q(step__removed_at=None)
    return Plan(
        application=application,
        members=list(application.members.current().select_related("organisation").lead_first()),
        works=_works(
            packages,
            list(activities),
            list(Milestone.objects.filter(kept, **of)),
            list(Deliverable.objects.filter(kept, **of)),
        ),
        risks=_numbered("R", Risk.objects.filter(**of).prefetch_related("packages")),
        efforts=list(
            Effort.objects.filter(package__in=[one.pk for one in packages], member__state="in")
        ),
        steps=list(ChangeStep.objects.filter(**of).prefetch_related("leads_to")),
        indicators=list(Indicator.objects.filter(step_kept, **of)),
    )


def _works(
    packages: list[WorkPackage],
    activities: list[Activity],
    milestones: list[Milestone],
    deliverables: list[Deliverable],
) -> list[Work]:
    """In their order, and last what belongs to no package."""
    marks = {one.pk: f"M{n}" for n, one in enumerate(milestones, 1)}
    works = []
    for n, package in [*enumerate(packages, 1), (0, None)]:
        key = package.pk if package else None
        before = f"{n}." if package else ""
        own = [one for one in milestones if one.package_id == key]
        works.append(
            Work(
                number=str(n) if package else "",
                package=package,
                activities=_numbered(before, (a for a in activities if a.package_id == key)),
                milestones=[(marks[one.pk], one) for one in own],
                deliverables=_numbered(
                    f"L{before}", (d for d in deliverables if d.package_id == key)
                ),
            )
        )
    return [one for one in works if one.package or _anything(one)]


def _anything(work: Work) -> bool:
    return bool(work.activities or work.milestones or work.deliverables)


def _numbered(before: str, rows: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(f"{before}{n}", row) for n, row in enumerate(rows, 1)]


@dataclass(frozen=True)
class Efforts:
    """Person-months: a row for each package, a column for each member, and the sums."""

    members: list[Member]
    rows: list[tuple[str, WorkPackage, list[Decimal], Decimal]]
    by_member: list[Decimal]
    total: Decimal


def efforts_of(plan: Plan) -> Efforts:
    cells = {(one.package_id, one.member_id): one.months for one in plan.efforts}
    rows = []
    for number, package in plan.packages:
        months = [cells.get((package.pk, member.pk), NOTHING) for member in plan.members]
        rows.append((number, package, months, sum(months, NOTHING)))
    by_member = [sum((row[2][n] for row in rows), NOTHING) for n in range(len(plan.members))]
    return Efforts(plan.members, rows, by_member, sum(by_member, NOTHING))
