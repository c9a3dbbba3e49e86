"""The meeting is opened, and closed; somebody leads it, writes, and checks the minutes."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import lock_meeting
from samverka.meetings.models import Attendee, Meeting
from samverka.minutes.actions.attendance import arrive
from samverka.minutes.actions.holding import ask_leader, hold_for_leader
from samverka.minutes.models import Minutes, Officer, Paragraph
from samverka.people.models import Person
from samverka.record.actions import write_history

CHAIR, SECRETARY, ADJUSTER = Officer.Role.CHAIR, Officer.Role.SECRETARY, Officer.Role.ADJUSTER


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: Person) -> Minutes:
    """Begin: on its day or after it, for minutes may be written of what was held on paper.

    The chair and the secretary who were planned are there and have their places.
    """
    ask_leader(by, meeting)
    meeting = lock_meeting(meeting)
    found = Minutes.objects.filter(meeting=meeting).first()
    if found:
        return found
    if not meeting.may_be_opened:
        raise Refused(
            _("A meeting can be opened on its day or after it, when its notice has gone out.")
        )
    minutes = Minutes.objects.create(meeting=meeting)
    for person_id, role in ((meeting.chair_id, CHAIR), (meeting.secretary_id, SECRETARY)):
        planned = meeting.attendees.filter(person_id=person_id).first() if person_id else None
        if planned and not minutes.officers.filter(attendee=planned).exists():
            Officer.objects.create(minutes=minutes, attendee=planned, role=role)
            arrive(minutes, planned, by_link=planned.answer == Attendee.Answer.LINK)
    write_history(verb="opened", of=minutes, by=by)
    return minutes


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: Person) -> Minutes:
    """End it. The minutes may still be written in; nobody asks to speak or votes any more."""
    minutes = hold_for_leader(meeting, by)
    if not minutes.can_move(Minutes.State.WRITING):
        raise Refused(_("The meeting is closed already."))
    now = timezone.now()
    if minutes.paragraphs.filter(ballots__state="open").exists():
        raise Refused(_("A vote is open. Count or stop it before you close the meeting."))
    minutes.paragraphs.filter(state=Paragraph.State.NOW).update(
        state=Paragraph.State.DONE, ended_at=now
    )
    minutes.state, minutes.closed_at = Minutes.State.WRITING, now
    minutes.save()
    write_history(verb="closed", of=minutes, by=by)
    return minutes


@transaction.atomic
def reopen_meeting(*, meeting: Meeting, by: Person) -> Minutes:
    """Undo: it was closed too early."""
    minutes = hold_for_leader(meeting, by)
    if not minutes.can_move(Minutes.State.GOING_ON):
        raise Refused(_("The meeting goes on."))
    minutes.state, minutes.closed_at = Minutes.State.GOING_ON, None
    minutes.save()
    write_history(verb="reopened", of=minutes, by=by)
    return minutes


@transaction.atomic
def choose_officer(*, meeting: Meeting, attendee: Attendee, role: str, by: Person) -> Officer:
    """The meeting chose somebody. There is one chair and one secretary: the new one follows."""
    minutes = hold_for_leader(meeting, by)
    if attendee.meeting_id != meeting.pk or not minutes.presences.filter(attendee=attendee):
        raise Refused(_("Only somebody who is at the meeting can be chosen."))
    if role == ADJUSTER:
        if minutes.officers.filter(attendee=attendee).exists():
            raise Refused(_("Somebody who leads, writes or checks already cannot be chosen."))
        officer = Officer.objects.create(minutes=minutes, attendee=attendee, role=role)
    else:
        minutes.officers.filter(attendee=attendee).delete()
        minutes.officers.filter(role=role).delete()
        officer = Officer.objects.create(minutes=minutes, attendee=attendee, role=role)
    write_history(verb="chosen", of=minutes, by=by, role_given=role, attendee=attendee.pk)
    return officer


@transaction.atomic
def unchoose_officer(*, officer: Officer, by: Person) -> None:
    """Take it back."""
    minutes = hold_for_leader(officer.minutes.meeting, by)
    write_history(
        verb="unchosen", of=minutes, by=by, role_given=officer.role, attendee=officer.attendee_id
    )
    minutes.officers.filter(pk=officer.pk).delete()
