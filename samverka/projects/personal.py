"""What projects know about a person."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.projects.models import ROW_KINDS, Project, ProjectDocument, ProjectRow


def _answers_for(person: Person) -> list[Facts]:
    rows = everywhere(Project).filter(responsible=person).order_by("pk")
    return [{"title": row.title, "state": chosen(row, "state")} for row in rows]


def _written(person: Person) -> list[Facts]:
    return [
        {"kind": kind, "project": row.project.title, "says": str(row), "at": row.written_at}
        for kind, model in ROW_KINDS.items()
        for row in _rows(model, person)
    ]


def _rows(model: type[ProjectRow], person: Person) -> QuerySet[ProjectRow]:
    rows: QuerySet[ProjectRow] = everywhere(model).filter(written_by=person)
    heavy = ["content"] if model is ProjectDocument else []
    return rows.select_related("project").defer(*heavy).order_by("pk")


ANSWERS_FOR = PersonalData(
    name="projects",
    title=_("Projects you answer for"),
    models=("projects.Project",),
    collect=_answers_for,
    when_erased=_("They stay, without your name."),
)
WRITTEN = PersonalData(
    name="written_in_projects",
    title=_("What you have written in projects"),
    models=tuple(model._meta.label for model in ROW_KINDS.values()),
    collect=_written,
    when_erased=_("It belongs to the projects, and stays without your name."),
)
