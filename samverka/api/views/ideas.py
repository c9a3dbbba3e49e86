"""Ideas: the published ones, and one sent by another program."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation
from ninja import Query, Router, Schema, Status

from samverka.api.documents import IdeaItem, idea_item
from samverka.api.forms import NewIdea, Wanted, spoken
from samverka.api.listing import Listing, Page
from samverka.api.problems import AN_HOUR, DESCRIBED, problem
from samverka.common.refusal import Refused
from samverka.common.secrets import fingerprint, unguessable
from samverka.common.tenancy import current_partnership_id, whole_address
from samverka.common.visitors import mark_of
from samverka.ideas.actions import send_idea
from samverka.ideas.models import Idea

IDEAS = Listing(
    rows=lambda: Idea.objects.public().with_listing(), item=idea_item, columns=("title", "text")
)
PER_KEY = {
    "parameters": [
        {
            "in": "header",
            "name": "Idempotency-Key",
            "schema": {"type": "string"},
            "required": False,
            "description": "The same idea sent again with the same key is the same idea.",
        }
    ]
}


class Taken(Schema):
    """`url` is the idea's own page. Whoever has it may read, add to and erase the idea."""

    url: str


router = Router(tags=["ideas"])


@router.get("/ideas", response=Page[IdeaItem], operation_id="list_ideas", openapi_extra=DESCRIBED)
def listing(request: HttpRequest, wanted: Query[Wanted]) -> dict[str, Any]:
    """Ideas that their owners let everybody read and the partnership has published."""
    return IDEAS.page(request, wanted)


@router.post(
    "/ideas",
    response={201: Taken},
    operation_id="send_idea",
    openapi_extra=DESCRIBED | PER_KEY,
)
def send(
    request: HttpRequest, response: HttpResponse, idea: NewIdea
) -> Status[Taken] | HttpResponse:
    """Send an idea to the partnership. It becomes a public record; it is not published."""
    language = spoken(idea.text, asked=idea.language)
    with translation.override(language):
        try:
            taken = send_idea(
                title=idea.title,
                text=idea.text,
                language=language,
                sending_key=_sending_key(request, idea),
                sender_mark=mark_of(request),
                email=idea.email or "",
            )
        except Refused as reason:
            return problem(429, str(reason), language=language, retry_after=AN_HOUR)
        response["Location"] = whole_address(taken.tracking_url)
    return Status(201, Taken(url=response["Location"]))


def _sending_key(request: HttpRequest, idea: NewIdea) -> str:
    """The idea is part of it: two people on one network who both choose “1” stay apart."""
    chosen = request.headers.get("Idempotency-Key")
    if chosen is None:
        return unguessable()
    where = str(current_partnership_id())
    return fingerprint("\n".join((where, mark_of(request), chosen, idea.title, idea.text)))
