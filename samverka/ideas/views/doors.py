"""Pages whose address is the key to them."""

from django.http import HttpResponse


def closed_door(response: HttpResponse) -> HttpResponse:
    """The address is a key: it is not kept by caches, searched, or told to other sites."""
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "no-referrer"
    return response
