"""Who leads a meeting, writes its minutes, and reads what it decided."""

from samverka.meetings import rules as meetings
from samverka.meetings.models import Meeting
from samverka.minutes.models import Officer
from samverka.minutes.models.resolutions import Resolution, ResolutionQuerySet
from samverka.partnership.rules import Visitor
from samverka.people.models import Person
from samverka.tasks.rules import may_work_with


def may_lead(visitor: Visitor, meeting: Meeting) -> bool:
    """Besides those who were planned and who prepare meetings: who was chosen on the day."""
    return meetings.may_lead(visitor, meeting) or (
        isinstance(visitor, Person) and _was_chosen(visitor, meeting)
    )


def _was_chosen(person: Person, meeting: Meeting) -> bool:
    leading = Officer.objects.exclude(role=Officer.Role.ADJUSTER)
    return leading.filter(minutes__meeting=meeting, attendee__person=person).exists()


def resolutions_for(visitor: Visitor) -> ResolutionQuerySet:
    """What was decided at the meetings that they may see."""
    seen = meetings.meetings_for(visitor)
    return Resolution.objects.standing().filter(paragraph__minutes__meeting__in=seen)


def may_follow(visitor: Visitor, resolution: Resolution) -> bool:
    """Who says whose it is and by when: those who lead its meeting or prepare meetings."""
    return may_lead(visitor, resolution.paragraph.minutes.meeting)


def may_end(visitor: Visitor, resolution: Resolution) -> bool:
    """Who says that it is done: whose task it is, and those who follow it."""
    if not isinstance(visitor, Person) or resolution.task is None:
        return False
    return may_work_with(visitor, resolution.task) or may_follow(visitor, resolution)
