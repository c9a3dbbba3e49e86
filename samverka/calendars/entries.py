"""What no letter puts in a calendar, as entries of one."""

from django.utils.translation import gettext as _

from samverka.applications.models import Application
from samverka.applications.models.plan import Milestone
from samverka.common.calendar_files import Entry
from samverka.common.moments import moment_on
from samverka.knowledge.models import Course
from samverka.plan.models import ListedActivity
from samverka.tasks.models import Task


def of_activity(activity: ListedActivity) -> Entry:
    return Entry(
        key=f"activity-{activity.pk}",
        title=activity.title,
        starts=activity.starts_on,
        ends=activity.ends_on,
        words=activity.about,
        place=str(activity.municipality or ""),
        address=activity.get_absolute_url(),
        sequence=activity.version,
        tentative=activity.state == ListedActivity.State.PROPOSED,
        changed=activity.updated_at,
    )


def of_course(course: Course) -> Entry:
    assert course.starts_on
    return Entry(
        key=f"course-{course.pk}",
        title=course.title,
        starts=course.starts_on,
        ends=course.ends_on or course.starts_on,
        words=course.what,
        place=course.place,
        address=course.get_absolute_url(),
        sequence=course.version,
        changed=course.updated_at,
    )


def of_application(application: Application) -> Entry:
    """Its last day, at the hour where one is known."""
    assert application.due_on
    hour = application.due_at
    return Entry(
        key=f"application-{application.pk}",
        title=_("Last day: %(call)s") % {"call": application.title},
        starts=(hour and moment_on(application.due_on, hour)) or application.due_on,
        address=application.get_absolute_url(),
        sequence=application.version,
        changed=application.updated_at,
    )


def of_milestone(milestone: Milestone) -> Entry:
    assert milestone.on
    return Entry(
        key=f"milestone-{milestone.pk}",
        title=milestone.title,
        starts=milestone.on,
        words=milestone.application.title,
        address=milestone.application.get_absolute_url(),
        sequence=milestone.version,
        changed=milestone.application.updated_at,
    )


def of_task(task: Task) -> Entry:
    assert task.due_on
    return Entry(
        key=f"task-{task.pk}",
        title=task.what,
        starts=task.due_on,
        address=task.url,
        changed=task.made_at,
    )
