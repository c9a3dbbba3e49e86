"""Talks as entries of calendars: the same one when a talk is moved or cancelled."""

from django.utils.translation import gettext as _

from samverka.common.calendar_files import Entry
from samverka.talks.models import Talk


def entry_of(talk: Talk, *, with_link: bool = False, busy: bool = False) -> Entry:
    """`with_link` tells where one takes part from afar: only to those who have registered."""
    title: str = talk.title
    if talk.is_cancelled:
        title = _("Cancelled: %(title)s") % {"title": title}
    words: list[str] = [talk.summary]
    if with_link and talk.link:
        words.append(_("Take part from afar: %(address)s") % {"address": talk.link})
    return Entry(
        key=f"talk-{talk.pk}",
        title=title,
        starts=talk.starts_at,
        ends=talk.ends_at,
        words="\n\n".join(filter(None, words)),
        place=talk.place,
        address=talk.get_absolute_url(),
        sequence=talk.sequence,
        cancelled=talk.is_cancelled,
        changed=talk.updated_at,
        busy=busy,
    )
