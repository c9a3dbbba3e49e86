"""Which times an applicant may book."""

from samverka.grants.models import GrantApplication, OfferedTime
from samverka.grants.models.assessing import OfferedTimeQuerySet
from samverka.grants.rules import known_to
from samverka.people.models import Person


def may_book(application: GrantApplication) -> bool:
    """While it is handled."""
    return application.state in application.UNDECIDED


def times_for(application: GrantApplication) -> OfferedTimeQuerySet:
    """Those that are free, with officers who have no interest in the application."""
    if not may_book(application):
        return OfferedTime.objects.none()
    free = OfferedTime.objects.free().filter(round=application.round_id)
    officers = Person.objects.filter(pk__in=free.order_by().values("by"))
    may = [one.pk for one in officers if known_to(one).filter(pk=application.pk).exists()]
    return free.filter(by__in=may)
