"""Requests and groups as the tests of several apps begin them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from samverka.cast import Cast
from samverka.common.secrets import unguessable
from samverka.partnership.models import Organisation
from samverka.references.actions.asking import Wish, ask_for_reference
from samverka.references.actions.groups import add_member, write_down_group
from samverka.references.actions.letters import hand_in_support_letter, make_support_letter
from samverka.references.actions.life import give_statement, plan_meeting
from samverka.references.actions.taking_part import ask_to_take_part, say_yes, take_question_back
from samverka.references.actions.triage import accept_request, reopen_request
from samverka.references.models import (
    Engagement,
    EngagementMeeting,
    Participation,
    ReferenceRequest,
    SupportCopy,
)
from samverka.references.papers import proposed_text

PDF = b"%PDF-1.7 signed"
SAID = {"title": "On the method", "text": "It asks too much.", "given_on": date(2026, 10, 1)}
ASKER = "ines@example.org"
WISH: dict[str, Any] = {
    "organisation": "Instituto Novo (example)",
    "country": "Portugal",
    "name": "Inês Exemplo",
    "email": ASKER,
    "title": "Gardens that give jobs",
    "summary": "We grow vegetables with women who are new in the country, and create jobs.",
    "kind": "group",
    "wanted": "Read our methods twice a year and tell us what would not work with you.",
    "meetings_a_year": 2,
}


def greenery() -> Organisation:
    return Organisation.objects.get(slug="foreningen-gronskan")


def workshop() -> Organisation:
    return Organisation.objects.get(slug="ideverkstaden")


def requested(**facts: Any) -> ReferenceRequest:
    """A request that has just come in, in English."""
    return ask_for_reference(
        wish=Wish(**{**WISH, **facts}),
        language="en",
        sending_key=unguessable(),
        sender_mark=unguessable(),
    )


def partner_asked(cast: Cast, request: ReferenceRequest) -> Participation:
    return ask_to_take_part(request=request, organisation=greenery(), by=cast.nils)


def accepted(cast: Cast, **facts: Any) -> ReferenceRequest:
    """Amina's association takes part, and the committee has said yes."""
    request = requested(**facts)
    say_yes(participation=partner_asked(cast, request), words="Gladly.", by=cast.amina)
    return accept_request(request=request, words="Yes, with pleasure.", by=cast.nils)


def signed(cast: Cast) -> tuple[ReferenceRequest, SupportCopy]:
    """A request with a letter of support that has come back signed."""
    request = accepted(cast)
    letter = make_support_letter(
        request=request,
        text=proposed_text(request, "en"),
        language="en",
        signatory=cast.nils,
        role="Convener",
        by=cast.elsa,
    )
    copy = hand_in_support_letter(letter=letter, content=PDF, name="signed.pdf", by=cast.nils)
    request.refresh_from_db()
    return request, copy


def a_meeting(cast: Cast, group: Engagement, in_days: int = 7) -> EngagementMeeting:
    starts_at = timezone.now() + timedelta(days=in_days)
    facts = {"starts_at": starts_at, "place": "Idéverkstaden", "link": "https://example.org/room"}
    return plan_meeting(group=group, facts=facts, by=cast.amina)


def a_group(cast: Cast, **facts: Any) -> Engagement:
    """One that goes on and that only partners see; Amina's association is in it."""
    told = {"title_en": "A group of earlier years", "kind": "group", **facts}
    group = write_down_group(facts=told, state="running", by=cast.elsa)
    add_member(group=group, organisation=greenery(), person_name="Amina Exempel", by=cast.elsa)
    return group


def reference_places(cast: Cast) -> dict[str, Any]:
    """An open request to which Amina's association has been asked, and a group that it is in."""
    group = a_group(cast)
    standing, _letter = signed(cast)
    request, letter = signed(cast)
    request = reopen_request(request=request, by=cast.elsa)
    take_question_back(participation=request.participations.get(), by=cast.elsa)
    asked = partner_asked(cast, request)
    meeting = a_meeting(cast, group)
    statement = give_statement(group=group, facts=SAID, file=("said.pdf", PDF), by=cast.amina)
    return {
        "references/follow/<slug:key>": request.key,
        "references/follow/<slug:key>/letter/": f"references/follow/{standing.key}/letter/",
        "references/answer/<slug:key>": asked.key,
        "references/requests/<int:pk>": request.pk,
        f"references/requests/{request.pk}/partners/<int:participation>": asked.pk,
        "references/engagements/<int:pk>": group.pk,
        f"references/requests/{request.pk}/letter/<int:number>": letter.letter.number,
        f"references/requests/{request.pk}/letter/1/<slug:kind>": "pdf",
        f"references/requests/{request.pk}/letter/copies/<int:copy>": letter.pk,
        f"references/engagements/{group.pk}/meetings/<int:meeting>": meeting.pk,
        f"references/engagements/{group.pk}/statements/<int:statement>": statement.pk,
        f"references/engagements/{group.pk}/members/<int:member>": group.members.get().pk,
    }
