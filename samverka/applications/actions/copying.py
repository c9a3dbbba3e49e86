"""The plan of an earlier application becomes the first draft of a new one."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from samverka.applications.actions.telling import ask_writer, lock_application, tell
from samverka.applications.models import PLAN_KINDS, Application, Member, PlanRow
from samverka.applications.planning.gathering import Plan, plan_of
from samverka.applications.rules import Standing
from samverka.common.refusal import Refused
from samverka.people.models import Person

DAYS = ("starts_on", "ends_on", "on")
LEFT = {"id", "application", "partnership", "version", "removed_at", *DAYS}


@transaction.atomic
def copy_plan(*, source: Application, into: Application, by: Person) -> None:
    """Into an empty plan only. Days move with the beginning of the project.

    Members that are not in the new application lead nothing there; days that fall outside it are
    left open, and person-months are not taken along.
    """
    into = lock_application(into)
    ask_writer(by, into)
    if not Standing(by).may_see(source):
        raise Refused(_("You do not see that application."))
    plan = plan_of(source)
    if plan.is_empty and not plan.steps:
        raise Refused(_("Nothing is planned in that application."))
    now = plan_of(into)
    if not now.is_empty or now.steps or now.risks:
        raise Refused(_("There is a plan here already. Take its lines away first."))
    _Copy(plan, now, source, into).write()
    tell(into, "plan_copied", by=by, source=source.pk)


class _Copy:
    def __init__(self, plan: Plan, now: Plan, source: Application, into: Application) -> None:
        self.plan, self.into = plan, into
        mine = {one.organisation_id: one for one in now.members}
        self.members: dict[int, Member] = {
            one.pk: mine[one.organisation_id] for one in plan.members if one.organisation_id in mine
        }
        self.made: dict[tuple[str, int], Any] = {}
        both = source.starts_on and into.starts_on
        self.later = into.starts_on - source.starts_on if both else timedelta(0)  # type: ignore[operator]

    def write(self) -> None:
        plan: Any = self.plan
        for row in [one for _n, one in plan.packages]:
            self._row("package", row)
        for row in [one for _n, one in plan.activities]:
            self._row("activity", row).members.set(self._links(row.members.all(), self._member))
        for row in [one for _n, one in plan.milestones]:
            self._row("milestone", row)
        for row in [one for _n, one in plan.deliverables]:
            self._row("deliverable", row)
        for row in [one for _n, one in plan.risks]:
            self._row("risk", row).packages.set(self._links(row.packages.all(), self._package))
        for row in plan.steps:
            self._row("step", row)
        for row in plan.steps:
            self.made["step", row.pk].leads_to.set(self._links(row.leads_to.all(), self._step))
        for row in plan.indicators:
            self._row("indicator", row)

    def _row(self, kind: str, row: PlanRow) -> Any:
        facts = {
            field.name: getattr(row, field.attname)
            for field in row._meta.concrete_fields
            if field.name not in LEFT
        }
        if "lead" in facts:
            facts["lead"] = self.members.get(facts["lead"] or 0)
        for name, of in (("package", "package"), ("step", "step")):
            if name in facts:
                facts[name] = self.made.get((of, facts[name] or 0))
        for name in DAYS:
            if hasattr(row, name):
                facts[name] = self._day(getattr(row, name))
        made = PLAN_KINDS[kind]._default_manager.create(application=self.into, **facts)
        self.made[kind, row.pk] = made
        return made

    def _day(self, day: date | None) -> date | None:
        if day is None:
            return None
        day += self.later
        first, last = self.into.starts_on or day, self.into.ends_on or day
        return day if first <= day <= last else None

    def _links(self, rows: Any, find: Callable[[int], Any]) -> list[Any]:
        return [found for row in rows if (found := find(row.pk))]

    def _member(self, pk: int) -> Member | None:
        return self.members.get(pk)

    def _package(self, pk: int) -> Any:
        return self.made.get(("package", pk))

    def _step(self, pk: int) -> Any:
        return self.made.get(("step", pk))
