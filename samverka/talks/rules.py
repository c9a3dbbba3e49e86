"""Who prepares Community Talks."""

from django.db.models import Q, QuerySet

from samverka.partnership.models import Membership
from samverka.partnership.rules import (
    Visitor,
    carers,
    have_a_role,
    is_coordinator,
    may_care_for_ideas,
    organisations_of,
    works_at,
)
from samverka.people.models import Person
from samverka.talks.models import Talk


def may_prepare_talks(visitor: Visitor) -> bool:
    """Coordinators and the working committee plan talks."""
    return may_care_for_ideas(visitor)


def may_prepare_talk(visitor: Visitor, talk: Talk) -> bool:
    """Besides them the partner that introduces it."""
    partner = talk.introduced_by
    introduces = partner is not None and partner.is_partner and works_at(visitor, partner)
    return introduces or may_prepare_talks(visitor)


def may_be_given_a_promise(visitor: Visitor) -> QuerySet[Person]:
    """Those of whom the visitor may know that they are here: coordinators know of everybody."""
    if is_coordinator(visitor):
        return have_a_role().order_by("name", "pk")
    here = organisations_of(visitor).order_by().values("pk")
    colleagues = Membership.objects.current().filter(organisation__in=here).values("person")
    known = Q(pk__in=carers().order_by().values("pk")) | Q(pk__in=colleagues)
    return Person.objects.filter(known, is_active=True).order_by("name", "pk")
