"""What the reference desk knows about a person who has an account."""

from django.utils.translation import gettext_lazy as _

from samverka.common.personal import Facts, PersonalData
from samverka.common.tenancy import everywhere
from samverka.people.models import Person
from samverka.references.models import (
    EngagementMember,
    Participation,
    ReferenceLine,
    ReferenceRequest,
    Statement,
    SupportCopy,
    SupportLetter,
)


def _asked(person: Person) -> list[Facts]:
    requests = everywhere(ReferenceRequest).filter(email__iexact=person.email).order_by("pk")
    return [
        {"name": one.name, "title": one.title, "text": one.summary, "sent": one.sent_at}
        for one in requests
    ]


def _forget_address(person: Person) -> None:
    found = everywhere(ReferenceRequest).filter(email__iexact=person.email)
    found.update(email="", name="")


def _written(person: Person) -> list[Facts]:
    lines = everywhere(ReferenceLine).filter(author=person).order_by("pk")
    return [{"text": one.text, "at": one.at} for one in lines]


def _taking_part(person: Person) -> list[Facts]:
    asked = everywhere(Participation).filter(person=person).select_related("request")
    members = everywhere(EngagementMember).filter(person=person).select_related("engagement")
    return [
        *(
            {"asked_for": one.request.title, "answer": one.state, "at": one.answered_at}
            for one in asked.order_by("pk")
        ),
        *(
            {"group": str(one.engagement), "since": one.since, "until": one.until}
            for one in members.prefetch_related("hours").order_by("pk")
        ),
    ]


def _papers(person: Person) -> list[Facts]:
    letters = everywhere(SupportLetter).filter(signatory=person) | everywhere(SupportLetter).filter(
        made_by=person
    )
    copies = everywhere(SupportCopy).filter(by=person).defer("content")
    statements = everywhere(Statement).filter(by=person).defer("content")
    return [
        *(
            {"letter_of_support": one.number, "signatory": one.signatory_name, "at": one.made_at}
            for one in letters.order_by("pk")
        ),
        *({"signed_copy": one.name, "at": one.at} for one in copies.order_by("pk")),
        *(
            {"statement": one.title, "text": one.text, "given": one.given_on}
            for one in statements.order_by("pk")
        ),
    ]


REQUESTS = PersonalData(
    name="reference_requests",
    title=_("Requests for a reference group, sent with your address"),
    models=("references.ReferenceRequest",),
    collect=_asked,
    erase=_forget_address,
    when_erased=_(
        "Your name and address are taken away from them. The requests stay: each has a page of its"
        " own, where you can erase it whole. Do it before, if you want that."
    ),
)
LINES = PersonalData(
    name="words_to_who_asked",
    title=_("What you have written to those who ask for a reference group"),
    models=("references.ReferenceLine",),
    collect=_written,
    when_erased=_("It stays as an answer from the partnership, without your name."),
)
TAKING_PART = PersonalData(
    name="reference_groups",
    title=_("Reference groups you were asked to be in, or are in"),
    models=("references.Participation", "references.EngagementMember"),
    collect=_taking_part,
    when_erased=_("Your organisation stays in the group, without your name."),
)
PAPERS = PersonalData(
    name="support_letters_and_statements",
    title=_("Letters of support and statements"),
    models=("references.SupportLetter", "references.SupportCopy", "references.Statement"),
    collect=_papers,
    when_erased=_(
        "They stay, because they have been given. A letter keeps the name of who signs it."
    ),
)
