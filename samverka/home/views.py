from django.http import HttpRequest, HttpResponse


def home(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def about(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def contact(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def accessibility(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def privacy(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def desk(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
