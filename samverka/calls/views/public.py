"""The page of one call."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from samverka.calls.models import Call
from samverka.partnership.rules import stands_for_a_partner


def detail(request: HttpRequest, slug: str) -> HttpResponse:
    return call_page(request, get_object_or_404(Call.objects.public(), slug=slug))


def call_page(
    request: HttpRequest, call: Call, template: str = "calls/detail.html", **more: Any
) -> HttpResponse:
    """What everybody sees; apps that stand higher show `more` with a template of their own."""
    context = {
        "call": call,
        "themes": call.themes.all(),
        "projects": call.projects.all(),
        "may_seek": not call.is_closed and stands_for_a_partner(request.user),
        **more,
    }
    return render(request, template, context)
