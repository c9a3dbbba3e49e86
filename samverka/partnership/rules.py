"""Who may do what in the partnership. Rights that come with a seat end with its term."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone

from samverka.common.tenancy import current_partnership_id, everywhere
from samverka.partnership.models import Appointment, Membership, Organisation, Seat
from samverka.partnership.models.committee import HANDING_OVER
from samverka.partnership.models.organisations import OrganisationQuerySet
from samverka.people.models import Consent, Person

Visitor = AbstractBaseUser | AnonymousUser
LEFT_LATELY = timedelta(days=30)  # so long can it be taken back


def is_coordinator(visitor: Visitor) -> bool:
    if not isinstance(visitor, Person):
        return False
    return Appointment.objects.on(timezone.localdate()).filter(person=visitor).exists()


def sits_in_committee(visitor: Visitor) -> bool:
    if not isinstance(visitor, Person):
        return False
    return Seat.objects.on(timezone.localdate()).of(visitor).exists()


def may_seat(visitor: Visitor) -> bool:
    """Coordinators and the convener say who sits in the working committee."""
    if not isinstance(visitor, Person):
        return False
    convenes = Seat.objects.on(timezone.localdate()).filter(convener=True, person=visitor)
    return is_coordinator(visitor) or convenes.exists()


def may_hand_over(visitor: Visitor) -> bool:
    """Those whose seat begins or ends about now, or lasts, and the coordinators."""
    if not isinstance(visitor, Person):
        return False
    today, near = timezone.localdate(), timedelta(days=HANDING_OVER)
    seats = Seat.objects.overlapping(today - near, today + near).of(visitor)
    return is_coordinator(visitor) or seats.exists()


def works_at(visitor: Visitor, organisation: Organisation) -> bool:
    """Belongs to the organisation now; who has left it has no more rights there than a stranger."""
    if not isinstance(visitor, Person) or not visitor.is_active:
        return False
    return Membership.objects.current().filter(person=visitor, organisation=organisation).exists()


def works_at_a_partner(visitor: Visitor) -> bool:
    if not isinstance(visitor, Person):
        return False
    partners = Organisation.objects.partners()
    mine = Membership.objects.current().filter(person=visitor)
    return mine.filter(organisation__in=partners).exists()


def may_edit(visitor: Visitor, organisation: Organisation) -> bool:
    """Its own staff while it is a partner, and coordinators at any time."""
    staff = organisation.is_partner and works_at(visitor, organisation)
    return staff or is_coordinator(visitor)


def may_read(visitor: Visitor, organisation: Organisation) -> bool:
    """Partners are for everybody; those that have left, or not joined yet, for coordinators."""
    return organisation.is_partner or is_coordinator(visitor)


def may_see_what_partners_see(visitor: Visitor) -> bool:
    return works_at_a_partner(visitor) or may_care_for_ideas(visitor)


def may_look_after_partners(visitor: Visitor) -> bool:
    """Take organisations in, let them leave, look back at those that have left."""
    return is_coordinator(visitor)


def may_care_for_ideas(visitor: Visitor) -> bool:
    """Coordinators and the working committee take care of what comes in."""
    return is_coordinator(visitor) or sits_in_committee(visitor)


def carers() -> QuerySet[Person]:
    """Everybody who may take care of ideas today, each once."""
    today = timezone.localdate()
    seats = Seat.objects.on(today)
    care = (
        Q(pk__in=Appointment.objects.on(today).values("person"))
        | Q(pk__in=seats.filter(person__isnull=False).values("person"))
        | Q(pk__in=seats.filter(deputy__isnull=False).values("deputy"))
    )
    return Person.objects.filter(care, is_active=True).order_by("name", "pk")


def have_a_role() -> QuerySet[Person]:
    """Who takes care of something here today, or works at an organisation."""
    members = Membership.objects.current().values("person")
    return Person.objects.filter(Q(pk__in=carers()) | Q(pk__in=members), is_active=True)


def people_who_care() -> list[Person]:
    return list(carers())


def coordinators() -> list[Person]:
    appointed = Appointment.objects.on(timezone.localdate()).values("person")
    return list(Person.objects.filter(pk__in=appointed, is_active=True).order_by("pk"))


def staff_of(organisation: Organisation) -> list[Person]:
    """Those who work there and can be written to."""
    members = Membership.objects.current().filter(organisation=organisation).values("person")
    return list(Person.objects.filter(pk__in=members, is_active=True).order_by("pk"))


def organisations_of(visitor: Visitor) -> OrganisationQuerySet:
    """Where this person works, today."""
    if not isinstance(visitor, Person):
        return Organisation.objects.none()
    current = Membership.objects.current().filter(person=visitor)
    return Organisation.objects.filter(pk__in=current.values("organisation")).with_listing()


def stands_for_a_partner(visitor: Visitor) -> bool:
    """Works at a partner, or coordinates and may act for any of them."""
    return is_coordinator(visitor) or works_at_a_partner(visitor)


def work_there(pairs: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Those pairs of a person and an organisation (keys of both) where the person works today."""
    wanted = set(pairs)
    people, organisations = {one for one, _ in wanted}, {other for _, other in wanted}
    rows = Membership.objects.current().filter(person__in=people, organisation__in=organisations)
    return wanted & set(rows.values_list("person", "organisation"))


