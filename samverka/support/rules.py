"""Who may do what with the support map. Each rule is a question; nothing here changes anything."""

from django.db.models import QuerySet

from samverka.partnership import rules
from samverka.partnership.models import Organisation
from samverka.partnership.rules import Visitor, is_coordinator, sits_in_committee
from samverka.people.models import Person
from samverka.support.models import Service

may_decide = is_coordinator
may_lead_workshops = is_coordinator


def organisations_of(visitor: Visitor) -> QuerySet[Organisation]:
    """Those whose services the visitor may enter and change."""
    if not isinstance(visitor, Person):
        return Organisation.objects.none()
    if is_coordinator(visitor):
        return Organisation.objects.order_by("name")
    return rules.organisations_of(visitor).partners().order_by("name")


def may_offer(visitor: Visitor) -> bool:
    return organisations_of(visitor).exists()


def may_edit(visitor: Visitor, service: Service) -> bool:
    """Those who work at the organisation that gives it, and the coordinators."""
    return organisations_of(visitor).filter(pk=service.organisation_id).exists()


def may_propose(visitor: Visitor) -> bool:
    """Whoever works at a partner, sits in the committee or coordinates."""
    return rules.stands_for_a_partner(visitor) or sits_in_committee(visitor)


def may_read_words(visitor: Visitor) -> bool:
    """Who said what at a workshop stays among the partners."""
    return may_propose(visitor)
