"""A meeting with an applicant as an entry of calendars: the same one when it is moved."""

from datetime import timedelta

from django.utils.translation import gettext as _

from samverka.common.calendar_files import Entry
from samverka.grants.models import GrantApplication, OfferedTime


def entry_of(time: OfferedTime, application: GrantApplication, *, ours: bool) -> Entry:
    """For those who handle it, or for the applicant. Whatever changes raises the application's
    version, so a later entry has a higher sequence, also when another time is booked."""
    title = (
        _("Meeting with %(name)s about their application") % {"name": application.name}
        if ours
        else _("Meeting about your application: %(title)s") % {"title": application.title}
    )
    return Entry(
        key=f"grant-meeting-{application.number}",
        title=title,
        starts=time.starts_at,
        ends=time.starts_at + timedelta(minutes=time.minutes),
        place=time.place,
        address=application.get_absolute_url() if ours else application.own_url,
        sequence=application.version,
        busy=True,
    )
