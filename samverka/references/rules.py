"""Who looks at requests, answers for a partner, sees and keeps the groups."""

from django.db.models import Q, QuerySet

from samverka.partnership.models import Organisation
from samverka.partnership.rules import (
    Belonging,
    Visitor,
    have_a_role,
    is_coordinator,
    may_care_for_ideas,
    may_see_what_partners_see,
    people_who_care,
    works_at,
)
from samverka.people.models import Person
from samverka.references.models import Engagement, EngagementMember, Participation
from samverka.references.models.engagement import EngagementQuerySet

__all__ = ["is_coordinator", "may_care", "people_who_care"]


def may_care(visitor: Visitor) -> bool:
    """Coordinators and the working committee answer those who ask."""
    return may_care_for_ideas(visitor)


def may_answer_for(visitor: Visitor, participation: Participation) -> bool:
    """Who was asked by name, or anybody who works there."""
    asked = participation.person_id is not None and visitor.pk == participation.person_id
    return asked or works_at(visitor, participation.organisation)


def engagements_for(visitor: Visitor) -> EngagementQuerySet:
    """All for partners and those who care; what is public for everybody else."""
    if may_see_what_partners_see(visitor):
        return Engagement.objects.all()
    return Engagement.objects.public()


def may_keep(visitor: Visitor, engagement: Engagement) -> bool:
    """Those who care, and those who take part in the group today."""
    if may_care(visitor):
        return True
    return isinstance(visitor, Person) and groups_with(visitor).filter(pk=engagement.pk).exists()


def groups_with(person: Person) -> EngagementQuerySet:
    """Those that they, or the partners where they work, are in today."""
    mine = {one.pk for one in Belonging(person).partners}
    members = EngagementMember.objects.current().filter(Q(person=person) | Q(organisation__in=mine))
    return Engagement.objects.filter(pk__in=members.values("engagement"))


def signatories() -> QuerySet[Person]:
    """Those who have a role here today: one of them signs for the partnership."""
    return have_a_role().order_by("name", "email")


def may_sign(person: Person) -> bool:
    return have_a_role().filter(pk=person.pk).exists()


def may_be_asked(organisation: Organisation) -> bool:
    return organisation.is_partner
