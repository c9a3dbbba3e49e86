"""How far the plan is: what it lacks, what was taken away, which plans can be taken over."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from samverka.applications.models import PLAN_KINDS, Application, PlanRow
from samverka.applications.planning.gathering import Plan, plan_of
from samverka.applications.planning.period import trouble_with_days

REMOVED_SHOWN = 20  # of each kind


@dataclass(frozen=True)
class Lack:
    """One thing: its code, a sentence that says what to do, and the address of where."""

    code: str
    sentence: str
    url: str


def plan_state(application: Application, plan: Plan | None = None) -> list[Lack]:
    """What is missing or does not fit, in the order of the plan; empty where nothing is."""
    plan = plan or plan_of(application)
    if plan.is_empty:
        url = reverse("applications:plan", args=[application.pk])
        return [Lack("empty", _("Nothing stands in the plan yet."), url)]
    return list(chain(_packages(plan), _activities(plan), _marks(plan)))


def _packages(plan: Plan) -> Iterator[Lack]:
    for number, one in plan.packages:
        told = {"name": f"{number} {one.title}"}
        if one.lead_id is None:
            yield _lack("no_lead", _("Nobody leads %(name)s yet.") % told, "package", one)
        if one.period is None:
            yield _lack("no_days", _("%(name)s has no days yet.") % told, "package", one)
        yield from _outside(plan, "package", one, told)


def _activities(plan: Plan) -> Iterator[Lack]:
    for number, one in plan.activities:
        told = {"name": f"{number} {one.title}"}
        if one.lead_id is None and not one.package_id:
            yield _lack("no_lead", _("Nobody does %(name)s yet.") % told, "activity", one)
        if one.period is None:
            yield _lack("no_days", _("%(name)s has no days yet.") % told, "activity", one)
        yield from _outside(plan, "activity", one, told)


def _marks(plan: Plan) -> Iterator[Lack]:
    kinds = [("milestone", one) for one in plan.milestones]
    rows: list[tuple[str, tuple[str, PlanRow]]] = [
        *kinds,
        *(("deliverable", one) for one in plan.deliverables),
    ]
    for kind, (number, one) in rows:
        told = {"name": f"{number} {one.title}"}
        if getattr(one, "on", None) is None:
            yield _lack("no_days", _("%(name)s has no days yet.") % told, kind, one)
        yield from _outside(plan, kind, one, told)


def _outside(plan: Plan, kind: str, one: PlanRow, told: dict[str, str]) -> Iterator[Lack]:
    """The project may have become shorter since the line was written."""
    days = {name: getattr(one, name, None) for name in ("starts_on", "ends_on", "on")}
    if trouble_with_days(plan.application, days):
        yield _lack("outside", _("%(name)s lies outside the project's time.") % told, kind, one)


def _lack(code: str, sentence: str, kind: str, one: PlanRow) -> Lack:
    return Lack(
        code, sentence, reverse("applications:plan_line", args=[one.application_id, kind, one.pk])
    )


def removed_from(
    application: Application, *, only: tuple[str, ...] = (), but: tuple[str, ...] = ()
) -> list[tuple[str, PlanRow]]:
    """What was taken away and can be taken back, the latest first."""
    kinds = [kind for kind in PLAN_KINDS if kind not in but and (not only or kind in only)]
    found = [
        (kind, row)
        for kind in kinds
        for row in PLAN_KINDS[kind]
        ._default_manager.filter(application=application)
        .exclude(removed_at=None)
        .order_by("-removed_at")[:REMOVED_SHOWN]
    ]
    return sorted(found, key=lambda one: str(one[1].removed_at), reverse=True)


def plans_to_copy(seen: QuerySet[Application], application: Application) -> QuerySet[Application]:
    """Applications with something in their plan, the newest first."""
    something = Q(plan_workpackages__removed_at=None, plan_workpackages__isnull=False) | Q(
        plan_activitys__removed_at=None, plan_activitys__isnull=False
    )
    planned = Application.objects.filter(something).values("pk")
    return seen.filter(pk__in=planned).exclude(pk=application.pk).order_by("-begun_at", "-pk")
