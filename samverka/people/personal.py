"""What this app knows about a person."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData
from samverka.people.models import Consent, Person


def _account(person: Person) -> list[Facts]:
    facts = {
        "email": person.email,
        "name": person.name,
        "language": person.language,
        "since": person.joined_at,
        "last_signed_in": person.last_login,
        "closed": not person.is_active,
    }
    return [facts]


def _consents(person: Person) -> list[Facts]:
    return [
        {
            "to": consent.purpose,
            "version_of_text": consent.version,
            "how": consent.how,
            "given": consent.given_at,
            "taken_back": consent.withdrawn_at,
        }
        for consent in (*person.consents.all(), *Consent.objects.filter(email=person.email))
    ]


def _forget_consents(person: Person) -> None:
    Consent.objects.filter(email=person.email).delete()


def _ways_in(person: Person) -> list[Facts]:
    """That they are there and since when; never the keys, which would open the account."""
    return [
        {"way": one.type, "since": one.created_at, "last_used": one.last_used_at}
        for one in Authenticator.objects.filter(user=person).order_by("pk")
    ]


def _sessions(person: Person) -> list[Facts]:
    return [
        {"since": one.created_at, "network_address": one.ip, "browser": one.user_agent}
        for one in UserSession.objects.filter(user=person).order_by("pk")
    ]


ACCOUNT = PersonalData(
    name="account",
    title=_("Your account"),
    models=("people.Person", "people.Erasure"),
    collect=_account,
    when_erased=_("Your e-mail, name and language go."),
)
CONSENTS = PersonalData(
    name="consents",
    title=_("What you have said yes to"),
    models=("people.Consent",),
    collect=_consents,
    erase=_forget_consents,
    when_erased=_("They go with the account."),
)
WAYS_IN = PersonalData(
    name="ways_in",
    title=_("Ways to sign in"),
    models=("mfa.Authenticator",),
    collect=_ways_in,
    when_erased=_("Passkeys, apps and recovery codes go with the account."),
)
SESSIONS = PersonalData(
    name="sessions",
    title=_("Where you are signed in"),
    models=("usersessions.UserSession",),
    collect=_sessions,
    when_erased=_("You are signed out everywhere at once."),
)
