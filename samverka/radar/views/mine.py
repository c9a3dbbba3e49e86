"""The calls somebody follows, and the searches among calls that they have saved."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from samverka.common.access import signed_in
from samverka.people.models import PersonRequest
from samverka.radar.models import Follow, SavedSearch

A_PAGE = 50


@signed_in
def page(request: PersonRequest) -> HttpResponse:
    follows = Follow.objects.current().filter(person=request.user)
    listed = follows.select_related("call", "organisation").order_by("call__closes_on", "id")
    context = {
        "page": Paginator(listed, A_PAGE).get_page(request.GET.get("page")),
        "searches": SavedSearch.objects.current().filter(person=request.user),
    }
    return render(request, "radar/mine.html", context)
