"""A meeting as an entry in a calendar, in the language of the reader."""

from django.utils.translation import gettext as _

from samverka.common.calendar_files import Entry
from samverka.meetings.models import Meeting


def entry_of(meeting: Meeting) -> Entry:
    """The same entry for ever: what changes or is cancelled has a higher `sequence`."""
    words: list[str] = [meeting.about]
    if meeting.link:
        words.append(_("Link: %(link)s") % {"link": meeting.link})
    return Entry(
        key=f"meeting-{meeting.pk}",
        title=meeting.title,
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        words="\n\n".join(filter(None, words)),
        place=meeting.place,
        address=meeting.get_absolute_url(),
        sequence=meeting.sequence,
        cancelled=meeting.state == Meeting.State.CANCELLED,
        changed=meeting.updated_at,
        busy=True,
    )
