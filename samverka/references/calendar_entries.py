"""A meeting of a group as an entry in a calendar, in the language of the reader."""

from django.utils.translation import gettext as _

from samverka.common.calendar_files import Entry
from samverka.references.models import EngagementMeeting


def entry_of(meeting: EngagementMeeting) -> Entry:
    """The same entry for ever: what changes or is called off has a higher `sequence`."""
    link = _("Link: %(link)s") % {"link": meeting.link} if meeting.link else ""
    return Entry(
        key=f"engagement-meeting-{meeting.pk}",
        title=title_of(meeting),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        words=link,
        place=meeting.place,
        address=meeting.engagement.get_absolute_url(),
        sequence=meeting.sequence,
        cancelled=meeting.cancelled,
        changed=meeting.updated_at,
        busy=True,
    )


def title_of(meeting: EngagementMeeting) -> str:
    return _("Reference group: %(title)s") % {"title": meeting.engagement.title}
