"""Who comes, by link or not at all; who comes instead; and what is forgotten afterwards."""

from dataclasses import dataclass, fields
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from samverka.common.refusal import Refused
from samverka.meetings.actions.holding import lock_meeting
from samverka.meetings.actions.letters import write_to
from samverka.meetings.actions.riding import end_rides_of
from samverka.meetings.models import Attendee, Body, Meeting
from samverka.meetings.rides import TAKEN
from samverka.meetings.rules import meetings_for
from samverka.partnership.models import Municipality
from samverka.partnership.rules import organisations_of
from samverka.people.models import Person
from samverka.record.actions import write_history
from samverka.record.models import History

REMEMBERED = timedelta(days=1)  # after a meeting: who rode along may have to be reached


@dataclass(frozen=True)
class Reply:
    """What somebody answers. Rides are for those who come to the room."""

    answer: str
    food: str = ""
    needs: str = ""
    ride: str = Attendee.Ride.NONE
    ride_from: Municipality | None = None
    ride_place: str = ""
    ride_seats: int = 0
    phone: str = ""

    def put_into(self, attendee: Attendee) -> None:
        for one in fields(self):
            setattr(attendee, one.name, getattr(self, one.name))
        if self.answer != Attendee.Answer.ROOM:
            attendee.ride = Attendee.Ride.NONE
        if attendee.ride == Attendee.Ride.NONE:
            attendee.ride_from, attendee.ride_place, attendee.phone = None, "", ""
        if attendee.ride != Attendee.Ride.OFFERS:
            attendee.ride_seats = 0


@transaction.atomic
def answer_meeting(*, attendee: Attendee, reply: Reply) -> Attendee:
    """Say whether one comes, and how. It may be changed until the meeting begins."""
    meeting = lock_meeting(attendee.meeting)
    _ask_coming(meeting)
    row = _fresh(attendee)
    before = row.ride
    reply.put_into(row)
    row.answered_at = timezone.now()
    taken = row.passengers.filter(state__in=TAKEN).count()
    if row.ride == Attendee.Ride.OFFERS == before and row.ride_seats < taken:
        raise Refused(_("More than that have asked or been promised a seat. Answer them first."))
    row.save()
    if row.ride != before:
        end_rides_of(row)
    write_history(verb="answered", of=row, role=History.Role.OWNER, answer=row.answer)
    return row


@transaction.atomic
def name_deputy(*, attendee: Attendee, name: str, email: str) -> Attendee:
    """Somebody comes instead: they are put on the list, and get the notice where they have an
    address."""
    meeting = lock_meeting(attendee.meeting)
    _ask_coming(meeting)
    row = _fresh(attendee)
    email = email.lower()
    on_list = [one for one in meeting.attendees.select_related("person") if email]
    if any(one.address.lower() == email for one in on_list):
        raise Refused(_("Whoever has that address is on the list already."))
    standing = meeting.attendees.filter(stands_in_for=row.name, organisation=row.organisation)
    if standing.exclude(answer=Attendee.Answer.NO).exists():
        raise Refused(_("Somebody comes instead of you already. They have to say no first."))
    person = Person.objects.filter(email=email, is_active=True).first() if email else None
    deputy = Attendee.objects.create(
        meeting=meeting,
        organisation=row.organisation,
        person=person,
        name=name,
        email="" if person else email,
        part=Attendee.Part.DEPUTY,
        stands_in_for=row.name,
    )
    Reply(Attendee.Answer.NO).put_into(row)
    row.answered_at = timezone.now()
    row.save()
    end_rides_of(row)
    write_history(verb="deputy_named", of=row, role=History.Role.OWNER, deputy=deputy.pk)
    write_to(deputy, "deputy", meeting=meeting)
    return deputy


@transaction.atomic
def join_list(*, meeting: Meeting, person: Person) -> Attendee:
    """Somebody whom the notice did not reach, and who sees the meeting, joins the list."""
    meeting = lock_meeting(meeting)
    _ask_coming(meeting)
    if not meetings_for(person).filter(pk=meeting.pk).exists():
        raise Refused(_("This meeting is not open to you."))
    return put_on_list(meeting, person)


def put_on_list(meeting: Meeting, person: Person) -> Attendee:
    """Their row, made where there is none: for the partner where they work, at an assembly."""
    found = meeting.attendees.filter(person=person).first()
    if found:
        return found
    home = organisations_of(person).partners().first() if meeting.body == Body.ASSEMBLY else None
    return Attendee.objects.create(
        meeting=meeting,
        person=person,
        name=str(person),
        organisation=home,
        part=Attendee.Part.MEMBER if home else Attendee.Part.CO_OPTED,
    )


def forget_answers(*, now: datetime) -> int:
    """What people eat, need, and where they are picked up goes when the meeting is over."""
    over = Meeting.objects.filter(ends_at__lt=now - REMEMBERED)
    told = Attendee.objects.filter(meeting__in=over)
    kept = dict.fromkeys(("food", "needs", "ride_place", "phone"), "")
    something = told.exclude(**kept) | told.exclude(ride_from=None)
    return something.update(ride_from=None, **kept)


def _ask_coming(meeting: Meeting) -> None:
    if not meeting.is_coming:
        raise Refused(_("The meeting has begun or is over, so this can no longer be changed."))


def _fresh(attendee: Attendee) -> Attendee:
    rows = Attendee.objects.select_for_update(of=("self",))
    return rows.select_related("organisation").get(pk=attendee.pk)
