from typing import Any

from django.http import HttpRequest, HttpResponse


def write(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def send(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError

