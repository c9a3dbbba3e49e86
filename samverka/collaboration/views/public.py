"""Who looks for collaborators: for everybody, and what is one's own for those who take part."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from samverka.collaboration.forms import InterestForm
from samverka.collaboration.models import Answer, Search, Team
from samverka.collaboration.rules import Standing
from samverka.collaboration.telling import labels_of
from samverka.collaboration.views.doors import find_search, for_partners
from samverka.common.forms import Form
from samverka.common.lists import Narrowing, words_sought
from samverka.ideas.rules import may_read as may_read_idea
from samverka.partnership.models import Organisation
from samverka.people.models import PersonRequest

A_PAGE = 30


def listing(request: HttpRequest) -> HttpResponse:
    """Open searches, those that end soonest first."""
    words = words_sought(request)
    searches = Search.objects.open().with_listing().soonest_first()
    if words:
        searches = searches.saying(words)
    context = {
        "narrowing": Narrowing([], words),
        "page": Paginator(searches, A_PAGE).get_page(request.GET.get("page")),
        "takes_part": Standing(request.user).takes_part,
    }
    return render(request, "collaboration/list.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    search = find_search(pk)
    if not Standing(request.user).may_read(search):
        raise Http404
    return search_page(request, search)


def search_page(
    request: HttpRequest, search: Search, status: int = 200, **bound: Form
) -> HttpResponse:
    """The page that everybody sees; who may answer finds the form for it there."""
    standing = Standing(request.user)
    organisations = standing.answers_for(search)
    known = {answer.organisation_id: answer for answer in _answers(search, organisations)}
    free = [one for one in organisations if _may_still_answer(known.get(one.pk))]
    shows_idea = search.idea is not None and may_read_idea(request.user, search.idea)
    context: dict[str, Any] = {
        "search": search,
        "labels": labels_of(search),
        "shows_idea": shows_idea,
        "may_care": standing.may_care(search),
        "answers": list(known.values()),
        "several": len(organisations) > 1,
        "asked": [one for one in known.values() if one.state == Answer.State.ASKED],
        "interest_form": InterestForm(organisations=free) if free else None,
        **bound,
    }
    return render(request, "collaboration/detail.html", context, status=status)


def _answers(search: Search, organisations: list[Organisation]) -> list[Answer]:
    keys = [one.pk for one in organisations]
    answers = Answer.objects.filter(search=search, organisation__in=keys)
    return list(answers.select_related("organisation")) if keys else []


def _may_still_answer(answer: Answer | None) -> bool:
    """Who took its interest back takes that back instead, with the words that it wrote."""
    return answer is None or answer.state in (Answer.State.ASKED, Answer.State.NOT_FOR_US)


@for_partners
def ours(request: PersonRequest) -> HttpResponse:
    """What one's own organisations look for, have answered, and are part of."""
    standing = Standing(request.user)
    organisations = Organisation.objects.filter(pk__in=standing.keys)
    teams = Team.objects.all() if standing.coordinates else Team.objects.with_member(organisations)
    searches = standing.searches_seen().with_listing().with_waiting().newest_first()
    context = {
        "page": Paginator(searches, A_PAGE).get_page(request.GET.get("page")),
        "answers": Answer.objects.of(organisations).with_search(),
        "teams": teams[:A_PAGE],
        "coordinates": standing.coordinates,
    }
    return render(request, "collaboration/ours.html", context)
