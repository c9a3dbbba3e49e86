from typing import Any

from django.http import HttpRequest, HttpResponse


def follow(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def write(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def visibility(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def withdraw(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def take_back(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def erase(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError

