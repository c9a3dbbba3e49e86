"""Who answers what."""

from django.db.models import Count, Q, QuerySet

from samverka.contact.models import Addressee, Question
from samverka.partnership.rules import carers, coordinators, have_a_role, is_coordinator, staff_of
from samverka.people.models import Person

__all__ = ["is_coordinator", "may_answer", "may_get", "people_of", "responsible_for", "staff_of"]


def may_answer(person: Person, question: Question) -> bool:
    return Question.objects.for_person(person).filter(pk=question.pk).exists()


def responsible_for(addressee: Addressee | None) -> Person | None:
    """Of those who answer for it, or of the coordinators, who has the fewest that wait."""
    people = Person.objects.filter(pk__in=[person.pk for person in coordinators()])
    if addressee:
        theirs = have_a_role().filter(addressees=addressee)
        people = theirs if theirs.exists() else people
    waiting = Count("questions", filter=Q(questions__in=Question.objects.waiting()))
    return people.annotate(waiting=waiting).order_by("waiting", "pk").first()


def may_get(question: Question) -> QuerySet[Person]:
    """Those to whom it can be handed over."""
    may = Q(pk__in=carers()) | Q(
        pk__in=Addressee.people.through.objects.filter(
            addressee__in=Addressee.objects.all()
        ).values("person")
    )
    if question.organisation:
        may |= Q(pk__in=[person.pk for person in staff_of(question.organisation)])
    return Person.objects.filter(may, is_active=True).order_by("name", "pk")


def people_of(question: Question) -> list[Person]:
    """Who should hear of it: the responsible person, the partner's staff, or the coordinators."""
    if question.responsible and may_answer(question.responsible, question):
        return [question.responsible]
    staff = staff_of(question.organisation) if question.organisation else []
    return staff or coordinators()
