"""What meetings know about a person. What approved minutes say of who was there stays."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.meetings.models import (
    AgendaItem,
    Attendee,
    Meeting,
    Paper,
)
from samverka.people.models import Person

HELD = Q(state=Meeting.State.CALLED)
TOLD = ("food", "needs", "ride_place", "phone")


def _led(person: Person) -> list[Facts]:
    mine = Q(chair=person) | Q(secretary=person) | Q(made_by=person)
    return [
        {
            "title": row.title_sv,
            "at": row.starts_at,
            "chair": row.chair_id == person.pk,
            "secretary": row.secretary_id == person.pk,
        }
        for row in everywhere(Meeting).filter(mine).order_by("pk")
    ]


def _leave_meetings(person: Person) -> None:
    everywhere(Meeting).filter(chair=person).update(chair=None)
    everywhere(Meeting).filter(secretary=person).update(secretary=None)


def _attended(person: Person) -> list[Facts]:
    mine = Q(person=person) | Q(email__iexact=person.email)
    rows = everywhere(Attendee).filter(mine).select_related("meeting", "ride_from", "organisation")
    return [
        {
            "meeting": row.meeting.title_sv,
            "at": row.meeting.starts_at,
            "name": row.name,
            "organisation": str(row.organisation or ""),
            "answer": row.answer,
            "ride": chosen(row, "ride"),
            "ride_from": str(row.ride_from or ""),
            **{name: getattr(row, name) for name in TOLD},
        }
        for row in rows.order_by("pk")
    ]


def _forget_attending(person: Person) -> None:
    """Who was called to a meeting that was held, or has come to one, stays named there; from others
    they are taken."""
    mine = everywhere(Attendee).filter(Q(person=person) | Q(email__iexact=person.email))
    held = everywhere(Meeting).filter(HELD, ends_at__lt=timezone.now())
    mine.filter(presence=None).exclude(meeting__in=held).delete()
    nothing = dict.fromkeys(TOLD, "")
    mine.update(person=None, email="", ride_from=None, **nothing)


def _presented(person: Person) -> list[Facts]:
    rows = everywhere(AgendaItem).filter(responsible=person).select_related("meeting")
    return [{"title": row.title_sv, "meeting": row.meeting.title_sv} for row in rows.order_by("pk")]


def _papers(person: Person) -> list[Facts]:
    rows = everywhere(Paper).filter(added_by=person).defer("content").order_by("pk")
    return [{"name": row.name, "at": row.added_at} for row in rows]


MEETINGS = PersonalData(
    name="meetings_led",
    title=_("Meetings you prepare or lead"),
    models=("meetings.Meeting",),
    collect=_led,
    erase=_leave_meetings,
    when_erased=_("They stay without your name, but minutes that are approved keep it."),
)
ATTENDED = PersonalData(
    name="meetings_attended",
    title=_("Meetings you are called to or were at"),
    models=("meetings.Attendee",),
    collect=_attended,
    erase=_forget_attending,
    when_erased=_(
        "You are taken off the lists of meetings to come. Where you were there, your name stays,"
        " because the minutes say who took part."
    ),
)
PRESENTED = PersonalData(
    name="agenda_items",
    title=_("What you present at meetings"),
    models=("meetings.AgendaItem",),
    collect=_presented,
    when_erased=_("They stay on the agenda without your name."),
)
PAPERS = PersonalData(
    name="meeting_papers",
    title=_("Papers you have added to meetings"),
    models=("meetings.Paper",),
    collect=_papers,
    when_erased=_("They stay as papers of the meeting, without your name."),
)
