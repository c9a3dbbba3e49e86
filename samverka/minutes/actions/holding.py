"""What every action here does first: hold the row of the minutes, and ask who may.

Everything that changes what those in the room see goes through `hold_for_leader` or
`hold_for_one_there`: both hold the minutes until the transaction ends, so that two who press at the
same moment come one after the other, and both count up `changes`.
"""

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.models import Minutes, Paragraph, Presence
from samverka.minutes.rules import may_lead
from samverka.people.models import Person


def lock_minutes(meeting: Meeting) -> Minutes:
    """The minutes as they are now, held until the transaction ends."""
    rows = Minutes.objects.select_for_update(of=("self",)).select_related("meeting")
    found = rows.filter(meeting=meeting).first()
    if found is None:
        raise Refused(_("The meeting is not opened yet."))
    return found


def ask_leader(by: Person, meeting: Meeting) -> None:
    if not may_lead(by, meeting):
        raise Refused(_("Only those who lead the meeting do this."))


def hold_for_leader(meeting: Meeting, by: Person) -> Minutes:
    """For those who lead: as long as the minutes are written, which is past the meeting's end."""
    ask_leader(by, meeting)
    minutes = lock_minutes(meeting)
    if minutes.is_locked:
        raise Refused(
            _("The minutes are approved and locked. Correct them at a later meeting instead.")
        )
    if not minutes.may_be_written:
        raise Refused(_("The minutes are with the adjusters. Take them back before you change."))
    show(minutes)
    return minutes


def hold_for_one_there(attendee: Attendee, *, is_seen: bool = True) -> tuple[Minutes, Presence]:
    """For somebody in the room or on the link, while the meeting goes on. `is_seen`: the others
    see what comes of it; of a vote they see nothing until it is counted."""
    minutes = lock_minutes(attendee.meeting)
    if not minutes.is_going_on:
        raise Refused(_("The meeting is closed."))
    presence = minutes.presences.there().filter(attendee=attendee).first()
    if presence is None:
        raise Refused(_("Say first that you are here."))
    if is_seen:
        show(minutes)
    return minutes, presence


def show(minutes: Minutes) -> None:
    """Those who look on ask anew when this number has changed."""
    minutes.changes += 1
    minutes.save(update_fields=["changes"])


def now_of(minutes: Minutes, at: int | None = None) -> Paragraph:
    """The paragraph that the meeting is at. `at` is the one that somebody was writing of."""
    found = minutes.paragraphs.select_related("item").filter(state=Paragraph.State.NOW).first()
    if found is None:
        raise Refused(_("The meeting is between two points of its agenda."))
    if at is not None and at != found.pk:
        raise Refused(
            _(
                "The meeting has gone on to another point. See if your words belong here, send"
                " again."
            )
        )
    return found
