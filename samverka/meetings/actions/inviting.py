"""Whom a meeting is for: the people of the partners, or those who have a seat."""

from collections.abc import Iterator

from django.utils import timezone

from samverka.meetings.models import Attendee, Body, Meeting
from samverka.partnership.models import ContactRole, Membership, Organisation, Seat
from samverka.partnership.rules import carers, coordinators

MEMBER, DEPUTY, CO_OPTED = Attendee.Part.MEMBER, Attendee.Part.DEPUTY, Attendee.Part.CO_OPTED


def who_is_asked(meeting: Meeting) -> list[Attendee]:
    """Everybody the notice is for and who is not on the list yet; not saved."""
    found = _of_partners(meeting) if meeting.body == Body.ASSEMBLY else _of_committee(meeting)
    rows = list(meeting.attendees.all())
    people = {one.person_id for one in rows if one.person_id}
    names = {(one.name, one.organisation_id) for one in rows if not one.person_id}
    asked = []
    for one in (*found, *_leading(meeting)):
        mark = (one.name, one.organisation_id)
        if one.person_id in people or (one.person_id is None and mark in names):
            continue
        people |= {one.person_id} if one.person_id else set()
        names |= set() if one.person_id else {mark}
        asked.append(one)
    return asked


def _of_partners(meeting: Meeting) -> Iterator[Attendee]:
    """All who work at a partner; where nobody has an account, its first contact."""
    partners = Organisation.objects.partners()
    members = Membership.objects.current().filter(organisation__in=partners, person__is_active=True)
    reached = set()
    for one in members.select_related("person", "organisation"):
        reached.add(one.organisation_id)
        yield Attendee(
            meeting=meeting, person=one.person, name=str(one.person), organisation=one.organisation
        )
    rest = partners.exclude(pk__in=reached)
    contacts: dict[int, ContactRole] = {}
    for role in ContactRole.objects.filter(organisation__in=rest).exclude(email=""):
        contacts.setdefault(role.organisation_id, role)
    for organisation in rest:
        if contact := contacts.get(organisation.pk):
            name = contact.person_name or organisation.name
            yield Attendee(
                meeting=meeting, name=name, email=contact.email, organisation=organisation
            )
    for person in carers():
        yield Attendee(meeting=meeting, person=person, name=str(person), part=CO_OPTED)


def _of_committee(meeting: Meeting) -> Iterator[Attendee]:
    """Those who fill a seat that day, and their deputies; the coordinators come along."""
    for seat in Seat.objects.on(timezone.localdate(meeting.starts_at)).with_people():
        for part, person, name in (
            (MEMBER, seat.person, seat.holder),
            (DEPUTY, seat.deputy, seat.stand_in),
        ):
            if name:
                yield Attendee(
                    meeting=meeting,
                    person=person,
                    name=name,
                    organisation=seat.organisation,
                    part=part,
                )
    for coordinator in coordinators():
        yield Attendee(meeting=meeting, person=coordinator, name=str(coordinator), part=CO_OPTED)


def _leading(meeting: Meeting) -> Iterator[Attendee]:
    for person in (meeting.chair, meeting.secretary):
        if person:
            yield Attendee(meeting=meeting, person=person, name=str(person), part=CO_OPTED)


def nobody_to_write_to() -> list[Organisation]:
    """Partners that no letter reaches: no account, and no contact with an address."""
    return list(Organisation.objects.partners().with_nobody_to_write_to().order_by("name"))
