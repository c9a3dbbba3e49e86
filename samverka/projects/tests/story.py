"""Föreningen Grönskan runs a kitchen together with ABF, and everything is written down."""

from datetime import date
from decimal import Decimal
from typing import Any

from samverka.cast import Cast
from samverka.common.tables import Row, Table
from samverka.partnership.models import Organisation
from samverka.people.models import Person
from samverka.projects import actions
from samverka.projects.actions.imports import keep_table
from samverka.projects.models import Project, ProjectRow, Role

GREENERY, WORKSHOP, ABF = "foreningen-gronskan", "ideverkstaden", "abf"
PDF = b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF\n"


def organisation(slug: str) -> Organisation:
    return Organisation.objects.get(slug=slug)


def kitchen(cast: Cast, **facts: Any) -> Project:
    """Amina's partner leads it, nobody else is in yet."""
    told: dict[str, Any] = {"title": "The kitchen", "language": "en"}
    told |= {"starts_on": date(2026, 1, 1), "ends_on": date(2099, 12, 31), **facts}
    what = actions.Beginning(**told)
    return actions.write_down(what=what, lead=organisation(GREENERY), by=cast.amina)


def line(project: Project, what: str, by: Person, **facts: Any) -> Any:
    return actions.add_row(project=project, kind=what, facts=facts, by=by)


def document(project: Project, by: Person, *, is_public: bool) -> ProjectRow:
    return actions.add_document(
        project=project,
        title="Plan",
        content=PDF,
        name="plan.pdf",
        is_public=is_public,
        by=by,
    )


def filled(cast: Cast) -> Project:
    """One of everything in it, and a partner in the world outside."""
    project = kitchen(cast)
    by = cast.amina
    actions.add_partner(project=project, organisation=organisation(ABF), by=by)
    actions.add_outsider(project=project, name="The Baker", country="NO", by=by)
    money = {"kind": "grant", "funder": "The Fund", "amount": Decimal(250_000), "currency": "SEK"}
    line(project, "funding", by, **money, told_in="2026-7", is_public=True)
    line(project, "milestone", by, title="It is open", due_on=date(2027, 3, 1))
    line(project, "report", by, title="Half-way", to="The Fund", due_on=date(2027, 1, 31))
    goal = {"baseline": Decimal(0), "target": Decimal(50), "unit": "people"}
    indicator = line(project, "indicator", by, title="Who come", **goal)
    came = {"indicator": indicator, "value": Decimal(20), "on": date(2026, 10, 1)}
    line(project, "measurement", by, **came, words="At the opening")
    lead = project.takers.get(role=Role.LEAD)
    put_in = {"partner": lead, "month": date(2026, 10, 1), "kind": "hours"}
    line(project, "contribution", by, **put_in, hours=Decimal(12), hour_value=Decimal(330))
    line(project, "risk", by, title="Nobody comes", likelihood="low", answer="We ask")
    document(project, by, is_public=False)
    return project


def project_places(cast: Cast) -> dict[str, Any]:
    """What stands in the addresses of a project and its lines."""
    project = filled(cast)
    here = f"projects/{project.slug}"
    taker = project.takers.get(organisation__slug=ABF)
    table = Table(("title_sv",), (Row(2, ("Ett till",)),))
    return {
        "projects": project.slug,
        "projects/import/<int:pk>": keep_table(table=table, name="p.csv", by=cast.elsa).pk,
        f"{here}/files/<int:document>": project.projectdocuments.get().pk,
        f"{here}/who/<int:taker>": taker.pk,
        f"{here}/who/outside/<int:outsider>": project.outsiders.get().pk,
        f"{here}/inside/reports/<int:row>": project.reportdues.get().pk,
        f"{here}/inside/add/<slug:kind>": "milestone",
        f"{here}/inside/<slug:kind>": "milestone",
        f"{here}/inside/milestone/<int:row>": project.projectmilestones.get().pk,
    }
