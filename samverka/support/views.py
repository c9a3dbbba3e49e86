"""Advice and support, for everybody: who helps with what, and at which stage."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.support.models import Service

A_PAGE = 50


def listing(request: HttpRequest) -> HttpResponse:
    services = Service.objects.active().with_listing()
    page = Paginator(services, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "support/list.html", {"page": page})


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    service = get_object_or_404(Service.objects.active().with_listing(), slug=slug)
    context = {"service": service, "themes": service.themes.all()}
    return render(request, "support/detail.html", context)
