"""What joint applications know about a person. What was written together stays theirs together."""

from django.utils.translation import gettext_lazy as _

from samverka.applications.models import Application, Asked, Member, Place
from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.people.models import Person


def _begun(person: Person) -> list[Facts]:
    rows = everywhere(Application).filter(author=person).order_by("pk")
    return [{"title": row.title, "at": row.begun_at} for row in rows]


def _seats(person: Person) -> list[Facts]:
    speaks_for = everywhere(Member).filter(contact=person).select_related("application")
    places = everywhere(Place).filter(person=person).select_related("member__application")
    return [
        *({"title": one.application.title, "contact": True} for one in speaks_for.order_by("pk")),
        *(
            {"title": one.member.application.title, "may": one.may, "since": one.since}
            for one in places.order_by("pk")
        ),
    ]


def _asked(person: Person) -> list[Facts]:
    rows = everywhere(Asked).filter(email__iexact=person.email).select_related("application")
    return [
        {"title": row.application.title, "at": row.asked_at, "answer": row.answer}
        for row in rows.order_by("pk")
    ]


def _forget_asked(person: Person) -> None:
    """What an organisation has said yes to stays; whom the letter went to does not."""
    rows = everywhere(Asked).filter(email__iexact=person.email)
    rows.exclude(state=Asked.State.ACCEPTED).delete()
    rows.update(email="", person_name="", answer="")


ASKED = PersonalData(
    name="application_letters",
    title=_("Letters that asked you to take part in a joint application"),
    models=("applications.Asked",),
    collect=_asked,
    erase=_forget_asked,
    when_erased=_("They go. What your organisation said yes to stays, without your name."),
)
BEGUN = PersonalData(
    name="applications",
    title=_("Joint applications you have begun"),
    models=("applications.Application",),
    collect=_begun,
    when_erased=_("They stay with those who write them, without your name."),
)
PLACES = PersonalData(
    name="application_places",
    title=_("Joint applications that you take part in"),
    models=("applications.Member", "applications.Place"),
    collect=_seats,
    when_erased=_("Your place goes away. What you wrote stays in the application."),
)
