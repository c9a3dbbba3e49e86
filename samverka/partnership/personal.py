"""What the partnership knows about a person, and what it keeps of it when they go."""

from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.partnership.actions.comings import tell_if_deserted, tell_of_empty_seat
from samverka.partnership.middleware import working_for
from samverka.partnership.models import (
    Appointment,
    ContactRole,
    Import,
    Invitation,
    Membership,
    Partnership,
    Seat,
)
from samverka.partnership.rules import coordinators
from samverka.people.models import Person


def _memberships(person: Person) -> list[Facts]:
    rows = everywhere(Membership).filter(person=person).select_related("organisation")
    return [
        {"organisation": row.organisation.name, "since": row.since, "until": row.until}
        for row in rows.order_by("pk")
    ]


def _end_memberships(person: Person) -> None:
    rows = everywhere(Membership).filter(person=person, until=None)
    for row in rows.select_related("organisation", "partnership"):
        row.until = timezone.localdate()
        row.save()
        with working_for(row.partnership):
            tell_if_deserted(row.organisation)


def _invitations(person: Person) -> list[Facts]:
    rows = everywhere(Invitation).filter(email=person.email).select_related("organisation")
    return [
        {"to": row.organisation.name, "sent": row.sent_at, "answer": row.state}
        for row in rows.order_by("pk")
    ]


def _forget_invitations(person: Person) -> None:
    everywhere(Invitation).filter(email=person.email).delete()


def _appointments(person: Person) -> list[Facts]:
    rows = everywhere(Appointment).filter(person=person).select_related("partnership")
    return [
        {"coordinator_of": str(row.partnership), "since": row.since, "until": row.until}
        for row in rows.order_by("pk")
    ]


def _forget_appointments(person: Person) -> None:
    everywhere(Appointment).filter(person=person).delete()


def _seats(person: Person) -> list[Facts]:
    return [
        {
            "organisation": row.organisation.name,
            "as": "deputy" if row.deputy_id == person.pk else "member",
            "convener": row.convener,
            "since": row.since,
            "until": row.until,
            "handover": row.handover,
        }
        for row in _seats_of(person).order_by("pk")
    ]


def _seats_of(person: Person) -> QuerySet[Seat]:
    seats = everywhere(Seat).filter(Q(person=person) | Q(deputy=person))
    return seats.select_related("organisation", "partnership")


def _keep_names_of_seats(person: Person) -> None:
    """Who sat in the committee is a public record: the name stays as text, the account goes."""
    for seat in _seats_of(person):
        if seat.person_id == person.pk:
            seat.person, seat.person_name = None, person.name
        else:
            seat.deputy, seat.deputy_name = None, person.name
        seat.save()
        if not seat.is_over:
            with working_for(seat.partnership):
                tell_of_empty_seat(seat)


def _contacts(person: Person) -> list[Facts]:
    rows = everywhere(ContactRole).filter(email__iexact=person.email)
    return [
        {"organisation": row.organisation.name, "as": row.purpose, "phone": row.phone}
        for row in rows.select_related("organisation").order_by("pk")
    ]


def _forget_contacts(person: Person) -> None:
    rows = everywhere(ContactRole).filter(email__iexact=person.email)
    rows.update(person_name="", email="", phone="")


def _imports(person: Person) -> list[Facts]:
    rows = everywhere(Import).filter(by=person).order_by("pk")
    return [{"name": row.name, "at": row.read_at} for row in rows]


def in_the_way(person: Person) -> str:
    """A partnership without a coordinator has nobody who can appoint one."""
    for partnership in _coordinated(person):
        with working_for(partnership):
            if [one.pk for one in coordinators()] == [person.pk]:
                return _(
                    "%(partnership)s has no other coordinator. Another must be appointed before"
                    " this account can be closed."
                ) % {"partnership": partnership}
    return ""


def _coordinated(person: Person) -> Iterable[Partnership]:
    rows = everywhere(Appointment).filter(person=person)
    return Partnership.objects.filter(pk__in=rows.values("partnership"))


def _names(*models: type[Model]) -> tuple[str, ...]:
    return tuple(model._meta.label for model in models)


MEMBERSHIPS = PersonalData(
    name="organisations",
    title=_("Organisations you belong to, or have belonged to"),
    models=_names(Membership),
    collect=_memberships,
    erase=_end_memberships,
    when_erased=_("They go. The coordinators are told when an organisation is left with nobody."),
)
INVITATIONS = PersonalData(
    name="invitations",
    title=_("Invitations to you"),
    models=_names(Invitation),
    collect=_invitations,
    erase=_forget_invitations,
    when_erased=_("They go, answered or not."),
)
CONTACTS = PersonalData(
    name="contacts",
    title=_("As contact of an organisation"),
    models=_names(ContactRole),
    collect=_contacts,
    erase=_forget_contacts,
    when_erased=_("Your name, e-mail and telephone go; that there is such a contact stays."),
)
IMPORTS = PersonalData(
    name="imports",
    title=_("Tables you have read in"),
    models=_names(Import),
    collect=_imports,
    when_erased=_("They go; they are forgotten after a day in any case."),
)
APPOINTMENTS = PersonalData(
    name="coordinator",
    title=_("As coordinator"),
    models=_names(Appointment),
    collect=_appointments,
    erase=_forget_appointments,
    when_erased=_("They go."),
)
SEATS = PersonalData(
    name="seats",
    title=_("Seats in the working committee"),
    models=_names(Seat),
    collect=_seats,
    erase=_keep_names_of_seats,
    when_erased=_(
        "Your name stays at your seats, because who sat there is a public record. The convener"
        " and the coordinators are told, so that the seat can be filled."
    ),
)
