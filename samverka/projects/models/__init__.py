"""Projects: who does what with which money, what comes of it, and what it leaves."""

from samverka.projects.models.documents import ProjectDocument
from samverka.projects.models.money import Contribution, Funding
from samverka.projects.models.plan import ProjectMilestone, ProjectRisk, ReportDue
from samverka.projects.models.project import OutsidePartner, Project, ProjectPartner, Role
from samverka.projects.models.results import Measurement, ProjectIndicator
from samverka.projects.models.rows import ProjectRow

# What is written in a project, by the word for it in addresses and in the history.
ROW_KINDS: dict[str, type[ProjectRow]] = {
    "funding": Funding,
    "milestone": ProjectMilestone,
    "report": ReportDue,
    "indicator": ProjectIndicator,
    "measurement": Measurement,
    "contribution": Contribution,
    "risk": ProjectRisk,
    "document": ProjectDocument,
}


def kind_of(row: ProjectRow) -> str:
    return next(kind for kind, model in ROW_KINDS.items() if isinstance(row, model))


__all__ = [
    "ROW_KINDS",
    "Contribution",
    "Funding",
    "Measurement",
    "OutsidePartner",
    "Project",
    "ProjectDocument",
    "ProjectIndicator",
    "ProjectMilestone",
    "ProjectPartner",
    "ProjectRisk",
    "ProjectRow",
    "ReportDue",
    "Role",
    "kind_of",
]
