"""The notice: sent, called off, and those reminded who have not answered."""

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import ask_preparer, lock_meeting
from samverka.meetings.actions.inviting import who_is_asked
from samverka.meetings.actions.letters import write_to, write_to_all
from samverka.meetings.actions.placing import bring_along, recall
from samverka.meetings.actions.preparing import rules_of
from samverka.meetings.agenda import timed
from samverka.meetings.models import Meeting
from samverka.people.models import Person
from samverka.record.actions import write_history


def last_day_of_notice(meeting: Meeting) -> date:
    """The last day on which the notice is in time by the statutes."""
    return _before(meeting, rules_of(meeting.body).notice_days)


def last_day_of_papers(meeting: Meeting) -> date:
    return _before(meeting, rules_of(meeting.body).papers_days)


@transaction.atomic
def call_meeting(*, meeting: Meeting, by: Person, late_why: str = "") -> int:
    """Send the notice to everybody it is for; how many letters. Late, it needs a reason.

    What was tabled since the meeting was planned comes on its agenda first.
    """
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if not meeting.can_move(Meeting.State.CALLED):
        raise Refused(
            _("The notice of this meeting cannot be sent: it is “%(state)s”.")
            % {"state": meeting.get_state_display()}
        )
    _ask_ready(meeting)
    last = last_day_of_notice(meeting)
    is_late = timezone.localdate() > last
    if is_late and not late_why:
        raise Refused(
            _("By the statutes the last day for the notice was %(day)s. Write why it is late.")
            % {"day": date_format(last, "DATE_FORMAT")}
        )
    bring_along(meeting)
    recall(meeting)
    meeting.state, meeting.called_at = Meeting.State.CALLED, timezone.now()
    meeting.late_why = late_why if is_late else ""
    meeting.save()
    for one in who_is_asked(meeting):
        one.save()
    write_history(verb="called", of=meeting, by=by, late=is_late)
    return write_to_all(meeting, "notice")


@transaction.atomic
def call_newcomers(*, meeting: Meeting, by: Person) -> int:
    """Send the notice to those whom the meeting is for since it went out: a partner that has
    joined, somebody new at one. How many letters."""
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if not meeting.is_coming:
        raise Refused(_("Only before a meeting that has been called can more people be called."))
    agenda = timed(meeting.items.all(), meeting.starts_at)
    new = who_is_asked(meeting)
    for one in new:
        one.save()
        write_to(one, "notice", meeting=meeting, agenda=agenda)
    write_history(verb="called_more", of=meeting, by=by, number=len(new))
    return sum(bool(one.address) for one in new)


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, why: str, by: Person) -> Meeting:
    """Call it off. Those who have been called are told why, and it leaves their calendars."""
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if not (meeting.can_move(Meeting.State.CANCELLED) and meeting.may_be_planned):
        raise Refused(_("A meeting that has begun or been held cannot be called off."))
    was_called = meeting.is_called
    meeting.state, meeting.cancelled_why = Meeting.State.CANCELLED, why
    meeting.sequence += 1
    meeting.save()
    write_history(verb="cancelled", of=meeting, by=by)
    if was_called:
        write_to_all(meeting, "cancelled")
    return meeting


@transaction.atomic
def remind_silent(*, meeting: Meeting, by: Person) -> int:
    """A letter to each who has not answered, once; how many."""
    ask_preparer(by)
    meeting = lock_meeting(meeting)
    if not meeting.is_coming:
        raise Refused(_("Only before a meeting that has been called can people be reminded."))
    silent = meeting.attendees.silent().filter(reminded_at=None).select_related("person")
    written = [one for one in silent if one.address]
    if not written:
        raise Refused(_("All who can be written to have answered, or been reminded already."))
    for one in written:
        write_to(one, "reminder", meeting=meeting)
    meeting.attendees.filter(pk__in=[one.pk for one in written]).update(reminded_at=timezone.now())
    write_history(verb="reminded", of=meeting, by=by, number=len(written))
    return len(written)


def _before(meeting: Meeting, days: int) -> date:
    return timezone.localdate(meeting.starts_at) - timedelta(days=days)


def _ask_ready(meeting: Meeting) -> None:
    if meeting.starts_at <= timezone.now():
        raise Refused(_("That time has passed. Choose a later one."))
    if not (meeting.place or meeting.link):
        raise Refused(_("Say where the meeting is, or give a link, before you send the notice."))
    if not meeting.items.exists():
        raise Refused(_("Write what the meeting takes up before you send the notice."))
