"""A spreadsheet of costs is read, looked at, and carried out as a whole or not at all."""

from typing import Any

from django.db import transaction

from samverka.applications.actions.budget import lock_for_work
from samverka.applications.budgeting.counting import counted
from samverka.applications.budgeting.incoming import Plan, Planned, plan_of
from samverka.applications.models import Budget, CostLine
from samverka.common.tables import Table
from samverka.partnership.actions.imports import ask_same, end_import, lay_by, lock_import
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.models import Import
from samverka.people.models import Person
from samverka.record.actions import write_history


def rows_of(budget: Budget) -> str:
    """What the rows of such a table are, among those that are kept."""
    return f"budget:{budget.pk}"


@transaction.atomic
def keep_costs(*, budget: Budget, table: Table, name: str, by: Person) -> Import:
    """Keep what was read until somebody has looked at what it would do; raises `Refused`."""
    budget = lock_for_work(budget, by)
    plan_of(table, counted(budget))
    return lay_by(table=table, name=name, what=rows_of(budget), by=by)


@transaction.atomic
def take_in_costs(*, budget: Budget, kept: Import, seen: str, by: Person) -> Plan:
    """Write every good row; the wrong ones are left out.

    `seen` is the mark of the plan that the person looked at. Raises `Refused` when it would do
    something else by now, or has been done.
    """
    budget = lock_for_work(budget, by)
    kept = lock_import(kept)
    plan = plan_of(table_of(kept), counted(budget))
    ask_same(plan, seen)
    new, changed = plan.of("new"), plan.of("changed")
    CostLine.objects.bulk_create(CostLine(budget=budget, **row.facts) for row in new)
    _change(changed)
    budget.save()
    end_import(kept)
    write_history(verb="imported", of=budget, by=by, number=len(new) + len(changed))
    return plan


def _change(rows: list[Planned]) -> None:
    fields: set[str] = {"version"}
    lines: list[CostLine] = []
    for row in rows:
        line: Any = row.found
        for change in row.changes:
            setattr(line, change.name, row.facts[change.name])
            fields.add(change.name.removesuffix("_id"))
        line.version += 1
        lines.append(line)
    if lines:
        CostLine.objects.bulk_update(lines, sorted(fields))
