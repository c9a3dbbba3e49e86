from typing import Any

from django.http import HttpRequest, HttpResponse


def answer(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def write(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError

