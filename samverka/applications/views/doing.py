"""Buttons that do one thing: done and said, or the reason why not; then back to the page."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from samverka.common.refusal import Refused


def pressed(request: HttpRequest, action: Callable[[], object], said: str, to: str) -> HttpResponse:
    """`said` where it was done; else what the refusal says."""
    try:
        action()
    except Refused as reason:
        messages.error(request, str(reason))
    else:
        messages.success(request, said)
    return redirect(to)


def number_in(request: HttpRequest, name: str) -> int | None:
    """A number that a hidden field carries; None for anything else."""
    value = request.POST.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 10 else None
