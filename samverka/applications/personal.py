"""What joint applications know about a person. What was written together stays theirs together."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.applications.models import (
    Application,
    Asked,
    Member,
    Place,
    Pledge,
    SignedCopy,
    Submission,
    TakenOver,
)
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


def _sent(person: Person) -> list[Facts]:
    """Letters made, signed copies handed in, applications sent, decisions noted, texts reused."""
    pledges = everywhere(Pledge).filter(made_by=person).select_related("member__application")
    copies = everywhere(SignedCopy).filter(by=person).defer("content")
    mine = Q(by=person) | Q(decided_by=person)
    sent = everywhere(Submission).filter(mine).defer("archive").select_related("application")
    reused = everywhere(TakenOver).filter(by=person).select_related("section")
    return [
        *({"letter": str(row.member), "at": row.made_at} for row in pledges.order_by("pk")),
        *({"signed_copy": row.name, "at": row.at} for row in copies.order_by("pk")),
        *(
            {
                "sent": row.application.title,
                "to": row.to,
                "at": row.sent_at,
                "note": row.note,
                "despite": row.despite,
            }
            for row in sent.order_by("pk")
        ),
        *(
            {"section": row.section.title, "taken_from": row.title, "at": row.at}
            for row in reused.order_by("pk")
        ),
    ]


SENT = PersonalData(
    name="applications_sent",
    title=_("Applications you have sent, and letters of commitment you have handled"),
    models=(
        "applications.Pledge",
        "applications.SignedCopy",
        "applications.Submission",
        "applications.TakenOver",
    ),
    collect=_sent,
    when_erased=_("They are part of what was applied for, and stay without your name."),
)
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
