from django.http import HttpRequest, HttpResponse


def partner_list(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def partner_detail(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError


def theme_list(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def theme_detail(request: HttpRequest, slug: str) -> HttpResponse:
    raise NotImplementedError
