"""The list of calls, with the way to save what was chosen, and to what somebody follows."""

from django.http import HttpRequest, HttpResponse

from samverka.calls.views.listing import list_page


def listing(request: HttpRequest) -> HttpResponse:
    return list_page(request, "radar/list.html")
