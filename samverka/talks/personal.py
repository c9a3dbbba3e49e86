"""What talks know about a person: by the address of their account."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere, scope
from samverka.people.models import Person
from samverka.talks.actions.registering import cancel_registration, forget_registration
from samverka.talks.models import Outcome, Registration, Speaker


def _registrations(person: Person) -> list[Facts]:
    rows = everywhere(Registration).filter(email__iexact=person.email).select_related("talk")
    return [
        {
            "talk": row.talk.title_sv,
            "name": row.name,
            "people": row.people,
            "food": row.food,
            "needs": row.needs,
            "answer": row.state,
            "at": row.registered_at,
        }
        for row in rows.order_by("pk")
    ]


def _erase_registrations(person: Person) -> None:
    """A seat that they would have taken goes to who waits."""
    rows = everywhere(Registration).filter(email__iexact=person.email).select_related("talk")
    for row in rows:
        with scope(row.partnership_id):
            if not row.talk.is_over:
                cancel_registration(registration=row)
            forget_registration(registration=row)


def _speaking(person: Person) -> list[Facts]:
    rows = everywhere(Speaker).filter(email__iexact=person.email).select_related("talk")
    return [
        {
            "talk": row.talk.title_sv,
            "name": row.name,
            "role": chosen(row, "role"),
            "answer": row.consent,
        }
        for row in rows.order_by("pk")
    ]


def _erase_speaking(person: Person) -> None:
    everywhere(Speaker).filter(email__iexact=person.email).delete()


def _outcomes(person: Person) -> list[Facts]:
    rows = everywhere(Outcome).filter(owner=person).select_related("talk").order_by("pk")
    return [{"talk": row.talk.title_sv, "what": row.words_sv, "kind": row.kind} for row in rows]


REGISTRATIONS = PersonalData(
    name="registrations",
    title=_("Talks you have registered for"),
    models=("talks.Registration",),
    collect=_registrations,
    erase=_erase_registrations,
    when_erased=_("Your name, address, food and needs go. How many came stays."),
)
SPEAKING = PersonalData(
    name="speaking",
    title=_("Talks where you speak"),
    models=("talks.Speaker",),
    collect=_speaking,
    erase=_erase_speaking,
    when_erased=_("You are taken out of the programme."),
)
OUTCOMES = PersonalData(
    name="outcomes_of_talks",
    title=_("What talks led to, for you to do"),
    models=("talks.Outcome",),
    collect=_outcomes,
    when_erased=_("It stays without your name."),
)
