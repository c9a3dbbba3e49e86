"""Who may do what in the partnership. Rights that come with a seat end with its term."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from samverka.partnership.models import Appointment, Seat
from samverka.people.models import Person

Visitor = AbstractBaseUser | AnonymousUser


def is_coordinator(visitor: Visitor) -> bool:
    if not isinstance(visitor, Person):
        return False
    return Appointment.objects.on(timezone.localdate()).filter(person=visitor).exists()


def sits_in_committee(visitor: Visitor) -> bool:
    if not isinstance(visitor, Person):
        return False
    return Seat.objects.on(timezone.localdate()).filter(person=visitor).exists()


def may_care_for_ideas(visitor: Visitor) -> bool:
    """Coordinators and the working committee take care of what comes in."""
    return is_coordinator(visitor) or sits_in_committee(visitor)


def people_who_care() -> list[Person]:
    """Everybody who may take care of ideas today, each once."""
    today = timezone.localdate()
    seats = Seat.objects.on(today).values("person")
    appointments = Appointment.objects.on(today).values("person")
    care = Q(pk__in=appointments) | Q(pk__in=seats)
    return list(Person.objects.filter(care, is_active=True).order_by("name", "pk"))


def coordinators() -> list[Person]:
    appointed = Appointment.objects.on(timezone.localdate()).values("person")
    return list(Person.objects.filter(pk__in=appointed, is_active=True).order_by("pk"))
