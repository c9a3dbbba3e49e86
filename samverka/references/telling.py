"""Requests told in words: whom to ask and why, how many wait."""

from dataclasses import dataclass

from samverka.references.models import ReferenceRequest
from samverka.suggest.company import Companion, company

PROPOSED = 6


def proposals_for(request: ReferenceRequest, limit: int = PROPOSED) -> list[Companion]:
    """Partners to ask, with reasons from what the request says; not those asked already."""
    asked = set(request.participations.standing().values_list("organisation", flat=True))
    text = "\n\n".join((request.title, request.summary, request.wanted))
    return company(text, written="", have=(), without=asked, limit=limit)


@dataclass(frozen=True)
class Waiting:
    """What the desk of those who care says of requests."""

    number: int
    late: int


def waiting() -> Waiting:
    requests = list(ReferenceRequest.objects.waiting().there())
    return Waiting(len(requests), sum(one.is_late for one in requests))
