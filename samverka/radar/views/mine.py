"""The calls somebody follows, and the searches among calls that they have saved."""

from datetime import timedelta

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from samverka.calls.models import Call
from samverka.calls.wanted import Wanted
from samverka.common.access import signed_in
from samverka.partnership.models import Theme
from samverka.people.models import PersonRequest
from samverka.radar.forms.searches import SearchForm
from samverka.radar.models import Follow, SavedSearch

A_PAGE = 50
REMOVED = 10
LATELY = timedelta(days=7)  # so long can a search be taken back here


@signed_in
def page(request: PersonRequest) -> HttpResponse:
    return mine_page(request)


def mine_page(
    request: PersonRequest, form: SearchForm | None = None, pk: int = 0, status: int = 200
) -> HttpResponse:
    """`form` is the one that was sent for the search `pk`, with what lacks in it."""
    follows = Follow.objects.current().filter(person=request.user)
    follows = follows.exclude(call__state=Call.State.MERGED)  # they follow the one that stays
    listed = follows.select_related("call", "organisation").order_by("call__closes_on", "id")
    saved = SavedSearch.objects.filter(person=request.user)
    titles = {theme.slug: theme.title for theme in Theme.objects.all()}
    searches = [
        (
            one,
            Wanted.from_query(one.query).in_words(titles),
            form if form and one.pk == pk else form_of(one),
        )
        for one in saved.current()
    ]
    context = {
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "searches": searches,
        "removed": saved.filter(removed_at__gte=timezone.now() - LATELY).order_by("-removed_at")[
            :REMOVED
        ],
        "form": form,
    }
    return render(request, "radar/mine.html", context, status=status)


def form_of(search: SavedSearch) -> SearchForm:
    start = {"name": search.name, "every": search.every}
    return SearchForm(initial=start, auto_id=f"search-{search.pk}-%s")
