"""Suggestions while somebody writes. Nothing is kept of the text."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from samverka.common.text import clean_text
from samverka.common.views import too_often
from samverka.common.visitors import is_too_often
from samverka.suggest.find import LONGEST, SHORTEST, find

SHOWN = 6


@csrf_exempt  # it only reads, for anybody
@require_POST
def suggestions(request: HttpRequest) -> HttpResponse:
    """The fold of suggestions for a text, as a piece of a page."""
    if is_too_often(request, what="suggest", a_minute=settings.MATCHES_PER_MINUTE):
        return too_often(request)
    text = clean_text(request.POST.get("text", "")[:LONGEST])
    found = find(text, limit=SHOWN) if len(text) >= SHORTEST else None
    response = render(request, "suggest/suggestions.html", {"found": found})
    response["Cache-Control"] = "no-store"
    return response
