"""Who may see a meeting, prepare it, lead it, and write its minutes."""

from samverka.meetings.models import Attendee, Meeting
from samverka.meetings.models.meeting import MeetingQuerySet
from samverka.partnership.rules import Visitor, may_care_for_ideas, may_see_what_partners_see
from samverka.people.models import Person


def may_prepare(visitor: Visitor) -> bool:
    """Coordinators and the working committee plan meetings and write their agendas."""
    return may_care_for_ideas(visitor)


def meetings_for(visitor: Visitor) -> MeetingQuerySet:
    """Partners see assemblies whose notice is out; those who prepare see everything."""
    if may_prepare(visitor):
        return Meeting.objects.all()
    if may_see_what_partners_see(visitor):
        return Meeting.objects.of_partners()
    return Meeting.objects.none()


def may_lead(visitor: Visitor, meeting: Meeting) -> bool:
    """The chair and the secretary of the meeting; before they are chosen, those who prepare it.

    Those who prepare may always step in: a chair can fall ill on the day.
    """
    return isinstance(visitor, Person) and (
        visitor.pk in (meeting.chair_id, meeting.secretary_id) or may_prepare(visitor)
    )


def attendee_of(visitor: Visitor, meeting: Meeting) -> Attendee | None:
    """This person at this meeting; None for who is not on the list."""
    if not isinstance(visitor, Person):
        return None
    return meeting.attendees.filter(person=visitor).select_related("organisation").first()
