"""What the host's call knows about a person. What was decided stays, and by whom."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData, chosen
from samverka.common.tenancy import everywhere
from samverka.grants.models import (
    Assessment,
    Completion,
    Declaration,
    Enclosure,
    GrantApplication,
    GrantDecision,
    GrantProposal,
    InterestLifted,
    OfferedTime,
    Panelist,
    RoundArchive,
)
from samverka.people.models import Person


def _applied(person: Person) -> list[Facts]:
    mine = Q(writer=person) | Q(email__iexact=person.email)
    return [
        {
            "title": row.title,
            "organisation": row.name,
            "number": row.number,
            "name": row.contact_name,
            "email": row.email,
            "phone": row.phone,
            "sent_at": row.sent_at,
        }
        for row in everywhere(GrantApplication).filter(mine).order_by("pk")
    ]


def _forget_contact(person: Person) -> None:
    """Nobody need know who wrote what was never handed in; the rest is a public record."""
    mine = everywhere(GrantApplication).filter(Q(writer=person) | Q(email__iexact=person.email))
    mine.filter(state=GrantApplication.State.DRAFT).delete()
    mine.update(writer=None, contact_name="", email="", phone="")


def _handled(person: Person) -> list[Facts]:
    places = everywhere(Panelist).filter(person=person).select_related("round", "organisation")
    return [
        {
            "round": place.round.name_sv,
            "for": place.organisation.name,
            "role": chosen(place, "role"),
            "since": place.joined_at,
        }
        for place in places.order_by("pk")
    ]


def _judged(person: Person) -> list[Facts]:
    # What an officer has noted about their interest would tell them of the application.
    said = everywhere(Declaration).filter(person=person, by=person).order_by("pk")
    thought = everywhere(Assessment).filter(panelist__person=person).order_by("pk")
    lifted = everywhere(InterestLifted).filter(by=person).order_by("pk")
    proposed = everywhere(GrantProposal).filter(by=person).order_by("pk")
    decided = everywhere(GrantDecision).filter(by=person).order_by("pk")
    return [
        *({"declared": row.at, "conflict": row.conflict, "words": row.words} for row in said),
        *({"lifted": row.at, "words": row.words} for row in lifted),
        *({"assessed": row.handed_in_at, "words": row.words} for row in thought),
        *({"proposed": row.at, "words": row.words} for row in proposed),
        *({"decided": row.at, "kind": row.kind} for row in decided),
    ]


def _cared_for(person: Person) -> list[Facts]:
    asked = everywhere(Completion).filter(by=person).order_by("pk")
    offered = everywhere(OfferedTime).filter(by=person).order_by("pk")
    files = everywhere(Enclosure).filter(by=person).defer("content").order_by("pk")
    archives = everywhere(RoundArchive).filter(by=person).defer("content").order_by("pk")
    return [
        *({"asked": row.asked_at, "words": row.words} for row in asked),
        *({"offered": row.starts_at} for row in offered),
        *({"file": row.name, "at": row.at} for row in files),
        *({"archive": row.asked_at} for row in archives),
    ]


APPLIED = PersonalData(
    name="grant_applications",
    title=_("Applications for grants where you are the contact"),
    models=("grants.GrantApplication",),
    collect=_applied,
    erase=_forget_contact,
    when_erased=_(
        "What was never handed in is erased. What was handed in is a public record and stays."
        " Your name, address and telephone number are taken away from it, but not from the document"
        " that was handed in."
    ),
)
PANELS = PersonalData(
    name="grant_panels",
    title=_("Panels you sit in"),
    models=("grants.Panelist",),
    collect=_handled,
    when_erased=_("Your place stays in the records, without your name."),
)
JUDGED = PersonalData(
    name="grants_judged",
    title=_("What you have declared, assessed, proposed and decided about grants"),
    models=(
        "grants.Declaration",
        *("grants.GrantProposal", "grants.GrantDecision", "grants.Agreement"),
        "grants.InterestLifted",
    ),
    collect=_judged,
    when_erased=_("It belongs to public records and stays, without your name."),
)
HANDLED = PersonalData(
    name="grants_handled",
    title=_("What you have done with applications for grants"),
    models=(
        *("grants.Completion", "grants.OfferedTime", "grants.Enclosure"),
        *("grants.GrantReport", "grants.RoundArchive"),
    ),
    collect=_cared_for,
    when_erased=_("It stays as part of the records, without your name."),
)
