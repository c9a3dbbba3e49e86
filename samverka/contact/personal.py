"""What the contact page knows about a person who has an account."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.contact.models import Addressee, Line, Question
from samverka.people.models import Person


def _asked(person: Person) -> list[Facts]:
    questions = everywhere(Question).filter(email__iexact=person.email).order_by("pk")
    return [
        {"name": one.name, "text": one.text, "sent": one.sent_at, "state": chosen(one, "state")}
        for one in questions
    ]


def _forget_address(person: Person) -> None:
    everywhere(Question).filter(email__iexact=person.email).update(email="", name="")


def _answered(person: Person) -> list[Facts]:
    lines = everywhere(Line).filter(author=person).order_by("pk")
    return [{"text": one.text, "at": one.at} for one in lines]


def _responsible(person: Person) -> list[Facts]:
    questions = everywhere(Question).filter(responsible=person).order_by("pk")
    return [
        {"text": one.text, "sent": one.sent_at, "state": chosen(one, "state")} for one in questions
    ]


def _roles(person: Person) -> list[Facts]:
    return [
        {"title": one.title} for one in everywhere(Addressee).filter(people=person).order_by("pk")
    ]


def _leave_roles(person: Person) -> None:
    everywhere(Addressee.people.through).filter(person=person).delete()


QUESTIONS_ASKED = PersonalData(
    name="questions_asked",
    title=_("Questions sent with your address"),
    models=("contact.Question",),
    collect=_asked,
    erase=_forget_address,
    when_erased=_(
        "Your name and address are taken away from them. The questions stay: each has a page of"
        " its own, where you can erase it whole. Do it before, if you want that."
    ),
)
QUESTIONS_CARED_FOR = PersonalData(
    name="questions_cared_for",
    title=_("Questions you answer"),
    models=("contact.Question",),
    collect=_responsible,
    when_erased=_("The coordinators answer them."),
)
ANSWERS_WRITTEN = PersonalData(
    name="answers_to_questions",
    title=_("What you have answered"),
    models=("contact.Line",),
    collect=_answered,
    when_erased=_("It stays as an answer from the partnership, without your name."),
)
ROLES = PersonalData(
    name="roles_on_the_contact_page",
    title=_("What you answer for on the contact page"),
    models=("contact.Addressee",),
    collect=_roles,
    erase=_leave_roles,
    when_erased=_("Others answer for it."),
)
