"""Who may do what with a project. Each rule is a question; nothing here changes anything."""

from samverka.partnership.rules import Visitor, is_coordinator, organisations_of
from samverka.projects.models import Project


def may_choose_partners(visitor: Visitor, project: Project) -> bool:
    """Staff of those who take part in it, and coordinators."""
    return is_coordinator(visitor) or organisations_of(visitor).filter(projects=project).exists()
