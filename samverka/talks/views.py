"""Community Talks, for everybody."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.talks.models import Talk

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    page = Paginator(Talk.objects.past(), A_PAGE).get_page(request.GET.get("page"))
    upcoming = list(Talk.objects.upcoming())
    context = {"next": upcoming[:1], "later": upcoming[1:], "page": page}
    return render(request, "talks/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    talk = get_object_or_404(Talk.objects.select_related("theme"), slug=slug)
    return render(request, "talks/detail.html", {"talk": talk})
