"""Projects on the trail: they came out of an idea, with money from a call."""

from django.utils.translation import gettext_lazy as _

from samverka.projects.models import Project
from samverka.trail.stations import Station, Told


def _told(project: Project) -> Told:
    ended = project.state == Project.State.ENDED
    return Told(
        state=project.get_state_display() if project.state_is_known else "",
        on=project.ends_on if ended and project.ends_on else project.starts_on,
    )


PROJECTS = Station(
    model=Project,
    name=_("Project"),
    mark="project",
    seen=lambda who: Project.objects.all(),
    told=_told,
    came_from=("idea", "call"),
)
