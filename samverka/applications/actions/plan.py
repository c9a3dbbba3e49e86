"""Lines of the plan are written, changed, moved, taken away and taken back."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_seen, ask_writer, lock_application, tell
from samverka.applications.models import (
    PLAN_KINDS,
    Application,
    ChangeStep,
    Effort,
    Member,
    PlanRow,
    WorkPackage,
    plan_kind_of,
)
from samverka.applications.planning.period import trouble_with_days
from samverka.common.refusal import Refused
from samverka.people.models import Person

LINKS = ("members", "packages", "leads_to")  # rows that a line points at, several of them
MOST_ROWS = 300  # of one kind in one plan


@transaction.atomic
def add_to_plan(
    *, application: Application, kind: str, facts: Mapping[str, Any], by: Person
) -> PlanRow:
    """A new line, last among its kind."""
    application = lock_application(application)
    ask_writer(by, application)
    _ask_days(application, facts)
    rows = PLAN_KINDS[kind]._default_manager.filter(application=application)
    if rows.filter(removed_at=None).count() >= MOST_ROWS:
        raise Refused(_("The plan is full: %(most)s lines of a kind.") % {"most": MOST_ROWS})
    row = PLAN_KINDS[kind](application=application, place=_last_place(rows) + 1)
    _write(row, facts)
    tell(application, "plan_added", by=by, what=kind, row=row.pk)
    return row


@transaction.atomic
def change_in_plan(*, row: PlanRow, facts: Mapping[str, Any], by: Person, seen: int) -> PlanRow:
    """What the line says now. Raises `Outdated` where somebody else was first."""
    application, row = _locked(row, by, seen)
    if row.removed_at:
        raise Refused(_("Somebody has taken this line away. Take it back first."))
    _ask_days(application, facts)
    row.version += 1
    _write(row, facts)
    tell(application, "plan_changed", by=by, what=plan_kind_of(row), row=row.pk)
    return row


@transaction.atomic
def move_in_plan(*, row: PlanRow, earlier: bool, by: Person) -> None:
    """One place up or down among those that stand beside it; at the end nothing happens."""
    application, row = _locked(row, by, None)
    beside: dict[str, Any] = (
        {"package": getattr(row, "package_id", None)} if hasattr(row, "package") else {}
    )
    if isinstance(row, ChangeStep):
        beside = {"kind": row.kind}
    rows = list(_others(row).filter(removed_at=None, **beside))
    here = rows.index(row)
    there = here - 1 if earlier else here + 1
    if not 0 <= there < len(rows):
        return
    rows[here], rows[there] = rows[there], rows[here]
    places = sorted(one.place for one in rows)
    for n, one in enumerate(rows):
        one.place = max(places[n], (rows[n - 1].place + 1) if n else 0)
        one.save(update_fields=["place"])
    tell(application, "plan_moved", by=by, what=plan_kind_of(row), row=row.pk)


@transaction.atomic
def remove_from_plan(*, row: PlanRow, by: Person, seen: int) -> None:
    """It can be taken back, with all that belonged to it."""
    application, row = _locked(row, by, seen)
    if row.removed_at:
        return
    row.remove()
    row.version += 1
    row.save()
    tell(application, "plan_removed", by=by, what=plan_kind_of(row), row=row.pk)


@transaction.atomic
def restore_to_plan(*, row: PlanRow, by: Person) -> None:
    application, row = _locked(row, by, None)
    if not row.removed_at:
        return
    row.restore()
    row.version += 1
    row.save()
    tell(application, "plan_restored", by=by, what=plan_kind_of(row), row=row.pk)


@transaction.atomic
def set_efforts(
    *,
    application: Application,
    months: Mapping[tuple[int, int], Decimal],
    before: Mapping[tuple[int, int], Decimal],
    by: Person,
) -> None:
    """Person-months by package and member. `before` is what the person saw.

    Only cells that the person changed are written; raises `Outdated` where somebody else changed
    one of them meanwhile.
    """
    application = lock_application(application)
    ask_writer(by, application)
    packages = WorkPackage.objects.filter(application=application, removed_at=None)
    inside = set(packages.values_list("pk", flat=True))
    members = set(Member.objects.filter(application=application).values_list("pk", flat=True))
    now = {
        (one.package_id, one.member_id): one.months
        for one in Effort.objects.filter(package__in=inside)
    }
    changed = {
        cell: value
        for cell, value in months.items()
        if value != before.get(cell, 0) and cell[0] in inside and cell[1] in members
    }
    for (package, member), value in changed.items():
        stands = now.get((package, member), Decimal(0))
        ask_seen(1, 1 if stands in (before.get((package, member), 0), value) else 0)
        cell = Effort.objects.filter(package=package, member=member)
        if not value:
            cell.delete()
        elif not cell.update(months=value):
            Effort.objects.create(package_id=package, member_id=member, months=value)
    if changed:
        tell(application, "plan_months", by=by, number=len(changed))


def _ask_days(application: Application, facts: Mapping[str, Any]) -> None:
    trouble = trouble_with_days(application, facts)
    if trouble:
        raise Refused(trouble[1])


def _locked(row: PlanRow, by: Person, seen: int | None) -> tuple[Application, PlanRow]:
    application = lock_application(row.application)
    ask_writer(by, application)
    fresh = type(row)._default_manager.get(pk=row.pk)
    ask_seen(fresh.version, seen)
    return application, fresh


def _others(row: PlanRow) -> QuerySet[Any]:
    return type(row)._default_manager.filter(application=row.application_id)


def _last_place(rows: Any) -> int:
    return rows.aggregate(last=Max("place"))["last"] or 0


def _write(row: PlanRow, facts: Mapping[str, Any]) -> None:
    for name, value in facts.items():
        if name not in LINKS:
            setattr(row, name, value)
    row.save()
    for name in LINKS:
        if name in facts:
            getattr(row, name).set(facts[name])
