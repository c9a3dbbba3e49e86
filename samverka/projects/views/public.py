"""Projects, for everybody: who does what with which money, what comes of it, what it leaves."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.common.files import given
from samverka.projects import rules, work
from samverka.projects.narrowing import narrowed
from samverka.projects.views.doors import find_project

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    narrowing, projects = narrowed(request)
    page = Paginator(projects, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "narrowing": narrowing,
        "page": page,
        "may_begin": rules.may_begin(request.user),
        "may_import": rules.may_import(request.user),
    }
    return render(request, "projects/list.html", context)


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    project = find_project(slug)
    takes_part = rules.may_work_in(request.user, project)
    funding = work.funding_of(project, only_public=True)
    context = {
        "project": project,
        "takers": work.takers_of(project),
        "outsiders": work.outsiders_of(project),
        "themes": project.themes.all(),
        "funding": funding,
        "sums": work.sums_of(funding),
        "milestones": work.milestones_of(project),
        "results": work.results_of(project),
        "documents": work.documents_of(project, only_public=not takes_part),
        "takes_part": takes_part,
        "may_seek": takes_part,
    }
    return render(request, "projects/detail.html", context)


def file(request: HttpRequest, slug: str, document: int) -> HttpResponse:
    """To keep: for everybody, or for those who take part."""
    project = find_project(slug)
    found = get_object_or_404(project.projectdocuments.filter(removed_at=None), pk=document)
    if not found.is_public and not rules.may_work_in(request.user, project):
        raise Http404
    answer = given(bytes(found.content), name=found.name, media_type=found.content_type)
    if not found.is_public:
        answer["Cache-Control"] = "private, no-store"
    return answer
