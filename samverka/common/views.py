"""Pages for when something stands in the way. They say what to do, and keep what was typed."""

from collections.abc import Iterator

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import requires_csrf_token

OURS = {"csrfmiddlewaretoken"}


def typed_in(request: HttpRequest) -> Iterator[tuple[str, str]]:
    """Every field that was posted, in order, but not our own marks."""
    for name, values in request.POST.lists():
        if name not in OURS:
            yield from ((name, str(value)) for value in values)


@requires_csrf_token
def send_again(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page lay open too long for its form to be trusted: show it all, ready to be sent.

    Only what came from our own page: another site's words never get a button of ours. What was
    too large to be read has no mark of ours in it either, and is told so.
    """
    if _announced(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return render(request, "413.html", status=413)
    if not came_from_here(request):
        return render(request, "403.html", status=403)
    context = {"typed": list(typed_in(request)), "signed_out": False}
    return render(request, "common/send_again.html", context, status=403)


@requires_csrf_token
def signed_out_while_writing(request: HttpRequest) -> HttpResponse:
    """The same for a page that needs somebody signed in, when the session has ended."""
    context = {"typed": list(typed_in(request)), "signed_out": True}
    return render(request, "common/send_again.html", context, status=403)


def _announced(request: HttpRequest) -> int:
    length: str = request.META.get("CONTENT_LENGTH") or ""
    return int(length) if length.isascii() and length.isdecimal() else 0


def came_from_here(request: HttpRequest) -> bool:
    """Did one of our own pages send this, as far as the browser tells?"""
    origin = request.headers.get("Origin")
    if origin is None:
        return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    ours = f"{request.scheme}://{request.get_host()}"
    return origin in (ours, *settings.CSRF_TRUSTED_ORIGINS)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "400.html", status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "403.html", status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    return render(request, "500.html", status=500)


def too_often(request: HttpRequest) -> HttpResponse:
    return render(request, "429.html", status=429)
