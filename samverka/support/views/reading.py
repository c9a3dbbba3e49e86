"""Advice and support, for everybody: the map, the list, and each service."""

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from samverka.common.lists import Facet, Narrowing, facet, words_sought
from samverka.partnership.facets import theme_facet
from samverka.partnership.models import Municipality
from samverka.support import rules
from samverka.support.cells import Row, is_old, support_map
from samverka.support.models import SPOKEN, Proposal, Service, Stage, Workshop
from samverka.support.telling import linked_data

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    """The map of what there is for the choices made, and the services of the cell that is open."""
    words = words_sought(request)
    facets = _facets(request)
    services = _narrowed(facets, words)
    rows = support_map(
        [one for one in services if one.status == Service.Status.ACTIVE],
        Proposal.objects.on_the_map().with_listing(),
    )
    need, stage = _cell(request, rows)
    found = [one for one in services if _is_in(one, need.chosen, stage.chosen)]
    asks = request.user.is_authenticated
    context = {
        "rows": rows,
        "stages": Stage.choices,
        "gaps": sum(row.gaps for row in rows),
        "cells": sum(len(row.cells) for row in rows),
        "narrowing": Narrowing([need, stage, *facets], words),
        "page": Paginator(found, A_PAGE).get_page(request.GET.get("page")),
        "adapt": [one for row in rows for cell in row.cells for one in cell.adapt],
        "missing": [one for row in rows for cell in row.cells for one in cell.missing],
        "workshop_is_open": Workshop.objects.filter(state=Workshop.State.OPEN).exists(),
        "workshops": Workshop.objects.filter(state=Workshop.State.SAVED)[:5],
        "may_propose": asks and rules.may_propose(request.user),
        "may_offer": asks and rules.may_offer(request.user),
        "may_decide": asks and rules.may_decide(request.user),
    }
    return render(request, "support/list.html", context)


def _facets(request: HttpRequest) -> list[Facet]:
    places = [(place.code, place.name) for place in Municipality.objects.all()]
    return [
        theme_facet(request),
        facet(request, "municipality", _("Municipality"), places),
        facet(request, "language", _("Language"), SPOKEN.items()),
    ]


def _cell(request: HttpRequest, rows: list[Row]) -> tuple[Facet, Facet]:
    needs = [(row.need.slug, row.need.title) for row in rows]
    need = facet(request, "need", _("Need"), needs)
    return need, facet(request, "stage", _("Stage"), Stage.choices)


def _narrowed(facets: list[Facet], words: str) -> list[Service]:
    """Services for these choices. Advice for any idea fits every theme."""
    themes, places, languages = facets
    found = Service.objects.public().with_listing().prefetch_related("needs")
    if words:
        found = found.saying(words)
    if themes.chosen:
        of_theme = Q(themes__slug__in=themes.chosen) | Q(takes_any_idea=True)
        found = found.filter(of_theme).distinct()
    if places.chosen:
        found = found.covering(places.chosen)
    spoken = set(languages.chosen)
    return [one for one in found if not spoken or spoken & set(one.languages)]


def _is_in(service: Service, needs: list[str], stages: list[str]) -> bool:
    for_need = not needs or any(need.slug in needs for need in service.needs.all())
    return for_need and (not stages or any(stage in stages for stage in service.stages))


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    service = get_object_or_404(Service.objects.with_area(), slug=slug)
    may_edit = request.user.is_authenticated and rules.may_edit(request.user, service)
    if not service.is_public and not may_edit:
        raise Http404
    context = {
        "service": service,
        "themes": service.themes.all(),
        "needs": service.needs.all(),
        "is_old": is_old(service),
        "may_edit": may_edit,
        "facts": linked_data(service),
    }
    return render(request, "support/detail.html", context)
