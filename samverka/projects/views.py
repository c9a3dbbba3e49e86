"""Projects, for everybody: what ideas and calls have led to."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.common.lists import Narrowing
from samverka.partnership.facets import theme_facet
from samverka.projects import rules
from samverka.projects.models import Project

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    themes = theme_facet(request)
    projects = Project.objects.select_related("call").prefetch_related("partners")
    if themes.chosen:
        projects = projects.filter(themes__slug__in=themes.chosen).distinct()
    page = Paginator(projects, A_PAGE).get_page(request.GET.get("page"))
    context = {"narrowing": Narrowing([themes]), "page": page}
    return render(request, "projects/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    project = get_object_or_404(Project.objects.select_related("call", "idea"), slug=slug)
    context = {
        "project": project,
        "partners": project.partners.all(),
        "themes": project.themes.all(),
        "may_seek": rules.may_choose_partners(request.user, project),
    }
    return render(request, "projects/detail.html", context)
