"""Projects on the trail: they came out of an idea, with money from a call."""

from django.utils.translation import gettext_lazy as _

from samverka.projects.models import Project
from samverka.trail.stations import Station, Told


def _told(project: Project) -> Told:
    return Told(project.get_state_display() if project.state_is_known else "", project.starts_on)


PROJECTS = Station(
    model=Project,
    name=_("Project"),
    mark="project",
    seen=lambda who: Project.objects.all(),
    told=_told,
    came_from=("idea", "call"),
)
