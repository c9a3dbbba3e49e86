"""Reports are sent and accepted, milestones reached."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.people.models import Person
from samverka.projects.actions.reminding import end_tasks
from samverka.projects.actions.telling import lock_project, tell
from samverka.projects.models import ProjectMilestone, ReportDue


@transaction.atomic
def move_report(*, report: ReportDue, to: str, by: Person) -> ReportDue:
    """It is sent, accepted, or was not after all."""
    project = lock_project(report.project, by=by)
    report = ReportDue.objects.get(pk=report.pk)
    if report.removed_at or not report.can_move(to):
        raise Refused(_("Somebody else was quicker: %(state)s.") % {"state": _state(report)})
    today = timezone.localdate()
    report.state = to
    report.sent_on = None if to == ReportDue.State.OPEN else report.sent_on or today
    report.accepted_on = today if to == ReportDue.State.ACCEPTED else None
    report.version += 1
    if report.is_open:
        report.told_days = None
    else:
        end_tasks(report)
    report.save()
    tell(project, "report_moved", by=by, row=report.pk, to=to)
    return report


@transaction.atomic
def reach_milestone(*, milestone: ProjectMilestone, is_reached: bool, by: Person) -> None:
    """It is reached today, or was not after all. One that was reached before keeps its day."""
    project = lock_project(milestone.project, by=by)
    milestone = ProjectMilestone.objects.get(pk=milestone.pk)
    if milestone.removed_at:
        raise Refused(_("Somebody has taken this line away. Take it back first."))
    if bool(milestone.reached_on) == is_reached:
        return
    milestone.reached_on = timezone.localdate() if is_reached else None
    milestone.version += 1
    milestone.save()
    tell(project, "line_changed", by=by, what="milestone", row=milestone.pk)


def _state(report: ReportDue) -> str:
    return _("taken away") if report.removed_at else report.get_state_display().lower()
