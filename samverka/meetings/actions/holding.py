"""What every action here does first: hold the meeting's row, and ask who may."""

from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings import rules
from samverka.meetings.models import Meeting
from samverka.people.models import Person


def lock_meeting(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends."""
    return Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)


def ask_preparer(by: Person) -> None:
    if not rules.may_prepare(by):
        raise Refused(_("Only the coordinators and the working committee prepare meetings."))


def ask_planned(meeting: Meeting) -> None:
    """What has begun, or will not be, is not planned any more."""
    if not meeting.may_be_planned:
        raise Refused(
            _("This meeting is “%(state)s”, so its plan can no longer be changed.")
            % {"state": meeting.get_state_display()}
        )
