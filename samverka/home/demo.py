from django.http import HttpRequest, HttpResponse


def cast(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError


def sign_in_as(request: HttpRequest, pk: int) -> HttpResponse:
    raise NotImplementedError


def letters(request: HttpRequest) -> HttpResponse:
    raise NotImplementedError
