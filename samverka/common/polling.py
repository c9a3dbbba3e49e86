"""Parts of a page that phones ask for every few seconds (`static/poll.js`)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified


def unless_seen(request: HttpRequest, mark: str, make: Callable[[], HttpResponse]) -> HttpResponse:
    """304 to whoever has seen it all. `mark` is an ETag: quoted, and new with every change."""
    seen = request.headers.get("If-None-Match") == mark
    answer = HttpResponseNotModified() if seen else make()
    answer["ETag"] = mark
    return answer
