"""Meetings of the demonstration: one to come, one that was held, one that is being prepared."""

from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.utils import timezone

from samverka.meetings.models import AgendaItem, Attendee, Body, Meeting
from samverka.partnership.models import Municipality, Organisation
from samverka.people.models import Person
from samverka.plan.models import ActivityList

COMES_IN, WAS_AGO, COMMITTEE_IN = 20, 90, 34  # days
CALLED_BEFORE = 24  # days before a meeting its notice went out
Kind = AgendaItem.Kind


class Taken(NamedTuple):
    """One thing on an agenda."""

    kind: AgendaItem.Kind
    minutes: int
    title_sv: str
    title_en: str
    about_sv: str = ""
    about_en: str = ""
    recalls: bool = False


AGENDA = (
    Taken(Kind.INFORMATION, 10, "Välkomna och närvaro", "Welcome and attendance"),
    Taken(Kind.INFORMATION, 20, "Sedan sist", "Since last time", recalls=True),
    Taken(
        Kind.DECISION,
        30,
        "Aktivitetslista för nästa år",
        "Activity list for next year",
        "Arbetsutskottet föreslår två Samhällssamtal, fyra stormöten och en gemensam utbildning i "
        "att räkna ideell tid.",
        "The working committee proposes two Community Talks, four assembly meetings and a joint "
        "course in counting voluntary time.",
    ),
    Taken(
        Kind.DISCUSSION,
        25,
        "Tema för vårens Samhällssamtal",
        "Theme of the Community Talk in spring",
    ),
    Taken(Kind.BREAK, 30, "Kaffe och utbyte", "Coffee and exchange"),
    Taken(Kind.INFORMATION, 15, "Uppgifter och avslut", "Tasks and closing"),
)
HELD = (
    Taken(Kind.INFORMATION, 10, "Mötet öppnas", "The meeting opens"),
    Taken(Kind.DISCUSSION, 45, "Hur får fler en väg in?", "How do more people find a way in?"),
    Taken(Kind.INFORMATION, 5, "Mötet avslutas", "The meeting closes"),
)
PREPARED = (
    Taken(Kind.DECISION, 10, "Dagordning", "Agenda"),
    Taken(Kind.DISCUSSION, 40, "Nästa stormöte", "The next assembly meeting"),
)


def make_meetings(people: dict[str, Person]) -> None:
    """The dates count from today. All of it is invented, and marked so."""
    coming = _meeting(
        people,
        Body.ASSEMBLY,
        "Stormöte",
        "Assembly meeting",
        in_days=COMES_IN,
        state=Meeting.State.CALLED,
    )
    held = _meeting(
        people,
        Body.ASSEMBLY,
        "Stormöte om vägar in",
        "Assembly meeting on ways in",
        in_days=-WAS_AGO,
        state=Meeting.State.CALLED,
    )
    prepared = _meeting(
        people,
        Body.COMMITTEE,
        "Arbetsutskottets möte",
        "Meeting of the working committee",
        in_days=COMMITTEE_IN,
        state=Meeting.State.DRAFT,
    )
    for meeting, agenda in ((coming, AGENDA), (held, HELD), (prepared, PREPARED)):
        _write_agenda(meeting, agenda)
    _link_list(coming)
    _answer(coming, people)
    _were_there(held, people)


def _meeting(
    people: dict[str, Person],
    body: Body,
    title_sv: str,
    title_en: str,
    *,
    in_days: int,
    state: Meeting.State,
) -> Meeting:
    starts, ends = _moment(in_days, 13), _moment(in_days, 16)
    called = starts - timedelta(days=CALLED_BEFORE)
    return Meeting.objects.create(
        body=body,
        title_sv=title_sv,
        title_en=title_en,
        starts_at=starts,
        ends_at=ends,
        place_sv="Platsen visas inte i exemplet",
        place_en="The place is not shown in the example",
        municipality=Municipality.objects.get(name="Örebro"),
        link="https://video.example/samverka",
        answer_by=timezone.localdate(starts) - timedelta(days=7),
        state=state,
        chair=people["nils"],
        secretary=people["elsa"],
        made_by=people["elsa"],
        called_at=None if state == Meeting.State.DRAFT else called,
        example=True,
    )


def _moment(in_days: int, hour: int) -> datetime:
    day = timezone.localdate() + timedelta(days=in_days)
    return timezone.make_aware(datetime.combine(day, time(hour)))


def _write_agenda(meeting: Meeting, agenda: tuple[Taken, ...]) -> None:
    for n, one in enumerate(agenda, start=1):
        AgendaItem.objects.create(meeting=meeting, place=n, **one._asdict())


def _link_list(meeting: Meeting) -> None:
    """Next year's list, where the demonstration has one that waits for its decision."""
    next_year = ActivityList.objects.filter(year=timezone.localdate().year + 1).first()
    if next_year and not next_year.is_decided:
        meeting.items.filter(kind=Kind.DECISION).update(activity_list=next_year)


def _answer(meeting: Meeting, people: dict[str, Person]) -> None:
    """Amina wants a ride and Ruth offers one."""
    greenery = Organisation.objects.get(slug="foreningen-gronskan")
    workshop = Organisation.objects.get(slug="ideverkstaden")
    orebro = Municipality.objects.get(name="Örebro")
    kumla = Municipality.objects.get(name="Kumla")
    room, link = Attendee.Answer.ROOM, Attendee.Answer.LINK
    wants, offers = Attendee.Ride.WANTS, Attendee.Ride.OFFERS
    co_opted = Attendee.Part.CO_OPTED
    told: dict[str, dict[str, object]] = {
        "amina": {"organisation": greenery, "answer": room, "food": "Vegetariskt", "ride": wants},
        "rut": {"organisation": workshop, "answer": room, "ride": offers, "ride_seats": 2},
        "nils": {"organisation": greenery, "answer": room, "part": co_opted},
        "elsa": {"answer": link, "part": co_opted},
    }
    places = {
        "amina": {"ride_from": orebro, "ride_place": "Resecentrum"},
        "rut": {"ride_from": kumla, "ride_place": "Stationen"},
    }
    for name, facts in told.items():
        _attendee(meeting, people[name], **facts, **places.get(name, {}))


def _were_there(meeting: Meeting, people: dict[str, Person]) -> None:
    workshop = Organisation.objects.get(slug="ideverkstaden")
    greenery = Organisation.objects.get(slug="foreningen-gronskan")
    _attendee(meeting, people["amina"], organisation=greenery, answer="room")
    _attendee(meeting, people["rut"], organisation=workshop, answer="room")
    for name in ("nils", "elsa"):
        _attendee(meeting, people[name], part=Attendee.Part.CO_OPTED, answer="room")


def _attendee(meeting: Meeting, person: Person, **facts: object) -> None:
    Attendee.objects.create(
        meeting=meeting,
        person=person,
        name=person.name,
        answered_at=meeting.called_at,
        joined_at=meeting.called_at or timezone.now(),
        **facts,
    )
