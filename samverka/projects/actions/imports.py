"""Projects are taken in from a table or from CORDIS, as a whole or not at all."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.calls.models import PastProject
from samverka.common.exchange import SEVERAL
from samverka.common.refusal import Refused
from samverka.common.tables import Row, Table
from samverka.partnership.actions.imports import ask_same, end_import, lay_by, lock_import
from samverka.partnership.exchange.plan import table_of
from samverka.partnership.models import Import, Organisation
from samverka.people.models import Person
from samverka.projects import rules
from samverka.projects.actions.beginning import address_of
from samverka.projects.exchange.columns import Named
from samverka.projects.exchange.plan import Plan, Planned, plain, plan_of, takes_part
from samverka.projects.models import OutsidePartner, Project, ProjectPartner, Role
from samverka.projects.models.project import NAME_LENGTH, TITLE_LENGTH
from samverka.record.actions import write_history

WHAT = "project"
CORDIS = ("reference", "title_en", "summary_en", "starts_on", "ends_on", "partners", "website")


@transaction.atomic
def keep_table(*, table: Table, name: str, by: Person) -> Import:
    """Keep what was read until somebody has looked at what it would do; raises `Refused`."""
    _ask(by)
    plan_of(table)
    return lay_by(table=table, name=name, what=WHAT, by=by)


@transaction.atomic
def carry_out(*, kept: Import, seen: str, by: Person) -> Plan:
    """Write every row, in one transaction; nothing at all while one of them is wrong.

    `seen` is the mark of the plan that the person looked at. Raises `Refused` when it would do
    something else by now, or has been done.
    """
    _ask(by)
    kept = lock_import(kept)
    list(Project.objects.select_for_update(of=("self",)).values_list("pk"))
    plan = plan_of(table_of(kept))
    ask_same(plan, seen)
    if plan.of("wrong"):
        raise Refused(_("Nothing was taken in: mend the rows that are wrong first."))
    for row in plan.of("new"):
        _make(row, kept.name, by)
    for row in plan.of("changed"):
        _change(row, by)
    end_import(kept)
    return plan


def keep_from_cordis(*, by: Person) -> Import:
    """Projects that CORDIS tells of and an organisation of ours took part in, to be looked at."""
    names = {one.casefold() for one in Organisation.objects.values_list("name", flat=True)}
    ours = [
        one
        for one in PastProject.objects.order_by("pk").iterator()
        if any(partner.name.casefold() in names for partner in one.who)
    ]
    if not ours:
        raise Refused(_("No project that CORDIS has told of here has a partner of ours in it."))
    rows = tuple(Row(n, _cells(one)) for n, one in enumerate(ours, 2))
    return keep_table(table=Table((*CORDIS, "source"), rows), name="CORDIS", by=by)


def _cells(past: PastProject) -> tuple[str, ...]:
    who = SEVERAL.join(one.name.replace(SEVERAL, " ")[:NAME_LENGTH] for one in past.who)
    told = (past.reference, past.name[:TITLE_LENGTH], past.objective[:4000])
    days = tuple(day.isoformat() if day else "" for day in (past.starts_on, past.ends_on))
    return (*told, *days, who, past.url, "CORDIS")


def _make(row: Planned, file: str, by: Person) -> None:
    facts = {"source": file, **plain(row.facts)}
    days = (facts.get("starts_on"), facts.get("ends_on"))
    facts.setdefault("state", Project.state_on(timezone.localdate(), *days))
    project = Project(slug=address_of(row.name), origin=Project.Origin.IMPORT, **facts)
    project.save()
    _write_beside(project, row.facts, leads=True)
    write_history(verb="taken_in", of=project, by=by)


def _change(row: Planned, by: Person) -> None:
    project = row.found
    assert project is not None
    for name, value in plain(row.facts).items():
        setattr(project, name, value)
    project.version += 1
    project.save()
    _write_beside(project, row.facts, leads=False)
    fields = sorted(one.name for one in row.changes)
    write_history(verb="changed", of=project, by=by, fields=fields, imported=True)


def _write_beside(project: Project, facts: dict[str, Any], *, leads: bool) -> None:
    if "themes" in facts:
        project.themes.set(facts["themes"])
    for n, named in enumerate(facts.get("partners", ())):
        if not takes_part(project, named):
            _add(project, named, Role.LEAD if leads and not n else Role.PARTNER)


def _add(project: Project, named: Named, role: Role) -> None:
    if named.organisation:
        ProjectPartner.objects.create(project=project, organisation=named.organisation, role=role)
    else:
        OutsidePartner.objects.create(project=project, name=named.name, role=role)


def _ask(by: Person) -> None:
    if not rules.may_import(by):
        raise Refused(_("Only coordinators take projects in."))
