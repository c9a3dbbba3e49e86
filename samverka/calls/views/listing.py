"""Calls, for everybody: those with a last day first, then those that are always open."""

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from samverka.calls.models import Call
from samverka.common.lists import Narrowing, facet
from samverka.partnership.facets import theme_facet

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    calls = Call.objects.not_closed()
    on_level = dict(calls.values_list("level").annotate(Count("pk")))
    on_theme = dict(calls.values_list("themes__slug").annotate(Count("pk")))
    levels = facet(request, "level", _("Level"), Call.Level.choices, on_level)
    themes = theme_facet(request, on_theme)
    found = calls.soonest_first()
    if levels.chosen:
        found = found.filter(level__in=levels.chosen)
    if themes.chosen:
        found = found.filter(themes__slug__in=themes.chosen).distinct()
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    context = {"narrowing": Narrowing([levels, themes]), "page": page}
    return render(request, "calls/list.html", context)
