from django.http import HttpRequest, HttpResponse


def listing(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError
