from typing import Any

from django.http import HttpRequest, HttpResponse


def inbox(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def detail(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def assign(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def move(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def write(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def note(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def route(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def drop(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def publish(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError


def merge(request: HttpRequest, **options: Any) -> HttpResponse:
    raise NotImplementedError