def shown_people_of(organisation: Organisation) -> QuerySet[Person]:
    """Its people who let everybody see their name and e-mail."""
    agreed = Consent.objects.standing().filter(purpose=Consent.Purpose.SHOWN_AS_CONTACT)
    here = Membership.objects.current().filter(organisation=organisation)
    people = Person.objects.filter(is_active=True, pk__in=here.values("person"))
    return people.filter(pk__in=agreed.values("person")).order_by("name", "pk")


def may_see_people(visitor: Visitor, organisation: Organisation) -> bool:
    """Who belongs to an organisation is known to its own people and to the coordinators."""
    return works_at(visitor, organisation) or is_coordinator(visitor)


def may_invite_to(visitor: Visitor, organisation: Organisation) -> bool:
    """Also to take somebody away and to take that back."""
    return may_see_people(visitor, organisation)


def may_return(visitor: Visitor, membership: Membership) -> bool:
    """Who left by themselves may change their mind; who was taken away is asked back by others."""
    left_by_themselves = visitor.pk == membership.person_id == membership.ended_by_id
    lately = timezone.localdate() - LEFT_LATELY
    own = left_by_themselves and (membership.until is None or membership.until >= lately)
    return own or may_invite_to(visitor, membership.organisation)


def may_close_account_of(visitor: Visitor, person: Person) -> bool:
    """A coordinator, for somebody who belongs, or belonged, to this partnership and no other."""
    ties = [
        everywhere(Membership).filter(person=person),
        everywhere(Appointment).filter(person=person),
        everywhere(Seat).filter(Q(person=person) | Q(deputy=person)),
    ]
    homes = {home for rows in ties for home in rows.values_list("partnership_id", flat=True)}
    return is_coordinator(visitor) and homes == {current_partnership_id()}


@dataclass(frozen=True)
class Belonging:
    """For whom a visitor may speak; asked of the database once for each page."""

    visitor: Visitor

    @cached_property
    def coordinates(self) -> bool:
        return is_coordinator(self.visitor)

    @cached_property
    def cares_for_ideas(self) -> bool:
        return self.coordinates or sits_in_committee(self.visitor)

    @cached_property
    def works_at(self) -> list[Organisation]:
        return list(organisations_of(self.visitor))

    @cached_property
    def keys(self) -> set[int]:
        return {organisation.pk for organisation in self.works_at}

    @property
    def partners(self) -> list[Organisation]:
        """The partners where they work."""
        return [organisation for organisation in self.works_at if organisation.is_partner]
